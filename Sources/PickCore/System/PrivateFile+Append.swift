import Glibc

extension PrivateFile {
  /// Its length; 0 when there is none that could be read.
  public var byteCount: Int {
    guard let parent = try? directory.open() else { return 0 }
    var status = stat()
    guard fstatat(parent.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return 0 }
    return Int(status.st_size)
  }

  /// Adds `bytes` at the end and brings them to the disk; makes the file when it is missing.
  ///
  /// A file that does not end in a new line was cut off while it was written to: a new line is put
  /// between, so that what was cut off spoils nothing but itself. Whoever else writes must be kept
  /// out by the lock.
  public func append(_ bytes: [UInt8]) throws(PrivateFileError) {
    let parent = try directory.makeAndOpen()
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let file = try OwnedDescriptor(openat(parent.number, name, flags, Self.mode))
    let status = try file.status()
    try check(status)
    guard Int(status.st_size) + bytes.count < limit else { throw .tooLarge }
    var last = UInt8(ascii: "\n")
    if status.st_size > 0 { pread(file.number, &last, 1, status.st_size - 1) }
    let isWhole = last == UInt8(ascii: "\n")
    try file.write(isWhole ? bytes : [UInt8(ascii: "\n")] + bytes)
    if status.st_size == 0 { fsync(parent.number) }
  }
}
