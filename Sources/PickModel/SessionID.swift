/// Names one sign-in on one device: 128 random bits, in hexadecimal.
public struct SessionID: Hashable, Sendable, Codable {
  /// 32 lower-case hexadecimal digits.
  public let rawValue: String

  /// A name that is already known.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// Reads a bare string.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes a bare string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
