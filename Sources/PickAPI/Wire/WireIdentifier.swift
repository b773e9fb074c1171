public import PickModel

/// An identifier as JSON carries it: a string of digits, because JavaScript cannot hold 63 bits in
/// a number.
public struct WireIdentifier<Subject>: Hashable, Sendable, Codable {
  /// The identifier.
  public let value: Identifier<Subject>

  /// An identifier that is already known.
  public init(_ value: Identifier<Subject>) { self.value = value }

  /// Reads a positive number in its shortest decimal form; `nil` for any other text.
  public init?(text: String) {
    guard (1...19).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let number = Int64(text)
    else { return nil }
    value = Identifier(number)
  }

  /// Reads a string of digits.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let read = Self(text: text) else { throw decoder.fault("not an identifier") }
    self = read
  }

  /// Writes a string of digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.description)
  }
}

extension Decoder {
  /// Says that what stands here cannot be read.
  func fault(_ why: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: codingPath, debugDescription: why))
  }
}
