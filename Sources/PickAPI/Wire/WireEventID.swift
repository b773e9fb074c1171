public import PickModel

/// The identity of a fact as JSON carries it: 32 lower-case hexadecimal digits.
public struct WireEventID: Hashable, Sendable, Codable {
  /// The identity.
  public let value: EventID

  /// An identity that is already known.
  public init(_ value: EventID) { self.value = value }

  /// Reads 32 lower-case hexadecimal digits; `nil` for any other text.
  public init?(text: String) {
    let isPlain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
    guard text.utf8.count == 32, isPlain, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    value = EventID(high: high, low: low)
  }

  /// The digits.
  public var text: String { Self.digits(value.high) + Self.digits(value.low) }

  private static func digits(_ number: UInt64) -> String {
    let short = String(number, radix: 16)
    return String(repeating: "0", count: 16 - short.utf8.count) + short
  }

  /// Reads the digits.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let read = Self(text: text) else { throw decoder.fault("not an event's identity") }
    self = read
  }

  /// Writes the digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
