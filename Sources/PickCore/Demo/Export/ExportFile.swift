import Crypto
import Glibc

/// A CP949 file being written row by row, with its count of rows and its checksum.
struct ExportFile: ~Copyable {
  /// What a manifest says of a file.
  struct Summary: Equatable, Sendable {
    let name: String
    /// Without the header.
    let rows: Int
    /// SHA-256 in lower-case hexadecimal.
    let checksum: String
  }

  private let name: String
  private let path: String
  private let descriptor: Int32
  private var rows = -1
  private var hash = SHA256()
  private var waiting: [UInt8] = []

  private static let chunk = 1 << 18

  init(_ name: String, in directory: String, header: [String]) throws(DemoError) {
    self.name = name
    path = "\(directory)/\(name)"
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .file(path, errno) }
    waiting.reserveCapacity(Self.chunk * 2)
    try append(header)
  }

  deinit { close(descriptor) }

  mutating func append(_ fields: [String]) throws(DemoError) {
    let line = CSVLine.text(fields)
    guard let bytes = CP949.bytes(line) else { throw .notEncodable(line) }
    waiting += bytes
    rows += 1
    if waiting.count >= Self.chunk { try flush() }
  }

  /// Brings everything to the disk.
  consuming func finish() throws(DemoError) -> Summary {
    try flush()
    guard fsync(descriptor) == 0 else { throw .file(path, errno) }
    return Summary(name: name, rows: rows, checksum: Hexadecimal.encode(hash.finalize()))
  }

  private mutating func flush() throws(DemoError) {
    hash.update(data: waiting)
    if let code = WholeWrite.failure(writing: waiting, to: descriptor) { throw .file(path, code) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Writes a small file as a whole.
  static func write(_ text: String, to path: String) throws(DemoError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .file(path, errno) }
    defer { close(descriptor) }
    if let code = WholeWrite.failure(writing: Array(text.utf8), to: descriptor) {
      throw .file(path, code)
    }
    guard fsync(descriptor) == 0 else { throw .file(path, errno) }
  }
}

extension DemoError {
  /// What `errno` means for a file.
  static func file(_ path: String, _ code: Int32) -> DemoError {
    code == ENOSPC || code == EDQUOT
      ? .full(path: path) : .inputOutput(path: path, reason: String(cString: strerror(code)))
  }
}
