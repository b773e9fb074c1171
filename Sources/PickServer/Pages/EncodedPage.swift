import NIOCore
import Synchronization

/// A page as it is sent: its bytes, its tag, and its compressed form once somebody asked for it.
final class EncodedPage: Sendable {
  /// The JSON as it is.
  let body: ByteBuffer
  /// Stands for the JSON.
  let tag: EntityTag
  private let bytes: [UInt8]
  private let compressed = Mutex<ByteBuffer?>(nil)

  /// A page of those bytes.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    body = ByteBuffer(bytes: bytes)
    tag = EntityTag(of: bytes)
  }

  /// Bytes it takes in memory, about: the JSON twice and its compressed form.
  var weight: Int { bytes.count * 5 / 2 }

  /// The compressed form; `nil` where compressing gains nothing.
  var gzip: ByteBuffer? {
    guard bytes.count >= Gzip.smallestBody else { return nil }
    return compressed.withLock { compressed in
      if compressed == nil { compressed = Gzip.compress(bytes).map(ByteBuffer.init(bytes:)) }
      return compressed
    }
  }
}
