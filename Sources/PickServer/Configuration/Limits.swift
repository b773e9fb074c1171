import PickAPI

/// What a client may ask for, and for how long; docs/server.md has the table.
public struct Limits: Sendable {
  /// All headers of a request together, in bytes: 16 KiB.
  public static let headers = 16 << 10
  /// Header fields of a request.
  public static let headerCount = 100
  /// The target of a request, in bytes: 8 KiB.
  public static let target = 8 << 10
  /// Bytes that may arrive before a request's head is whole, empty lines and all.
  static let head = headers + target
  /// Bytes that may arrive for one body, with everything that frames it.
  static let framedBody = 4 * Route.Body.longestBatch
  /// Bytes of a body that are still taken once its request was answered.
  static let unwantedBody = 64 << 10
  /// Bytes that are thrown away while a client has time to read why its connection ends.
  static let lingering = 1 << 20

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
