/// A safetensors file, mapped read-only: named tensors of plain numbers.
///
/// Layout: the header's length in 8 bytes, little-endian; the header, JSON; the tensors, end to
/// end. Opening reads the header alone and checks it, so that tensors can be read without leaving
/// the file. `requireFinite` checks values when a file is published.
/// - Note: https://github.com/huggingface/safetensors, "Format".
public struct TensorFile: Sendable {
  /// The greatest length of a header, which is far above that of real ones; a longer one is refused
  /// unread.
  public static let maximumHeaderBytes = 1 << 20

  /// The metadata of the file.
  public let metadata: [String: String]
  private let file: MappedFile
  private let entries: [String: TensorHeader.Entry]
  private let dataStart: Int

  /// Opens a file and checks its header against its size.
  public init(path: String) throws(TensorFileError) {
    try self.init(MappedFile(path: path))
  }

  /// Checks the header of a mapped file.
  public init(_ file: MappedFile) throws(TensorFileError) {
    let bytes = try file.withBytes { bytes throws(TensorFileError) in try Self.header(in: bytes) }
    var parser = TensorHeaderParser(bytes)
    let header = try parser.parse()
    dataStart = 8 + bytes.count
    try header.validate(dataStart: dataStart, dataByteCount: file.byteCount - dataStart)
    metadata = header.metadata
    entries = Dictionary(uniqueKeysWithValues: header.entries.map { ($0.name, $0) })
    self.file = file
  }

  private static func header(in bytes: borrowing RawSpan) throws(TensorFileError) -> [UInt8] {
    guard bytes.byteCount >= 8 else { throw .truncated }
    let length = UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self))
    guard length <= UInt64(maximumHeaderBytes) else { throw .headerTooLong(length) }
    guard bytes.byteCount - 8 >= Int(length) else { throw .truncated }
    return (0..<Int(length)).map { bytes.unsafeLoad(fromByteOffset: 8 + $0, as: UInt8.self) }
  }

  /// The names of all tensors, ascending.
  public var names: [String] { entries.keys.sorted() }

  /// The shape of a tensor; `nil` where there is none of this name.
  public func shape(of name: String) -> [Int]? { entries[name]?.shape }

  /// The numbers of a tensor, which stay in the file.
  ///
  /// - Throws: `TensorFileError.missing` where there is none of this name and element type.
  public func tensor<Element: TensorElement>(_ name: String, of type: Element.Type = Element.self)
    throws(TensorFileError) -> TensorStorage<Element>
  {
    guard let entry = entries[name], entry.typeName == Element.typeName else {
      throw .missing(tensor: name)
    }
    return TensorStorage(
      mapped: file, byteOffset: dataStart + entry.begin,
      count: (entry.end - entry.begin) / MemoryLayout<Element>.stride)
  }

  /// Gives the memory of pages that were read back to the system; they are mapped again when they
  /// are read.
  ///
  /// A process that checked every value holds the whole file in memory; answers need a few rows of it.
  public func forgetPages() { file.forgetPages() }

  /// Checks that every floating-point value is finite.
  ///
  /// - Complexity: O(file size).
  public func requireFinite() throws(TensorFileError) {
    for name in names {
      switch entries[name]?.typeName {
      case "F32": try requireFinite(try tensor(name, of: Float.self), name)
      case "F64": try requireFinite(try tensor(name, of: Double.self), name)
      default: continue
      }
    }
  }

  private func requireFinite<Element: TensorElement & BinaryFloatingPoint>(
    _ storage: TensorStorage<Element>, _ name: String
  ) throws(TensorFileError) {
    let isFinite = storage.withSpan { span in
      for index in 0..<span.count where !span[index].isFinite { return false }
      return true
    }
    guard isFinite else { throw .notFinite(tensor: name) }
  }
}

/// The reasons why a tensor file is refused.
public enum TensorFileError: Error, Equatable, Sendable {
  /// The system did not open or map the file.
  case cannotOpen(errno: Int32)
  /// The path is a directory, device, link or pipe.
  case notRegularFile
  /// The file is shorter than its header says.
  case truncated
  /// This number of bytes follows the last tensor.
  case trailingBytes(Int)
  /// The length of the header exceeds `TensorFile.maximumHeaderBytes`.
  case headerTooLong(UInt64)
  /// The header is not the JSON of the format; `offset` counts bytes from its start.
  case malformedHeader(offset: Int)
  /// A name occurs twice.
  case duplicateName(String)
  /// The type of a tensor's numbers is not supported.
  case unsupportedType(tensor: String)
  /// Shape, type and byte range contradict each other.
  case shapeMismatch(tensor: String)
  /// Tensors overlap, leave a gap or end before they begin.
  case offsetsMismatch(tensor: String)
  /// A tensor does not begin at a multiple of its element size.
  case misaligned(tensor: String)
  /// There is no tensor of this name and type.
  case missing(tensor: String)
  /// A value is not finite.
  case notFinite(tensor: String)
}
