/// A value on its way into the configuration, and where it is from.
struct ConfigurationValue {
  enum Content: Equatable {
    case text(String)
    case number(Int)
    case flag(Bool)
  }

  let content: Content
  /// How whoever wrote it finds it again: `--port`, `PICKD_PORT`, `pickd.toml:3: "port"`.
  let origin: String

  func text() throws(StartFailure) -> String {
    guard case .text(let text) = content, !text.isEmpty else { throw wrong("is a text in quotes") }
    return text
  }

  func number(_ range: ClosedRange<Int>) throws(StartFailure) -> Int {
    let number: Int? =
      switch content {
      case .number(let number): number
      case .text(let text): Int(text)
      case .flag: nil
      }
    guard let number, range.contains(number) else {
      throw wrong("is a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func flag() throws(StartFailure) -> Bool {
    switch content {
    case .flag(let flag): return flag
    case .text("true"), .text("1"): return true
    case .text("false"), .text("0"): return false
    default: throw wrong("is true or false")
    }
  }

  func oneOf(_ words: [String]) throws(StartFailure) -> String {
    let word = try text()
    guard words.contains(word) else { throw wrong("is one of " + words.joined(separator: ", ")) }
    return word
  }

  private func wrong(_ what: String) -> StartFailure {
    StartFailure(.configuration, "\(origin) \(what).")
  }
}
