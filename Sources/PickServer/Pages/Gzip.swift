import CZlib

/// Bodies in the gzip format (RFC 1952).
enum Gzip {
  /// Bodies of fewer bytes are not worth it: they fit one packet as they are.
  static let smallestBody = 1024

  /// The bytes compressed; `nil` when zlib finds no memory, or nothing is gained.
  static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    // 15 bits of window; 16 more ask for the gzip format.
    let begun = deflateInit2_(
      &stream, 5, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    // An output as long as the input is room enough: longer ones are not used.
    var output = [UInt8](repeating: 0, count: bytes.count)
    let end = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        stream.next_out = to.baseAddress
        stream.avail_out = UInt32(to.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard end == Z_STREAM_END else { return nil }
    output.removeLast(output.count - Int(stream.total_out))
    return output
  }
}
