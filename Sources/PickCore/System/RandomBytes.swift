/// Where secrets and session names are drawn from; handed in so that tests repeat.
public struct RandomBytes: Sendable {
  private let draw: @Sendable (Int) -> [UInt8]

  /// Bytes made by `draw`, which is given how many.
  public init(_ draw: @escaping @Sendable (Int) -> [UInt8]) { self.draw = draw }

  /// The operating system's generator (getrandom), fit for secrets.
  public static let system = RandomBytes { count in
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in generator.next() }
  }

  /// Draws `count` bytes.
  public func callAsFunction(_ count: Int) -> [UInt8] { draw(count) }
}
