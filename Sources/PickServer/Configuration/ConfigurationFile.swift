import PickCommand
import PickModel
import PickSystem
import TOMLKit

/// A configuration file in TOML.
struct ConfigurationFile {
  let path: String
  private let text: String

  init(path: String) throws(Failure) {
    guard let bytes = Self.beginning(of: path) else {
      throw Failure(
        .unavailable, "\(path) cannot be read. Check --config and the file's permissions.")
    }
    self.path = path
    guard bytes.count <= Self.longest, let text = String(validating: bytes, as: UTF8.self) else {
      // For a file of another kind, the first wrong line is a better message than size or encoding.
      try Self.outline(String(decoding: bytes.prefix(Self.longest), as: UTF8.self), path)
      throw Failure(
        .configuration, "\(path) is no text in UTF-8 of at most \(Self.longest >> 10) KiB.")
    }
    self.text = text
  }

  /// The size of the longest file, in bytes.
  private static let longest = 256 << 10

  /// Reads at most one byte more than a file may have; `nil` means that it cannot be read.
  private static func beginning(of path: String) -> [UInt8]? {
    try? Files.readBeginning(path, count: longest + 1, links: .followed)
  }

  /// Applies the settings of the file and refuses unknown keys.
  func apply(to configuration: inout Configuration) throws(Failure) {
    try Self.outline(text, path)
    let table = try parsed()
    for name in table.keys.sorted(by: { line(of: $0) < line(of: $1) }) {
      let origin = "\(path):\(line(of: name)): \"\(name)\""
      let key = Configuration.CodingKeys(rawValue: name)
      let tokenKey = TokenSettings.CodingKeys(rawValue: name)
      guard key != nil || tokenKey != nil else {
        throw Failure(.configuration, "\(origin) is not a key of pickd's configuration.")
      }
      guard let content = Self.content(table[name]) else {
        throw Failure(.configuration, "\(origin) is a text, a number, true or false.")
      }
      let value = ConfigurationValue(content: content, origin: origin)
      if let key { try configuration.set(key, to: value) }
      if let tokenKey { try configuration.tokens.set(tokenKey, to: value) }
    }
  }

  /// Names the first unknown key before the parser runs, and refuses a file past the bounds of
  /// `TOMLOutline`.
  private static func outline(_ text: String, _ path: String) throws(Failure) {
    let known =
      Configuration.CodingKeys.allCases.map(\.rawValue)
      + TokenSettings.CodingKeys.allCases.map(\.rawValue)
    do {
      try TOMLOutline.walk(text) { entry in
        let name = entry.path[0]
        guard !known.contains(name) else { return }
        throw Failure(
          .configuration,
          "\(path):\(entry.line): \"\(name)\" is not a key of pickd's configuration.")
      }
    } catch let failure as Failure {
      throw failure
    } catch let excess as TOMLOutline.Excess {
      throw Failure(
        .configuration, "\(path):\(excess.line) \(excess.reason). Mend that line.")
    } catch {
      throw Failure(.configuration, "\(path) is not valid TOML.")
    }
  }

  private func parsed() throws(Failure) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Failure(.configuration, "\(path):\(error.source.begin.line) is not valid TOML.")
    } catch {
      throw Failure(.configuration, "\(path) is not valid TOML.")
    }
  }

  private static func content(_ value: (any TOMLValueConvertible)?) -> ConfigurationValue.Content? {
    if let text = value?.string { return .text(text) }
    if let number = value?.int { return .number(number) }
    if let flag = value?.bool { return .flag(flag) }
    return nil
  }

  /// The line of a key, which the parser does not report.
  private func line(of key: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = lines.firstIndex { line in
      line.split { " \t=[]\"'.".contains($0) }.first.map(String.init) == key
    }
    return (index ?? 0) + 1
  }
}

/// A value that was read for a key, and its origin for messages.
struct ConfigurationValue {
  enum Content {
    case text(String)
    case number(Int)
    case flag(Bool)
  }

  let content: Content
  /// The place of the value as the operator knows it, such as `--port`, `PICKD_PORT` or
  /// `pickd.toml:3: "port"`.
  let origin: String

  func text() throws(Failure) -> String {
    guard case .text(let text) = content, !text.isEmpty else { throw wrong("is a text in quotes") }
    return text
  }

  func number(_ range: ClosedRange<Int>) throws(Failure) -> Int {
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

  func flag() throws(Failure) -> Bool {
    switch content {
    case .flag(let flag): return flag
    case .text("true"), .text("1"): return true
    case .text("false"), .text("0"): return false
    default: throw wrong("is true or false")
    }
  }

  func oneOf(_ words: [String]) throws(Failure) -> String {
    let word = try text()
    guard words.contains(word) else { throw wrong("is one of " + words.joined(separator: ", ")) }
    return word
  }

  private func wrong(_ what: String) -> Failure {
    Failure(.configuration, "\(origin) \(what).")
  }
}
