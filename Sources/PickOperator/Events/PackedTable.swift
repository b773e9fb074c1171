import CZlib
import Crypto
import Glibc
import PickCommand
import PickImport
import PickModel
import PickSystem

/// A gzipped table that is written piece by piece: rows wait in memory until they are a member.
///
/// A file of several members is one gzip file (RFC 1952, section 2.2). The file is opened for each
/// member, so that any number of tables can be written at once. The same rows in the same order,
/// packed at the same points, give the same bytes on every machine: a member holds no time and no
/// name.
struct PackedTable {
  /// The size of the waiting rows from which on they are packed, in bytes.
  static let memberSize = 1 << 18

  /// The name of the file in its folder.
  let name: String
  /// The size of the rows that wait, in bytes.
  var waitingSize: Int { waiting.count }

  private let path: String
  private var waiting: [UInt8]
  private var rows = 0
  private var hasher = SHA256()

  /// A table whose file is not there yet; the header becomes its first line.
  init(_ name: String, in folder: String, header: String) {
    self.name = name
    path = "\(folder)/\(name)"
    waiting = Array((header + "\n").utf8)
  }

  /// Adds a row; it is one line, its end included.
  ///
  /// - Throws: `Failure` when the file cannot be written.
  mutating func add(_ row: [UInt8]) throws {
    waiting += row
    rows += 1
    if waiting.count >= Self.memberSize { try pack() }
  }

  /// Adds a row of fields that need no quotation marks or have them already.
  mutating func add(_ fields: [String]) throws {
    try add(Array((fields.joined(separator: ",") + "\n").utf8))
  }

  /// Packs the rows that wait and appends them to the file.
  mutating func pack() throws {
    guard !waiting.isEmpty else { return }
    let member = try GzipMember.packing(waiting)
    waiting.removeAll(keepingCapacity: true)
    hasher.update(data: member)
    try FolderWork.at(path) { () throws(FileError) in
      try Files.open(path, for: .appending).write(member)
    }
  }

  /// Writes what waits and makes the file survive a power cut.
  ///
  /// - Returns: what a manifest says of the file.
  mutating func finish() throws -> FileManifest.File {
    try pack()
    try FolderWork.at(path) { () throws(FileError) in
      try Files.open(path, for: .appending).synchronize()
    }
    return FileManifest.File(
      name: name, rows: rows, sha256: Hexadecimal.encode(hasher.finalize()))
  }
}

/// One member of a gzip file (RFC 1952).
enum GzipMember {
  /// The bytes, packed; without a time and a name in the header.
  static func packing(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
    var stream = z_stream()
    // The window has 15 bits; adding 16 selects the gzip format.
    let begun = deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { throw Failure(.unavailable, "There is no memory to pack with.") }
    defer { deflateEnd(&stream) }
    var input = bytes
    // zlib says how long the result is at most, so that one step is enough.
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
    let end = input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        stream.next_in = from.baseAddress
        stream.avail_in = UInt32(from.count)
        stream.next_out = to.baseAddress
        stream.avail_out = UInt32(to.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard end == Z_STREAM_END else { throw Failure(.unavailable, "The rows could not be packed.") }
    output.removeLast(output.count - Int(stream.total_out))
    return output
  }
}
