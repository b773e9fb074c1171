/// Reads the records of a file one after the other in bounded memory, each with its line number.
struct CSVReader: ~Copyable {
  private var file: InputFile
  private let chunkSize: Int
  private var buffer: [UInt8]
  private var start: Int
  private var isLast: Bool
  private var nextLine = 1
  private var utf16: UTF16Reading?
  /// The separators of fields and records.
  var dialect = CSVDialect.csv

  /// Opens a file and recognises its encoding.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - declared: its encoding, when it is known.
  ///   - chunkSize: how many bytes are read at a time.
  /// - Throws: `ImportError` when it cannot be read, is empty, or is no text.
  init(
    _ path: String, declared: TextEncoding? = nil, chunkSize: Int = 1 << 18
  ) throws(ImportError) {
    var file = try InputFile(path)
    let found = try Self.encoding(of: &file, declared: declared)
    file.rewind()
    var head: [UInt8] = []
    var raw: [UInt8] = []
    let isEmpty = try file.read(max(chunkSize, 4), appendingTo: &raw) == 0
    var utf16: UTF16Reading?
    if found.encoding.isUTF16 {
      var reading = UTF16Reading(found.encoding)
      reading.turn(raw, isLast: isEmpty, into: &head)
      utf16 = reading
    } else {
      head = raw
    }
    let start = ByteOrderMark(head) == .utf8 ? 3 : 0
    guard start < head.count else { throw ImportError.emptyFile(file: path) }
    buffer = head
    self.start = start
    isLast = isEmpty
    fileEncoding = found.encoding
    isGuessed = found.isGuessed
    self.utf16 = utf16
    self.file = file
    self.chunkSize = chunkSize
  }

  /// The encoding of the file.
  let fileEncoding: TextEncoding
  /// Whether the encoding is a guess from how the text reads.
  let isGuessed: Bool
  /// The encoding of fields: the file's, except for UTF-16.
  var encoding: TextEncoding { fileEncoding.ofFields }
  /// Whether the file was packed.
  var isPacked: Bool { file.isPacked }
  var name: String { file.name }
  /// Bytes in the file.
  var size: Int { file.size }
  /// Bytes of the file that were taken apart.
  var position: Int {
    isPacked || utf16 != nil ? file.position : file.position - (buffer.count - start)
  }

  /// A record, or the reason it was rejected.
  enum Entry {
    /// A record, now in `record`.
    case record
    /// A record that cannot be taken; `record` holds its line.
    case rejected(RejectionReason)
  }

  /// Lines of a record at most: two quotes that happen to pair up would otherwise make one record of
  /// all rows between them.
  private static let mostLines = 200

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
      switch CSVGrammar.read(buffer, from: start, isLast: isLast, dialect: dialect, into: &record)
      {
      case .incomplete: try fill()
      case .record(_, let lines) where lines > Self.mostLines:
        try skipLine()
        return .rejected(.unterminatedQuote)
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

  /// What the first records would be if the file were written in a dialect, as far as they were
  /// read: at most `limit` of them, of each field at most `fieldLimit` bytes.
  func sample(_ dialect: CSVDialect, limit: Int, fieldLimit: Int = 256) -> [[[UInt8]]] {
    var record = CSVRecord()
    var records: [[[UInt8]]] = []
    var place = start
    while place < buffer.count, records.count < limit {
      let outcome = CSVGrammar.read(
        buffer, from: place, isLast: isLast, dialect: dialect, into: &record)
      switch outcome {
      case .incomplete: return records
      case .refused(_, let next, _): place = next
      case .broken:
        guard let end = lineEnd(from: place, dialect) else { return records }
        place = end + 1
      case .record(let next, _):
        place = next
        guard record.ends != [0] || record.bytes.count > 1 else { continue }
        records.append(
          record.ends.indices.prefix(1024).map { Array(record.field($0).prefix(fieldLimit)) })
      }
    }
    return records
  }

  /// Takes a carriage return for the end of a line when the file has no other one.
  mutating func recogniseReturns() {
    let hasFeed = buffer[start...].contains(UInt8(ascii: "\n"))
    dialect.endsAtReturn = !hasFeed && buffer[start...].contains(UInt8(ascii: "\r"))
  }

  private mutating func go(to next: Int, _ lines: Int) {
    start = next
    nextLine += lines
  }

  private func lineEnd(from place: Int, _ dialect: CSVDialect) -> Int? {
    buffer[place...].firstIndex { byte in
      byte == UInt8(ascii: "\n") || (dialect.endsAtReturn && byte == UInt8(ascii: "\r"))
    }
  }

  /// A broken record costs its first line only: what follows may be good.
  private mutating func skipLine() throws(ImportError) {
    while true {
      if let end = lineEnd(from: start, dialect) {
        let isPair =
          buffer[end] == UInt8(ascii: "\r") && end + 1 < buffer.count
          && buffer[end + 1] == UInt8(ascii: "\n")
        go(to: end + (isPair ? 2 : 1), 1)
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
    guard utf16 != nil else {
      isLast = try file.read(wanted, appendingTo: &buffer) == 0
      return
    }
    var raw: [UInt8] = []
    isLast = try file.read(wanted, appendingTo: &raw) == 0
    utf16?.turn(raw, isLast: isLast, into: &buffer)
  }

  private static func encoding(
    of file: inout InputFile, declared: TextEncoding?
  ) throws(ImportError) -> (encoding: TextEncoding, isGuessed: Bool) {
    var chunk: [UInt8] = []
    var detection = EncodingDetection()
    var isFirst = true
    while !detection.isDecided {
      let got = try file.read(1 << 18, appendingTo: &chunk)
      if isFirst {
        if file.isPacked, let format = FileFormat(chunk) {
          throw ImportError.otherFormat(file: file.name, format: format)
        }
        if let marked = try marked(chunk, in: file.name) { return (marked, false) }
        if let declared { return (declared, false) }
        if let wide = ByteOrderMark.unmarkedUTF16(chunk) { return (wide, true) }
      }
      isFirst = false
      chunk.removeFirst(detection.look(atLinesOf: chunk, isLast: got == 0))
      guard got > 0, chunk.count <= CSVGrammar.recordLimit else { break }
    }
    return (detection.encoding, detection.isTelling)
  }

  private static func marked(_ head: [UInt8], in file: String) throws(ImportError) -> TextEncoding?
  {
    switch ByteOrderMark(head) {
    case .utf8: .utf8
    case .utf16LittleEndian: .utf16LittleEndian
    case .utf16BigEndian: .utf16BigEndian
    case .utf32: throw ImportError.unsupportedEncoding(file: file, encoding: "UTF-32")
    case nil: nil
    }
  }
}
