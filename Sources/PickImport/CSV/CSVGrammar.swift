/// One record of a CSV file, taken apart but not decoded.
struct CSVRecord {
  /// The bytes of all fields, unquoted, each followed by a zero.
  var bytes: [UInt8] = []
  /// The end of each field in `bytes`, its zero excluded.
  var ends: [Int] = []
  /// The line it begins on, from 1.
  var line = 0

  /// The bytes of one field.
  func field(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1] + 1)..<ends[index]]
  }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  mutating func endField() {
    ends.append(bytes.count)
    bytes.append(0)
  }
}

/// RFC 4180 over bytes, with LF or CRLF line ends and a quote inside an unquoted field as itself.
///
/// Fields are separated by commas, or by what a dialect says.
/// Works below any encoding whose multi-byte characters hold no byte of a separator: UTF-8, CP949.
enum CSVGrammar {
  /// The default separator of fields.
  static let comma = UInt8(ascii: ",")
  /// The separator of fields in TSV.
  static let tab = UInt8(ascii: "\t")
  /// A field longer than this is refused.
  static let fieldLimit = 1 << 20
  /// A record longer than this is refused.
  static let recordLimit = 4 << 20

  /// The record, or the failure, at a place in the bytes.
  enum Outcome: Equatable {
    /// A record; the next one begins at `next`, `lines` further down.
    case record(next: Int, lines: Int)
    /// A whole record that may not be taken; the next one begins at `next`, `lines` further down.
    case refused(RejectionReason, next: Int, lines: Int)
    /// A record whose end cannot be trusted; reading goes on after its first line end.
    case broken(RejectionReason)
    /// The bytes end before the record does.
    case incomplete
  }

  /// Reads the record that begins at `start`.
  ///
  /// - Parameters:
  ///   - buffer: bytes of the file.
  ///   - start: where the record begins, less than `buffer.count`.
  ///   - isLast: whether the file ends where the buffer does.
  ///   - dialect: what stands between fields.
  ///   - record: receives the fields.
  /// - Returns: what stands there and where reading goes on.
  static func read(
    _ buffer: [UInt8], from start: Int, isLast: Bool, dialect: CSVDialect = .csv,
    into record: inout CSVRecord
  ) -> Outcome {
    record.removeAll()
    var reading = Reading(buffer: buffer, isLast: isLast, dialect: dialect, position: start)
    while true {
      let step: Reading.Step
      if reading.hasQuotes, reading.position < buffer.count,
        buffer[reading.position] == Reading.quote
      {
        step = reading.quotedField(into: &record)
      } else {
        step = reading.plainField(into: &record)
      }
      switch step {
      case .stop(let outcome): return outcome
      case .field:
        guard reading.position - start <= recordLimit else {
          return .broken(.fieldTooLong(limit: recordLimit))
        }
      case .record:
        let (next, lines) = (reading.position, reading.lines)
        guard !reading.hasNul else { return .refused(.nulByte, next: next, lines: lines) }
        return .record(next: next, lines: lines)
      }
    }
  }
}

/// A place in the bytes and what was met on the way there.
private struct Reading {
  static let quote = UInt8(ascii: "\"")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  let buffer: [UInt8]
  let isLast: Bool
  let first: UInt8
  let second: UInt8?
  let hasQuotes: Bool
  let endsAtReturn: Bool
  var position: Int
  var lines = 0
  var hasNul = false

  init(buffer: [UInt8], isLast: Bool, dialect: CSVDialect, position: Int) {
    self.buffer = buffer
    self.isLast = isLast
    first = dialect.separator[0]
    second = dialect.separator.count > 1 ? dialect.separator[1] : nil
    hasQuotes = dialect.hasQuotes
    endsAtReturn = dialect.endsAtReturn
    self.position = position
  }

  /// The kind of a field's end.
  enum Step {
    /// A separator: another field follows.
    case field
    /// The end of a line or of the file.
    case record
    /// No end at all.
    case stop(CSVGrammar.Outcome)
  }

  mutating func plainField(into record: inout CSVRecord) -> Step {
    let start = position
    while position < buffer.count {
      let byte = buffer[position]
      if byte > CSVGrammar.comma, byte != first {
        position += 1
        continue
      }
      if byte == first {
        guard second == nil || position + 1 < buffer.count || isLast else {
          return incomplete(since: start)
        }
        if isSeparator(at: position) { return end(from: start, to: position, of: &record) }
        position += 1
        continue
      }
      switch byte {
      case Self.lineFeed: return end(from: start, to: position, of: &record)
      case Self.carriageReturn:
        guard position + 1 < buffer.count || isLast else { return incomplete(since: start) }
        let fieldEnd = position
        if position + 1 < buffer.count, buffer[position + 1] == Self.lineFeed {
          position += 1
          return end(from: start, to: fieldEnd, of: &record)
        }
        if endsAtReturn { return end(from: start, to: fieldEnd, of: &record) }
      case 0: hasNul = true
      default: break
      }
      position += 1
    }
    guard isLast else { return incomplete(since: start) }
    return end(from: start, to: position, of: &record)
  }

  mutating func quotedField(into record: inout CSVRecord) -> Step {
    let start = position
    position += 1
    var copied = position
    while position < buffer.count {
      let byte = buffer[position]
      if byte > Self.quote {
        position += 1
        continue
      }
      if byte == Self.quote {
        guard position + 1 < buffer.count || isLast else { return incomplete(since: start) }
        let isDoubled = position + 1 < buffer.count && buffer[position + 1] == Self.quote
        record.bytes.append(contentsOf: buffer[copied..<position + (isDoubled ? 1 : 0)])
        position += isDoubled ? 2 : 1
        guard isDoubled else { return closed(since: start, in: &record) }
        copied = position
        continue
      }
      if byte == Self.lineFeed { lines += 1 }
      if byte == 0 { hasNul = true }
      position += 1
    }
    guard isLast else { return incomplete(since: start) }
    return .stop(.broken(.unterminatedQuote))
  }

  /// Reads on after a closing quote.
  private mutating func closed(since start: Int, in record: inout CSVRecord) -> Step {
    guard position - start <= CSVGrammar.fieldLimit else { return tooLong }
    var end = position
    if end < buffer.count, buffer[end] == Self.carriageReturn {
      end += 1
      if end == buffer.count { return isLast ? finish(&record, at: end) : .stop(.incomplete) }
      if endsAtReturn, buffer[end] != Self.lineFeed {
        position = end - 1
        return finishLine(&record)
      }
    }
    guard end + (second == nil ? 0 : 1) < buffer.count || isLast else { return .stop(.incomplete) }
    guard end < buffer.count else { return finish(&record, at: end) }
    position = end
    if buffer[end] == Self.lineFeed { return finishLine(&record) }
    guard isSeparator(at: end), buffer[end - 1] == Self.quote else {
      return .stop(.broken(.textAfterQuote))
    }
    passSeparator(&record)
    return .field
  }

  private func isSeparator(at place: Int) -> Bool {
    guard buffer[place] == first else { return false }
    guard let second else { return true }
    return place + 1 < buffer.count && buffer[place + 1] == second
  }

  private mutating func passSeparator(_ record: inout CSVRecord) {
    record.endField()
    position += second == nil ? 1 : 2
  }

  private mutating func end(from start: Int, to end: Int, of record: inout CSVRecord) -> Step {
    guard end - start <= CSVGrammar.fieldLimit else { return tooLong }
    record.bytes.append(contentsOf: buffer[start..<end])
    guard position < buffer.count else { return finish(&record, at: position) }
    guard isSeparator(at: position) else { return finishLine(&record) }
    passSeparator(&record)
    return .field
  }

  private mutating func finishLine(_ record: inout CSVRecord) -> Step {
    lines += 1
    return finish(&record, at: position + 1)
  }

  private mutating func finish(_ record: inout CSVRecord, at next: Int) -> Step {
    record.endField()
    position = next
    return .record
  }

  private func incomplete(since start: Int) -> Step {
    position - start > CSVGrammar.fieldLimit ? tooLong : .stop(.incomplete)
  }

  private var tooLong: Step {
    .stop(.broken(.fieldTooLong(limit: CSVGrammar.fieldLimit)))
  }
}
