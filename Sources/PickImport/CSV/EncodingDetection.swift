import PickSystem

/// Decides which encoding a file is in from how its lines read.
///
/// Korean in CP949 is hardly ever valid UTF-8 for a whole line, and UTF-8 with a damaged byte is
/// valid in all other lines: the majority of the lines that are not pure ASCII decides. What is not
/// UTF-8 is CP949 when it reads as Korean does, else Latin-1: in "Ágora" the accent stands alone
/// between ASCII letters, where Korean comes in pairs of high bytes and mostly as common syllables.
struct EncodingDetection {
  /// After so many telling lines no further ones are read.
  private static let enoughLines = 1000

  private var utf8Lines = 0
  private var koreanLines = 0
  private var latinLines = 0

  /// Whether more lines would not change the answer.
  var isDecided: Bool { utf8Lines + koreanLines + latinLines >= Self.enoughLines }

  /// Whether any line was not plain ASCII: else nothing was to be decided.
  var isTelling: Bool { utf8Lines + koreanLines + latinLines > 0 }

  /// The encoding of the lines so far.
  ///
  /// Pure ASCII is UTF-8.
  var encoding: TextEncoding {
    guard utf8Lines < koreanLines + latinLines else { return .utf8 }
    return koreanLines >= latinLines ? .cp949 : .latin1
  }

  /// Looks at one line, without its end.
  mutating func look(at line: ArraySlice<UInt8>) {
    guard line.contains(where: { $0 >= 0x80 }) else { return }
    if String(validating: line, as: UTF8.self) != nil {
      utf8Lines += 1
    } else if Self.readsAsKorean(line) {
      koreanLines += 1
    } else {
      latinLines += 1
    }
  }

  /// Weighs the runs of high bytes of a line.
  ///
  /// Common syllables (KS X 1001, leads B0 to C8) speak for Korean. A run of one byte speaks for
  /// Latin letters, and so does a pair of the ideographs' rows between ASCII letters ("créée").
  private static func readsAsKorean(_ line: ArraySlice<UInt8>) -> Bool {
    guard CP949.isValid(Array(line)) else { return isDamagedKorean(line) }
    var (korean, latin) = (0, 0)
    var index = line.startIndex
    while index < line.endIndex {
      guard line[index] >= 0x80 else {
        index += 1
        continue
      }
      let start = index
      while index < line.endIndex, line[index] >= 0x80 { index += 1 }
      let run = line[start..<index]
      if run.count == 1 {
        latin += 1
        continue
      }
      let syllables = stride(from: start, to: index - 1, by: 2).count { lead in
        (0xB0...0xC8).contains(line[lead]) && line[lead + 1] >= 0xA1
      }
      korean += syllables
      let touchesLetters =
        (start > line.startIndex && isLetter(line[start - 1]))
        || (index < line.endIndex && isLetter(line[index]))
      if syllables == 0, touchesLetters { latin += 1 }
    }
    return korean >= latin
  }

  /// A line with a byte too many or too few is Korean when nearly all of it reads so.
  private static func isDamagedKorean(_ line: ArraySlice<UInt8>) -> Bool {
    var (syllables, high) = (0, 0)
    var index = line.startIndex
    while index < line.endIndex {
      guard line[index] >= 0x80 else {
        index += 1
        continue
      }
      high += 1
      guard index + 1 < line.endIndex, (0xB0...0xC8).contains(line[index]), line[index + 1] >= 0xA1
      else {
        index += 1
        continue
      }
      (syllables, index, high) = (syllables + 1, index + 2, high + 1)
    }
    return syllables > 1 && 2 * syllables >= high - 2
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  /// Looks at the whole lines of a chunk and returns where the unfinished last one begins.
  mutating func look(atLinesOf chunk: [UInt8], isLast: Bool) -> Int {
    var start = 0
    while !isDecided,
      let end = chunk[start...].firstIndex(where: {
        $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
      })
    {
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
  case utf32

  /// The mark these bytes begin with.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      self = .utf32
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }

  /// UTF-16 without a mark: of ASCII every other byte is zero, on the same side.
  static func unmarkedUTF16(_ bytes: [UInt8]) -> TextEncoding? {
    let head = bytes.prefix(4096)
    guard head.count >= 4 else { return nil }
    var zeros = [0, 0]
    for (place, byte) in head.enumerated() where byte == 0 { zeros[place % 2] += 1 }
    let pairs = head.count / 2
    if zeros[1] * 3 >= pairs, zeros[0] * 4 <= zeros[1] { return .utf16LittleEndian }
    if zeros[0] * 3 >= pairs, zeros[1] * 4 <= zeros[0] { return .utf16BigEndian }
    return nil
  }
}
