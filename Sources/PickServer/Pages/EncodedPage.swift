import NIOCore
import Synchronization

/// A page as it is sent: its bytes, its tag, and its compressed form once somebody asked for it.
final class EncodedPage: Sendable {
  /// The JSON as it is.
  let body: ByteBuffer
  /// Stands for the JSON.
  let tag: EntityTag
  private let compressed = Mutex<ByteBuffer?>(nil)

  /// A page of those bytes.
  init(_ bytes: [UInt8]) {
    body = ByteBuffer(bytes: bytes)
    tag = EntityTag(of: bytes)
  }

  /// Bytes it takes in memory, about: the JSON and its compressed form.
  var weight: Int { body.readableBytes * 4 / 3 + 256 }

  /// The compressed form; `nil` where compressing gains nothing.
  var gzip: ByteBuffer? {
    guard body.readableBytes >= Gzip.smallestBody else { return nil }
    return compressed.withLock { compressed in
      if compressed == nil {
        compressed = Gzip.compress(Array(body.readableBytesView)).map(ByteBuffer.init(bytes:))
      }
      return compressed
    }
  }
}
