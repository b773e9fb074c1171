/// Names one sign-in on one device: 128 random bits, in hexadecimal.
public struct SessionID: RawRepresentable, Hashable, Sendable, Codable {
  /// 32 lower-case hexadecimal digits.
  public let rawValue: String

  /// A name that is already known.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A name that is already known.
  public init(_ rawValue: String) { self.rawValue = rawValue }
}
