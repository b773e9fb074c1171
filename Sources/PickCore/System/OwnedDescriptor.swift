import Glibc

/// An open file that is closed when its owner goes away.
struct OwnedDescriptor: ~Copyable {
  let number: Int32

  /// Takes over what `open` returned; throws errno's meaning when it failed.
  init(_ number: Int32) throws(PrivateFileError) {
    guard number >= 0 else { throw PrivateFileError(errno: errno) }
    self.number = number
  }

  deinit { close(number) }

  func status() throws(PrivateFileError) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw PrivateFileError(errno: errno) }
    return status
  }

  /// Writes everything and, when it must not be lost, waits until it is on the disk.
  func write(_ bytes: [UInt8], isDurable: Bool = true) throws(PrivateFileError) {
    if let code = WholeWrite.failure(writing: bytes, to: number) {
      throw PrivateFileError(errno: code)
    }
    guard !isDurable || fsync(number) == 0 else { throw PrivateFileError(errno: errno) }
  }

  /// Reads to the end, at most `limit` bytes and one more that shows there are too many.
  func readAll(limit: Int) throws(PrivateFileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        read(number, $0.baseAddress?.advanced(by: filled), $0.count - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw PrivateFileError(errno: errno) }
      if got == 0 { break }
      filled += got
    }
    guard filled <= limit else { throw .tooLarge }
    return Array(bytes.prefix(filled))
  }
}

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
