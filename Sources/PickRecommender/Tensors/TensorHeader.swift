/// The content of a safetensors header: the entries of the tensors, and metadata.
struct TensorHeader: Equatable, Sendable {
  /// The entry of a tensor.
  struct Entry: Equatable, Sendable {
    let name: String
    let typeName: String
    let shape: [Int]
    /// Bytes from the end of the header; `[begin, end)`.
    let begin: Int
    let end: Int

    /// The number of elements; `nil` where the product of the shape overflows.
    var elementCount: Int? {
      var count = 1
      for extent in shape {
        let (product, overflow) = count.multipliedReportingOverflow(by: extent)
        guard !overflow else { return nil }
        count = product
      }
      return count
    }
  }

  var entries: [Entry]
  var metadata: [String: String]

  static let elementSizes = ["F64": 8, "I64": 8, "F32": 4, "I32": 4]

  /// Checks that entries cover `dataByteCount` bytes without overlap or gap, each aligned.
  func validate(dataStart: Int, dataByteCount: Int) throws(TensorFileError) {
    var next = 0
    for entry in entries.sorted(by: { ($0.begin, $0.end) < ($1.begin, $1.end) }) {
      guard let size = Self.elementSizes[entry.typeName] else {
        throw .unsupportedType(tensor: entry.name)
      }
      guard entry.begin == next, entry.end >= entry.begin else {
        throw .offsetsMismatch(tensor: entry.name)
      }
      guard entry.end <= dataByteCount else { throw .truncated }
      guard let count = entry.elementCount, count <= Int.max / size,
        count * size == entry.end - entry.begin
      else { throw .shapeMismatch(tensor: entry.name) }
      guard (dataStart + entry.begin).isMultiple(of: size) else {
        throw .misaligned(tensor: entry.name)
      }
      next = entry.end
    }
    guard next == dataByteCount else { throw .trailingBytes(dataByteCount - next) }
  }
}

/// A parser of the JSON of safetensors headers.
///
/// It accepts two levels of objects, strings with the escapes `\"`, `\\` and `\/`, and non-negative
/// integers of at most 18 digits. It does not recurse, so that no input overflows the stack. Names
/// and metadata keys are printable ASCII of at most `longestName` bytes, because hashing arbitrary
/// text takes quadratic time for a run of combining marks.
struct TensorHeaderParser {
  /// The greatest length in bytes of the name of a tensor, a type or a metadata key.
  private static let longestName = 256

  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Parses the whole header; only spaces may follow it, the padding of the format.
  mutating func parse() throws(TensorFileError) -> TensorHeader {
    var header = TensorHeader(entries: [], metadata: [:])
    var names: Set<String> = []
    try parseObject { parser, name throws(TensorFileError) in
      guard names.insert(name).inserted else { throw .duplicateName(name) }
      if name == "__metadata__" {
        header.metadata = try parser.parseMetadata()
      } else {
        header.entries.append(try parser.parseEntry(named: name))
      }
    }
    skipSpace()
    guard offset == bytes.count else { throw malformed }
    return header
  }

  private mutating func parseMetadata() throws(TensorFileError) -> [String: String] {
    var metadata: [String: String] = [:]
    try parseObject { parser, key throws(TensorFileError) in
      guard metadata[key] == nil else { throw .duplicateName(key) }
      metadata[key] = try parser.parseString()
    }
    return metadata
  }

  private mutating func parseEntry(named name: String)
    throws(TensorFileError) -> TensorHeader.Entry
  {
    var typeName: String?
    var shape: [Int]?
    var offsets: [Int]?
    try parseObject { parser, key throws(TensorFileError) in
      switch key {
      case "dtype" where typeName == nil: typeName = try parser.parseName()
      case "shape" where shape == nil: shape = try parser.parseIntegers()
      case "data_offsets" where offsets == nil: offsets = try parser.parseIntegers()
      default: throw parser.malformed
      }
    }
    guard let typeName, let shape, let offsets, offsets.count == 2 else { throw malformed }
    return TensorHeader.Entry(
      name: name, typeName: typeName, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// Parses `{"key": value, …}`; `member` parses each value.
  private mutating func parseObject(
    _ member: (inout Self, String) throws(TensorFileError) -> Void
  ) throws(TensorFileError) {
    try expect("{")
    if take("}") { return }
    repeat {
      let key = try parseName()
      try expect(":")
      try member(&self, key)
    } while take(",")
    try expect("}")
  }

  private mutating func parseIntegers() throws(TensorFileError) -> [Int] {
    try expect("[")
    if take("]") { return [] }
    var integers: [Int] = []
    repeat { integers.append(try parseInteger()) } while take(",")
    try expect("]")
    return integers
  }

  private mutating func parseInteger() throws(TensorFileError) -> Int {
    skipSpace()
    let start = offset
    var value = 0
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]), offset - start < 18 {
      value = value * 10 + Int(bytes[offset] - 0x30)
      offset += 1
    }
    guard offset > start else { throw malformed }
    return value
  }

  private mutating func parseName() throws(TensorFileError) -> String {
    let name = try parseString()
    let isPlain =
      name.utf8.count <= Self.longestName
      && name.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    guard isPlain else { throw malformed }
    return name
  }

  private mutating func parseString() throws(TensorFileError) -> String {
    try expect("\"")
    var content: [UInt8] = []
    while offset < bytes.count {
      var byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") {
        guard let string = String(validating: content, as: UTF8.self) else { throw malformed }
        return string
      }
      if byte == UInt8(ascii: "\\") {
        guard offset < bytes.count, #""\/"#.utf8.contains(bytes[offset]) else { throw malformed }
        byte = bytes[offset]
        offset += 1
      } else if byte < 0x20 {
        throw malformed
      }
      content.append(byte)
    }
    throw malformed
  }

  private var malformed: TensorFileError { .malformedHeader(offset: offset) }

  private mutating func expect(_ character: Unicode.Scalar) throws(TensorFileError) {
    guard take(character) else { throw malformed }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: character) else { return false }
    offset += 1
    return true
  }

  private mutating func skipSpace() {
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
  }
}
