/// What a client may ask for, and for how long; docs/server.md has the table.
public struct Limits: Sendable {
  /// All headers of a request together, in bytes: 16 KiB.
  public static let headers = 16 << 10
  /// Headers of a request.
  public static let headerCount = 128

  /// How long a connection may say nothing between requests.
  public var idle = Duration.seconds(30)
  /// How long a request may take from its first byte to the last byte of its answer; bytes that
  /// drip in do not extend it.
  public var request = Duration.seconds(10)
  /// Connections at once; further ones wait in the listen queue.
  public var connections = 4096
  /// How long requests in flight may go on once the server was told to stop.
  public var drain = Duration.seconds(20)

  /// The limits of a server in production.
  public init() {}
}
