import Glibc

/// Files a person writes: small, regular, UTF-8.
enum SmallTextFile {
  private static let maximumBytes = 256 * 1024

  /// Why there is no text to be had.
  enum Obstacle: Error {
    /// What the system says.
    case system(errno: Int32)
    /// A directory, device, link to one, or pipe.
    case notAFile
    /// More than 256 KiB.
    case tooLong
    /// Bytes that are no UTF-8.
    case notUTF8
  }

  /// The text.
  static func read(_ path: String) throws(Obstacle) -> String {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno: errno) }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else { throw .system(errno: errno) }
    guard facts.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard facts.st_size <= maximumBytes else { throw .tooLong }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { throw .system(errno: errno) }
    guard let text = String(validating: bytes[..<count], as: UTF8.self) else { throw .notUTF8 }
    return text
  }

  /// Replaces a file as a whole, mode 0600; `false` when that cannot be done.
  @discardableResult
  static func replace(_ path: String, with text: String) -> Bool {
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let bytes = Array(text.utf8)
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    guard written == bytes.count, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }
}

extension SmallTextFile.Obstacle {
  /// What is wrong with the file, as the end of a sentence that begins with its name.
  var words: String {
    switch self {
    case .system(let code): "cannot be read: \(String(cString: strerror(code)))"
    case .notAFile: "is not a file"
    case .tooLong: "is longer than 256 KiB"
    case .notUTF8: "is not a text in UTF-8"
    }
  }
}
