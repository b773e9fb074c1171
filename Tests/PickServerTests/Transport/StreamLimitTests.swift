import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import PickServer

/// A stream of HTTP/2 has no codec of HTTP/1 in front of the handler, and no bytes but its parts.
@Suite("the limits of a stream")
struct StreamLimitTests {
  private let channel: EmbeddedChannel

  init() throws {
    channel = EmbeddedChannel(handler: RequestDeadlineHandler(limit: .seconds(60)))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func head(_ path: String = "/live", fields: HTTPFields = [:]) -> HTTPRequestPart {
    var head = HTTPRequest(method: .get, scheme: "https", authority: "a", path: path)
    head.headerFields = fields
    return .head(head)
  }

  private func status() throws -> Int? {
    guard case .head(let head) = try channel.readOutbound(as: HTTPResponsePart.self) else {
      return nil
    }
    return head.status.code
  }

  @Test("more than a hundred header fields are answered with 431 and not passed on")
  func manyHeaders() throws {
    var fields = HTTPFields()
    for number in 0...100 { fields.append(HTTPField(name: .init("x-\(number)")!, value: "1")) }
    try channel.writeInbound(head(fields: fields))
    #expect(try status() == 431)
    #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
  }

  @Test("what is not ASCII is answered with 400")
  func foreign() throws {
    try channel.writeInbound(head("/\u{301}"))
    #expect(try status() == 400)
    #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
  }

  @Test("a body nobody wants ends the stream behind its answer, after 64 KiB")
  func unwanted() throws {
    try channel.writeInbound(head())
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    var parts = 0
    let part = ByteBuffer(repeating: 0x61, count: 16 << 10)
    while channel.isActive, parts < 1000 {
      // At its end the stream says to whoever reads the body that it broke off.
      _ = try? channel.writeInbound(HTTPRequestPart.body(part))
      parts += 1
    }
    #expect(!channel.isActive)
    #expect(parts * part.readableBytes <= Limits.unwantedBody + Limits.lingering + 64 << 10)
  }

  @Test("a request that breaks off is no whole one to whoever reads it")
  func brokenOff() throws {
    try channel.writeInbound(head())
    #expect(throws: (any Error).self) {
      _ = try channel.finish()
      try channel.throwIfErrorCaught()
    }
  }
}
