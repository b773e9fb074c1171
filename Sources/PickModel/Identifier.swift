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

/// The identity of one recorded fact; recording the same identity again changes nothing.
///
/// The first 48 bits are the fact's time in milliseconds (as in UUID version 7, RFC 9562 section
/// 5.7), so that facts recorded together are stored together. The rest is random for a live fact
/// and a hash of the fact for an imported one.
public struct EventID: Hashable, Comparable, Sendable, Codable {
  /// The upper 64 bits: 48 bits of time, 16 bits of the rest.
  public let high: UInt64
  /// The lower 64 bits.
  public let low: UInt64

  /// Takes an identity apart from its two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Makes an identity for a fact at `instant` from 80 bits of randomness or hash.
  public init(at instant: Instant, rest: (UInt16, UInt64)) {
    let time = UInt64(bitPattern: max(0, instant.millisecondsSince1970)) & 0xFFFF_FFFF_FFFF
    self.init(high: time << 16 | UInt64(rest.0), low: rest.1)
  }

  /// Makes an identity for a fact at `instant`, the rest drawn from `generator`.
  public init(at instant: Instant, using generator: inout some RandomNumberGenerator) {
    self.init(at: instant, rest: (generator.next(), generator.next()))
  }

  /// Orders by time, then by the rest.
  public static func < (left: Self, right: Self) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// Names one sign-in on one device: 128 random bits, in hexadecimal.
public struct SessionID: RawRepresentable, Hashable, Sendable, Codable {
  /// 32 lower-case hexadecimal digits.
  public let rawValue: String

  /// A name that is already known.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A name that is already known.
  public init(_ rawValue: String) { self.rawValue = rawValue }
}
