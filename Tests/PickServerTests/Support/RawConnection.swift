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
