import Glibc

/// A file that is read once, from the start to the end.
struct InputFile: ~Copyable {
  /// As it was named to the import.
  let name: String
  /// Bytes in it when it was opened.
  let size: Int
  /// Bytes read so far.
  private(set) var position = 0
  private let descriptor: Int32

  /// Opens a regular file; pipes, devices and directories are refused.
  init(_ path: String) throws(ImportError) {
    name = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      guard errno != ENOENT else { throw ImportError.missingFile(file: path) }
      throw ImportError.unreadableFile(file: path, reason: String(cString: strerror(errno)))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw ImportError.unreadableFile(file: path, reason: "not a regular file")
    }
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Appends at most `most` more bytes; returns how many, 0 at the end.
  mutating func read(_ most: Int, appendingTo buffer: inout [UInt8]) throws(ImportError) -> Int {
    // A small file gets a small buffer; one that grows meanwhile is read on, bit by bit.
    let count = min(most, max(1, size - position + 1))
    let old = buffer.count
    buffer += [UInt8](repeating: 0, count: count)
    var got = 0
    repeat {
      got = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(descriptor, bytes.baseAddress.map { $0 + old }, count)
      }
    } while got < 0 && errno == EINTR
    let reason = errno
    buffer.removeLast(count - max(0, got))
    guard got >= 0 else {
      throw ImportError.unreadableFile(file: name, reason: String(cString: strerror(reason)))
    }
    position += got
    return got
  }

  /// Goes back to the start.
  mutating func rewind() {
    lseek(descriptor, 0, SEEK_SET)
    position = 0
  }
}
