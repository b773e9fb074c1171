import Foundation
import Glibc
import Synchronization

/// The smallest HTTP server there can be: it says what a test wants said, byte by byte.
public final class LoopbackHTTPServer: Sendable {
  /// A request as it came.
  public struct Request: Sendable {
    /// Request line and fields.
    public let head: String
    /// The body.
    public let body: [UInt8]
  }

  /// Where it listens.
  public let port: UInt16
  private let listener: Int32
  private let respond: @Sendable (Request) -> [UInt8]
  private let closesAfterAnswer: Bool
  private let requests = Mutex<[Request]>([])
  private let connections = Mutex(0)

  /// A server that answers each request with what `respond` makes of it.
  ///
  /// Nothing leaves the connection open without an answer, unless it is closed after each. Ends with
  /// `stop`.
  public init(
    closesAfterAnswer: Bool = false, respond: @escaping @Sendable (Request) -> [UInt8]
  ) {
    self.respond = respond
    self.closesAfterAnswer = closesAfterAnswer
    (listener, port) = LoopbackSocket.listen()
    Thread { [self] in run() }.start()
  }

  /// A whole answer with a length.
  public static func answer(
    _ status: String = "200 OK", fields: [String] = [], body: [UInt8] = []
  ) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)", "content-length: \(body.count)"] + fields
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  /// What was asked so far.
  public var received: [Request] { requests.withLock { $0 } }

  /// How many connections were made.
  public var connectionCount: Int { connections.withLock { $0 } }

  /// Stops listening.
  ///
  /// The thread that accepts closes the socket: closed here, its number could be another test's by
  /// the time that thread looks at it again.
  public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func run() {
    defer { close(listener) }
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      connections.withLock { $0 += 1 }
      LoopbackSocket.sendAtOnce(client)
      Thread { [self] in serve(client) }.start()
    }
  }

  private func serve(_ client: Int32) {
    defer { close(client) }
    var bytes: [UInt8] = []
    while true {
      if let (request, length) = Self.request(in: bytes) {
        bytes.removeFirst(length)
        requests.withLock { $0.append(request) }
        guard LoopbackSocket.sendAll(respond(request), to: client), !closesAfterAnswer else {
          return
        }
      } else {
        let more = LoopbackSocket.receive(from: client)
        guard !more.isEmpty else { return }
        bytes += more
      }
    }
  }

  private static func request(in bytes: [UInt8]) -> (Request, Int)? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.range(of: "\r\n\r\n") else { return nil }
    let head = String(text[..<end.lowerBound])
    let length =
      head.split(separator: "\r\n").lazy.map { $0.lowercased() }
      .first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
    let headCount = text[..<end.upperBound].utf8.count
    guard bytes.count >= headCount + length else { return nil }
    return (
      Request(head: head, body: Array(bytes[headCount..<headCount + length])), headCount + length
    )
  }
}
