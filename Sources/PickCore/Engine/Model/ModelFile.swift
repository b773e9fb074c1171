import Glibc
public import PickRecommender

/// Reads and writes the files of a model directory: links are never followed, and a reader sees a
/// whole file or none.
enum ModelFile {
  /// All bytes of a regular file; `nil` when it cannot be read or is longer than `limit`.
  static func read(_ path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= limit
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { return nil }
      count += got
    }
    return bytes
  }

  /// Writes a file beside `path`, syncs it, and gives it its name in one step.
  ///
  /// - Parameters:
  ///   - bytes: the whole content.
  ///   - path: where it goes; a file of this name is replaced, never rewritten.
  ///   - check: called with the path of the finished file before it gets its name.
  /// - Throws: `ModelError.cannotWrite`, or what `check` throws; nothing is left behind.
  static func write(
    _ bytes: [UInt8], to path: String, check: (String) throws(ModelError) -> Void = { _ in }
  ) throws(ModelError) {
    let temporary = "\(path).\(getpid()).partial"
    unlink(temporary)
    do throws(ModelError) {
      try create(temporary, bytes)
      try check(temporary)
      guard rename(temporary, path) == 0 else { throw ModelError.cannotWrite(errno: errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Does `work` while no other process does the same under the same lock file.
  static func whileLocked(
    _ path: String, _ work: () throws(ModelError) -> Void
  ) throws(ModelError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
      throw .cannotWrite(errno: errno)
    }
    defer {
      // A process that was just forked has a copy of the open file: closing would not let go.
      flock(descriptor, LOCK_UN)
      close(descriptor)
    }
    try work()
  }

  /// Makes what was renamed in a directory survive a power cut.
  static func syncDirectory(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func create(_ path: String, _ bytes: [UInt8]) throws(ModelError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { throw .cannotWrite(errno: errno) }
    defer { close(descriptor) }
    if let code = WholeWrite.failure(writing: bytes, to: descriptor) {
      throw .cannotWrite(errno: code)
    }
    guard fsync(descriptor) == 0 else { throw .cannotWrite(errno: errno) }
  }
}

/// Why a model on disk is refused, or could not be written.
public enum ModelError: Error, Equatable, Sendable {
  /// `current` names something that is no model name.
  case badName
  /// The tensor file is damaged or no tensor file at all.
  case tensors(TensorFileError)
  /// The file is a tensor file, but of no format this program knows.
  case unknownFormat(String?)
  /// Tensors contradict each other.
  case inconsistent
  /// The manifest beside the file is missing or unreadable.
  case badManifest
  /// The bytes are not those the manifest or the name was made from.
  case wrongChecksum
  /// `current` is there but cannot be read: what it names must not be lost.
  case unreadableCurrent
  /// The system would not write.
  case cannotWrite(errno: Int32)
}

extension ModelError {
  /// What a failed reading of a model's file means; there are no others than these.
  init(_ error: any Error) {
    switch error {
    case let error as ModelError: self = error
    case let error as TensorFileError: self = .tensors(error)
    default: self = .inconsistent
    }
  }
}
