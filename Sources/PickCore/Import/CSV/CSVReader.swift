/// Reads the records of a file one after the other in bounded memory, each with its line number.
struct CSVReader: ~Copyable {
  private var file: InputFile
  private let chunkSize: Int
  private var buffer: [UInt8]
  private var start: Int
  private var isLast: Bool
  private var nextLine = 1
  private var separator = CSVGrammar.comma

  /// Opens a file and recognises its encoding.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - declared: its encoding, when it is known.
  ///   - chunkSize: how many bytes are read at a time.
  /// - Throws: `ImportError` when it cannot be read, is empty, or is in UTF-16.
  init(
    _ path: String, declared: TextEncoding? = nil, chunkSize: Int = 1 << 18
  ) throws(ImportError) {
    var file = try InputFile(path)
    let encoding = try Self.encoding(of: &file, declared: declared)
    file.rewind()
    var head: [UInt8] = []
    let isEmpty = try file.read(max(chunkSize, 4), appendingTo: &head) == 0
    let start = ByteOrderMark(head) == .utf8 ? 3 : 0
    guard start < head.count else { throw ImportError.emptyFile(file: path) }
    buffer = head
    self.start = start
    isLast = isEmpty
    self.encoding = encoding
    self.file = file
    self.chunkSize = chunkSize
  }

  /// How the fields are encoded.
  let encoding: TextEncoding
  /// The file as it was named.
  var name: String { file.name }
  /// Bytes in the file.
  var size: Int { file.size }
  /// Bytes of the file that were taken apart.
  var position: Int { file.position - (buffer.count - start) }

  /// What was read.
  enum Entry {
    /// A record, now in `record`.
    case record
    /// A record that cannot be taken; `record` holds its line.
    case rejected(RejectionReason)
  }

  /// Reads one record into `record`; `nil` at the end of the file.
  ///
  /// Empty lines are passed over.
  mutating func next(_ record: inout CSVRecord) throws(ImportError) -> Entry? {
    while true {
      if start == buffer.count {
        guard !isLast else { return nil }
        try fill()
        continue
      }
      record.line = nextLine
      switch CSVGrammar.read(
        buffer, from: start, isLast: isLast, separator: separator, into: &record)
      {
      case .incomplete: try fill()
      case .record(let next, let lines):
        go(to: next, lines)
        guard record.ends != [0] || record.bytes.count > 1 else { continue }
        return .record
      case .refused(let reason, let next, let lines):
        go(to: next, lines)
        return .rejected(reason)
      case .broken(let reason):
        try skipLine()
        return .rejected(reason)
      }
    }
  }

  /// Takes tabs for separators from here on when the line that begins here holds one.
  mutating func recogniseTabs() {
    for byte in buffer[start...] where byte == CSVGrammar.tab || byte == UInt8(ascii: "\n") {
      if byte == CSVGrammar.tab { separator = CSVGrammar.tab }
      return
    }
  }

  private mutating func go(to next: Int, _ lines: Int) {
    start = next
    nextLine += lines
  }

  /// A broken record costs its first line only: what follows may be good.
  private mutating func skipLine() throws(ImportError) {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        go(to: end + 1, 1)
        return
      }
      start = buffer.count
      guard !isLast else { return }
      try fill()
    }
  }

  /// Drops what was read and reads on; a record that needs more gets twice as much each time.
  private mutating func fill() throws(ImportError) {
    buffer.removeFirst(start)
    start = 0
    let wanted = max(chunkSize, buffer.count)
    isLast = try file.read(wanted, appendingTo: &buffer) == 0
  }

  private static func encoding(
    of file: inout InputFile, declared: TextEncoding?
  ) throws(ImportError) -> TextEncoding {
    var chunk: [UInt8] = []
    var detection = EncodingDetection()
    var isFirst = true
    while !detection.isDecided {
      let got = try file.read(1 << 18, appendingTo: &chunk)
      if isFirst {
        if let marked = try marked(chunk, in: file.name) { return marked }
        if let declared { return declared }
      }
      isFirst = false
      chunk.removeFirst(detection.look(atLinesOf: chunk, isLast: got == 0))
      guard got > 0, chunk.count <= CSVGrammar.recordLimit else { break }
    }
    return detection.encoding
  }

  private static func marked(_ head: [UInt8], in file: String) throws(ImportError) -> TextEncoding?
  {
    switch ByteOrderMark(head) {
    case .utf8: return .utf8
    case .utf16LittleEndian:
      throw ImportError.unsupportedEncoding(file: file, encoding: "UTF-16LE")
    case .utf16BigEndian:
      throw ImportError.unsupportedEncoding(file: file, encoding: "UTF-16BE")
    case nil: return nil
    }
  }
}
