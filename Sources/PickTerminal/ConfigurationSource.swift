import PickCommand
import PickModel
import PickTUI
import TOMLKit

/// The file a configuration comes from, for errors that name line and key.
struct ConfigurationSource {
  let path: String
  let text: String
  /// Where the file holds more than settings; looked for before a parser sees it.
  let excess: TOMLOutline.Excess?
  /// The first line of each key, by the names that lead to it; the parser keeps no places.
  private let lines: [[String]: Int]
  /// The table whose keys are read; `nil` for those above the first table.
  private var section: String?

  /// Walks over the text once: costs time that grows with its length.
  init(path: String, text: String) {
    self.path = path
    self.text = text
    var lines: [[String]: Int] = [:]
    var table: [String] = []
    var excess: TOMLOutline.Excess?
    do {
      try TOMLOutline.walk(text) { entry in
        let names = entry.isTable ? entry.path : table + entry.path
        if entry.isTable { table = names }
        for end in names.indices where lines[Array(names[...end])] == nil {
          lines[Array(names[...end])] = entry.line
        }
      }
    } catch { excess = error as? TOMLOutline.Excess }
    self.lines = lines
    self.excess = excess
  }

  /// The same file inside one of its tables.
  func inside(_ section: String) -> ConfigurationSource {
    var source = self
    source.section = section
    return source
  }

  /// The error for a key.
  func wrong(_ key: String, _ what: String) -> Failure {
    Failure(.configuration, "\(path):\(line(of: key)): \"\(key)\" \(what).")
  }

  /// The lines in front of one.
  func text(before line: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).prefix(line - 1)
      .joined(separator: "\n")
  }

  /// The error for more than settings.
  func tooMuch(_ excess: TOMLOutline.Excess) -> Failure {
    Failure(.configuration, "\(path):\(excess.line) \(excess.reason).")
  }

  /// Keys as they stand in the file, so that the first wrong one is named.
  func ordered(_ keys: [String]) -> [String] {
    keys.map { (line: line(of: $0), key: $0) }.sorted { $0 < $1 }.map(\.key)
  }

  /// The line of a key; that of its table where the whole table stands on one line.
  private func line(of key: String) -> Int {
    let table = section.map { [$0] } ?? []
    return lines[table + [key]] ?? lines[table] ?? 1
  }

  func string(_ table: TOMLTable, _ key: String) throws(Failure) -> String {
    guard let value = table[key]?.string else { throw wrong(key, "is a text in quotes") }
    return value
  }

  func flag(_ table: TOMLTable, _ key: String) throws(Failure) -> Bool {
    guard let value = table[key]?.bool else { throw wrong(key, "is true or false") }
    return value
  }

  /// A PIN as long as the field on the screen allows.
  func pin(_ table: TOMLTable, _ key: String) throws(Failure) -> String {
    let value = try string(table, key)
    guard (1...20).contains(value.count) else { throw wrong(key, "has 1 to 20 characters") }
    return value
  }

  /// A password as long as sign-in allows.
  func password(_ table: TOMLTable, _ key: String) throws(Failure) -> String {
    let value = try string(table, key)
    guard value.unicodeScalars.count <= Account.longestPassword else {
      throw wrong(key, "has \(Account.longestPassword) characters at most")
    }
    return value
  }

  /// How many colours; `nil` for as many as the terminal says it has.
  func colors(_ table: TOMLTable, _ key: String) throws(Failure) -> ColorDepth? {
    switch table[key]?.string ?? table[key]?.int.map(String.init) {
    case "auto": return nil
    case "mono": return .mono
    case "16": return .sixteen
    case "256": return .palette256
    case "truecolor": return .trueColor
    default: throw wrong(key, "is auto, mono, 16, 256 or truecolor")
    }
  }

  func pictures(_ table: TOMLTable, _ key: String) throws(Failure) -> PictureChoice {
    guard let choice = table[key]?.string.flatMap(PictureChoice.init(rawValue:)) else {
      throw wrong(key, "is auto, off, blocks, kitty or sixel")
    }
    return choice
  }

  func escapeDelay(_ table: TOMLTable, _ key: String) throws(Failure) -> Int {
    let allowed = TerminalMode.escapeDelays
    guard let value = table[key]?.int, allowed.contains(value) else {
      throw wrong(
        key, "is a number of milliseconds, \(allowed.lowerBound) to \(allowed.upperBound)")
    }
    return value
  }

  func seconds(_ table: TOMLTable, _ key: String) throws(Failure) -> Int {
    guard let value = table[key]?.int, (1...86_400).contains(value) else {
      throw wrong(key, "is a number of seconds, 1 to 86400")
    }
    return value
  }

  func number(
    _ table: TOMLTable, _ key: String, _ range: ClosedRange<Int>
  ) throws(Failure) -> Int {
    guard let value = table[key]?.int, range.contains(value) else {
      throw wrong(key, "is a number, \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  func table(_ table: TOMLTable, _ key: String) throws(Failure) -> TOMLTable {
    guard let value = table[key]?.table else { throw wrong(key, "is a table") }
    return value
  }

  /// Keys by action: one key in quotes or a list of them; nothing in either leaves it without.
  func keyMap(_ table: TOMLTable, _ key: String) throws(Failure) -> KeyMap {
    try inside(key).keyMap(try self.table(table, key))
  }

  private func keyMap(_ keys: TOMLTable) throws(Failure) -> KeyMap {
    var changes: [String: [String]] = [:]
    for action in keys.keys { changes[action] = try keyNames(keys, action) }
    do {
      return try KeyMap(changing: changes)
    } catch {
      switch error {
      case .unknownAction(let name): throw wrong(name, "is not an action")
      case .unknownKey(let name, let action): throw wrong(action, "names no key: \(name)")
      case .keyNeverComes(let name, let action, let reason):
        throw wrong(action, "has a key that never comes, \(name): \(reason.words)")
      case .keyWithTwoActions(let name, let first, let second):
        throw wrong(second, "has a key that \(first) has already: \(name)")
      }
    }
  }

  private func keyNames(_ keys: TOMLTable, _ action: String) throws(Failure) -> [String] {
    if let one = keys[action]?.string { return one.isEmpty ? [] : [one] }
    guard let array = keys[action]?.array else {
      throw wrong(action, "is a key or a list of keys")
    }
    let names = array.compactMap(\.string)
    guard names.count == array.count else { throw wrong(action, "is a list of keys") }
    return names
  }
}

extension Key.Unreachable {
  /// Why, as the end of a sentence.
  fileprivate var words: String {
    switch self {
    case .isTaken: "it ends or stops Pick"
    case .same(let key): "terminals send it as \(key)"
    case .isNotSent: "terminals do not send it"
    }
  }
}
