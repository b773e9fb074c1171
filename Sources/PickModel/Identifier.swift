/// A number that names one `Subject` and nothing else.
///
/// Identifiers are made by the application, never by a database, so that the same input gets the
/// same identifiers everywhere. They are positive and fit 63 bits.
public struct Identifier<Subject>: Hashable, Comparable, Sendable, Codable {
  /// The number as it is stored and sent.
  public let rawValue: Int64

  /// Names a subject by a number that is already known.
  public init(_ rawValue: Int64) { self.rawValue = rawValue }

  /// Reads a bare number.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// Writes a bare number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  /// Orders by number: the stated rule wherever a tie has to be broken.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: CustomStringConvertible {
  /// The number in decimal digits.
  public var description: String { String(rawValue) }
}
