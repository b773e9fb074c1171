import CZlib
import Glibc
import PickSystem

/// A file that is read once, from the start to the end; what gzip packed is unpacked on the way.
struct InputFile: ~Copyable {
  /// As it was named to the import.
  let name: String
  /// Bytes in it when it was opened, packed as it is.
  let size: Int
  /// Bytes of the file read so far.
  private(set) var position = 0
  /// Whether the file is packed.
  var isPacked: Bool { unpacking != nil }
  private let file: OpenFile
  private var unpacking: GzipReader?
  private var packed: [UInt8] = []
  private var unpackedBytes = 0

  /// Opens a regular file; pipes, devices, directories and formats that are no text are refused.
  init(_ path: String) throws(ImportError) {
    name = path
    let file = try Self.open(path)
    guard let status = try? file.status(), status.st_mode & S_IFMT == S_IFREG else {
      let isFolder = (try? file.status()).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
      throw ImportError.unreadableFile(
        file: path,
        reason: isFolder ? "it is a folder, and a file is expected" : "not a regular file")
    }
    let head = Self.head(of: file.descriptor)
    let isPacked = head.starts(with: [0x1F, 0x8B])
    if !isPacked, let format = FileFormat(head) {
      throw ImportError.otherFormat(file: path, format: format)
    }
    unpacking = isPacked ? GzipReader() : nil
    size = Int(status.st_size)
    self.file = file
  }

  private static func open(_ path: String) throws(ImportError) -> OpenFile {
    do { return try Files.open(path, for: .reading, links: .followed) } catch {
      guard error != .missing else { throw .missingFile(file: path) }
      throw .unreadableFile(file: path, reason: String(cString: strerror(error.errno)))
    }
  }

  /// The first bytes of a file, without going on in it.
  private static func head(of descriptor: Int32) -> [UInt8] {
    var head = [UInt8](repeating: 0, count: 512)
    let got = head.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, 512, 0) }
    head.removeLast(512 - max(0, got))
    return head
  }

  /// Appends at most `most` more bytes; returns how many, 0 at the end.
  mutating func read(_ most: Int, appendingTo buffer: inout [UInt8]) throws(ImportError) -> Int {
    guard let unpacking else { return try readAsIs(most, appendingTo: &buffer) }
    let old = buffer.count
    while buffer.count - old < most {
      if packed.isEmpty {
        var piece: [UInt8] = []
        let got = try readAsIs(1 << 16, appendingTo: &piece)
        packed = piece
        guard got > 0 else {
          guard unpacking.isAtEnd else { throw damaged("its gzip data end too early") }
          break
        }
      }
      let step = unpacking.unpack(&packed, most: most - (buffer.count - old), into: &buffer)
      guard step != .damaged else { throw damaged("its gzip data are damaged") }
    }
    unpackedBytes += buffer.count - old
    guard unpackedBytes <= Self.harmless || unpackedBytes / Self.expansion <= position else {
      throw damaged("it unpacks to more than \(Self.expansion) times its size, as no table does")
    }
    return buffer.count - old
  }

  /// Goes back to the start.
  mutating func rewind() {
    lseek(file.descriptor, 0, SEEK_SET)
    position = 0
    unpackedBytes = 0
    packed = []
    if unpacking != nil { unpacking = GzipReader() }
  }

  /// Tables of numbers shrink to a fifth, dull ones to a twentieth.
  private static let expansion = 200
  /// So much may come out of anything, in bytes.
  private static let harmless = 64 << 20

  private func damaged(_ reason: String) -> ImportError {
    .unreadableFile(file: name, reason: reason)
  }

  private mutating func readAsIs(
    _ most: Int, appendingTo buffer: inout [UInt8]
  ) throws(ImportError) -> Int {
    // A small file gets a small buffer; one that grows meanwhile is read on, bit by bit.
    let count = min(most, max(1, size - position + 1))
    let old = buffer.count
    buffer += [UInt8](repeating: 0, count: count)
    var got = 0
    repeat {
      got = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(file.descriptor, bytes.baseAddress.map { $0 + old }, count)
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
}

/// Unpacks what gzip packed (RFC 1952), a piece at a time; several members follow each other.
private final class GzipReader {
  /// The result of a step.
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
