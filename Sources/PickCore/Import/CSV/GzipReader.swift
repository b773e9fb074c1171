import CZlib

/// Unpacks what gzip packed (RFC 1952), a piece at a time; several members follow each other.
final class GzipReader {
  /// How far a step came.
  enum Step {
    /// More may come.
    case going
    /// What follows the last member are zeros.
    case over
    /// The bytes are not of the format.
    case damaged
  }

  /// Whether a member has just ended, or none has begun.
  private(set) var isAtEnd = true
  private var hasMember = false
  // zlib remembers where its state lies, so that it must not be moved: it is on the heap.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isReady: Bool

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for the gzip format.
    isReady =
      inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isReady { inflateEnd(stream) }
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Unpacks from the front of `packed`, which loses what was used, until it is used up or `most`
  /// bytes came out.
  func unpack(_ packed: inout [UInt8], most: Int, into output: inout [UInt8]) -> Step {
    guard isReady else { return .damaged }
    if isAtEnd, hasMember {
      // Tapes and block devices fill up with zeros; anything else is data that would be lost.
      guard packed.first != 0 else {
        defer { packed = [] }
        return packed.allSatisfy { $0 == 0 } ? .over : .damaged
      }
      guard packed.first == 0x1F, inflateReset(stream) == Z_OK else { return .damaged }
    }
    (isAtEnd, hasMember) = (false, true)
    let old = output.count
    output += [UInt8](repeating: 0, count: most)
    var left = 0
    let status = packed.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.pointee.next_in = from.baseAddress
        stream.pointee.avail_in = UInt32(from.count)
        stream.pointee.next_out = to.baseAddress.map { $0 + old }
        stream.pointee.avail_out = UInt32(most)
        let status = inflate(stream, Z_NO_FLUSH)
        left = Int(stream.pointee.avail_out)
        return status
      }
    }
    packed.removeFirst(packed.count - Int(stream.pointee.avail_in))
    output.removeLast(left)
    switch status {
    case Z_STREAM_END:
      isAtEnd = true
      return .going
    case Z_OK, Z_BUF_ERROR: return .going
    default: return .damaged
    }
  }
}
