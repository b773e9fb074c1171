/// A safetensors file, mapped read-only: named tensors of plain numbers, and nothing that runs.
///
/// Layout: the header's length in 8 bytes, little-endian; the header, JSON; the tensors, end to
/// end. Opening reads the header only and trusts nothing in it: what passes can be read without
/// leaving the file. Values are looked at by `requireFinite`, when a file is published.
/// - Note: https://github.com/huggingface/safetensors, "Format".
public struct TensorFile: Sendable {
  /// No header of ours comes near this length; a longer one is refused unread.
  public static let maximumHeaderBytes = 1 << 20

  /// Words about the file, by key.
  public let metadata: [String: String]
  private let file: MappedFile
  private let entries: [String: TensorHeader.Entry]
  private let dataStart: Int

  /// Opens a file and checks its header against its size.
  public init(path: String) throws(TensorFileError) {
    try self.init(MappedFile(path: path))
  }

  /// Checks the header of a file that is mapped already.
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

  /// Names of all tensors, ascending.
  public var names: [String] { entries.keys.sorted() }

  /// The extents of a tensor; `nil` when there is none of this name.
  public func shape(of name: String) -> [Int]? { entries[name]?.shape }

  /// The numbers of a tensor, still in the file.
  ///
  /// - Throws: `TensorFileError.missing` when there is none of this name and element type.
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

  /// Reads every floating-point value once and refuses NaN and infinities.
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

/// Why a tensor file is refused.
public enum TensorFileError: Error, Equatable, Sendable {
  /// The system would not open or map it.
  case cannotOpen(errno: Int32)
  /// A directory, device, link or pipe.
  case notRegularFile
  /// It ends before its header says so.
  case truncated
  /// So many bytes follow the last tensor.
  case trailingBytes(Int)
  /// The header claims a length no header of ours has.
  case headerTooLong(UInt64)
  /// The header is not the JSON the format asks for; `offset` counts bytes from the brace.
  case malformedHeader(offset: Int)
  /// A name occurs twice.
  case duplicateName(String)
  /// Numbers of a type this reader does not know.
  case unsupportedType(tensor: String)
  /// Shape, type and byte range contradict each other.
  case shapeMismatch(tensor: String)
  /// Tensors overlap, leave a gap, or end before they begin.
  case offsetsMismatch(tensor: String)
  /// A tensor does not begin at a multiple of its element size.
  case misaligned(tensor: String)
  /// There is no tensor of this name and type.
  case missing(tensor: String)
  /// A value that is not a finite number.
  case notFinite(tensor: String)
}
