/// What a safetensors header says: where each tensor is, and a few words about the file.
struct TensorHeader: Equatable, Sendable {
  /// One tensor's entry.
  struct Entry: Equatable, Sendable {
    let name: String
    let typeName: String
    let shape: [Int]
    /// Bytes from the end of the header; `[begin, end)`.
    let begin: Int
    let end: Int

    /// Number of elements; `nil` when the product of the shape does not fit.
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

  /// Checks that entries tile `dataByteCount` bytes without overlap or gap, each aligned.
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
