/// Decides which encoding a file is in from how its lines read.
///
/// Korean in CP949 is hardly ever valid UTF-8 for a whole line, and UTF-8 with a damaged byte is
/// valid in all other lines: the majority of the lines that are not pure ASCII decides.
struct EncodingDetection {
  /// After so many telling lines no further ones are read.
  static let enoughLines = 1000

  private var utf8Lines = 0
  private var otherLines = 0

  /// Whether more lines would not change the answer.
  var isDecided: Bool { utf8Lines + otherLines >= Self.enoughLines }

  /// What the lines so far are in.
  ///
  /// Pure ASCII is UTF-8.
  var encoding: TextEncoding { utf8Lines >= otherLines ? .utf8 : .cp949 }

  /// Looks at one line, without its end.
  mutating func look(at line: ArraySlice<UInt8>) {
    guard line.contains(where: { $0 >= 0x80 }) else { return }
    if String(validating: line, as: UTF8.self) != nil {
      utf8Lines += 1
    } else {
      otherLines += 1
    }
  }

  /// Looks at the whole lines of a chunk and returns where the unfinished last one begins.
  mutating func look(atLinesOf chunk: [UInt8], isLast: Bool) -> Int {
    var start = 0
    while !isDecided, let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
      look(at: chunk[start..<end])
      start = end + 1
    }
    if isLast, start < chunk.count {
      look(at: chunk[start...])
      start = chunk.count
    }
    return start
  }
}

/// A mark at the start of a file that says how it is encoded.
enum ByteOrderMark {
  case utf8
  case utf16LittleEndian
  case utf16BigEndian

  /// The mark these bytes begin with.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }
}
