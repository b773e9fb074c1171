import Foundation
import NIOCore
import NIOPosix

/// Bytes to and from a port, for what no well-behaved client sends.
struct RawConnection {
  private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

  private init(_ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>) { self.channel = channel }

  /// Connects to a port of this machine.
  static func open(_ port: Int) async throws -> RawConnection {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return RawConnection(channel)
  }

  /// Sends `head`, then `part` again and again, until the other side closes or has taken `limit`.
  ///
  /// - Returns: what it said, and how many bytes went out.
  static func flood(
    _ port: Int, _ head: String, with part: String, limit: Int = 256 << 20
  ) async -> (answer: String, sent: Int) {
    await withCheckedContinuation { done in
      // A thread of its own: it blocks where the other side does not read.
      Thread { done.resume(returning: blockingFlood(port, head, part, limit)) }.start()
    }
  }

  private static func blockingFlood(
    _ port: Int, _ head: String, _ part: String, _ limit: Int
  ) -> (answer: String, sent: Int) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return ("", 0) }
    let block = Array(String(repeating: part, count: max(1, 65_536 / part.utf8.count)).utf8)
    var rest = Array(head.utf8)[...]
    var answer: [UInt8] = []
    var sent = 0
    var events = Int16(POLLIN | POLLOUT)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while sent < limit {
      var waiting = pollfd(fd: descriptor, events: events, revents: 0)
      guard poll(&waiting, 1, 60_000) > 0 else { break }
      if waiting.revents & Int16(POLLIN) != 0 {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count < 0 { break }
        if count == 0 { events = Int16(POLLOUT) }
        answer += buffer[..<count]
      }
      guard waiting.revents & Int16(POLLERR | POLLHUP) == 0 else { break }
      guard waiting.revents & Int16(POLLOUT) != 0 else { continue }
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { break }
      sent += count
      rest = rest.dropFirst(count)
      if rest.isEmpty { rest = block[...] }
    }
    return (String(decoding: answer, as: UTF8.self), sent)
  }

  /// Sends what is given and reads until the other side has nothing more to say.
  ///
  /// After the last of `parts` nothing is sent, and the connection is left open.
  static func exchange(_ port: Int, _ parts: [String]) async throws -> String {
    try await open(port).channel.executeThenClose { inbound, outbound in
      for part in parts { try await outbound.write(ByteBuffer(string: part)) }
      var answer = ""
      for try await bytes in inbound { answer += String(buffer: bytes) }
      return answer
    }
  }
}
