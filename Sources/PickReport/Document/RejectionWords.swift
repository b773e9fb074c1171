/// Says in Korean why a row was rejected.
///
/// A report is made of files that give reasons in English, as `RejectionReason.text` has them; a test
/// holds every kind of reason against what stands here.
enum RejectionWords {
  /// The reason in Korean; `nil` for one that is not known.
  static func korean(_ reason: String) -> String? {
    switch reason {
    case "a NUL byte": return "NUL 바이트"
    case "a quote that is never closed": return "닫히지 않은 따옴표"
    case "text after a closing quote": return "닫는 따옴표 뒤의 글자"
    default: break
    }
    for (start, end, korean) in shapes {
      guard let parts = parts(of: reason, start, end) else { continue }
      return korean(parts)
    }
    return nil
  }

  /// What a reason begins with, what stands after its first word from the row's file, and the same in
  /// Korean, of that word and of what follows.
  private static let shapes: [(start: String, end: String, korean: @Sendable (Parts) -> String)] = [
    ("bytes that are not ", "", { "\($0.rest)에 없는 바이트" }),
    ("a field longer than ", " bytes", { "\($0.word)바이트보다 긴 칸" }),
    ("", " columns instead of ", { "열이 \($0.rest)개가 아니라 \($0.word)개" }),
    ("", " is empty", { "\($0.word) 칸이 비어 있음" }),
    ("", " cannot be read", { "\($0.word) 칸을 읽을 수 없음" }),
    (
      "", " has separators between its thousands",
      { "\($0.word) 칸의 숫자에 천 단위 구분 기호가 있음(예: “1,234”)" }
    ),
    ("", " is out of range", { "\($0.word) 칸의 값이 범위를 벗어남" }),
    ("", " lies ahead of this machine's clock", { "\($0.word) 칸의 시각이 이 컴퓨터의 시계보다 앞섬" }),
    ("", " is not known", { "\($0.word) 칸의 값이 다른 파일에 없음" }),
    ("", " already names something else", { "\($0.word) 칸의 이름이 이미 다른 것을 가리킴" }),
  ]

  private struct Parts {
    let word: Substring
    let rest: Substring
  }

  private static func parts(of reason: String, _ start: String, _ end: String) -> Parts? {
    guard reason.hasPrefix(start) else { return nil }
    let text = reason.dropFirst(start.count)
    guard !end.isEmpty else { return Parts(word: "", rest: text) }
    guard let place = text.firstRange(of: end) else { return nil }
    return Parts(word: text[..<place.lowerBound], rest: text[place.upperBound...])
  }
}
