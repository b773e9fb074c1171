import Glibc

/// Writes to files as a whole: a write that was short or interrupted is gone on with.
enum WholeWrite {
  /// Writes all bytes; returns the errno of what failed, `nil` when nothing did.
  static func failure(writing bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return errno }
      rest = rest.dropFirst(written)
    }
    return nil
  }
}
