import PickModel
import TOMLKit

/// One theme's TOML file: what it changes, and which theme it changes.
///
///     base = "dark"
///     [roles]
///     accent = { foreground = "#ED174D", background = "#000000", attributes = ["bold"] }
struct ThemeFile: Hashable {
  /// The theme everything not named is taken from.
  let base: String?
  /// The changes by role.
  let changes: [Role: Change]

  /// The parts of a look that a file changes.
  struct Change: Hashable {
    var foreground: RGB?
    var background: RGB?
    var attributes: Style.Attributes?
  }

  private static let attributes: [String: Style.Attributes] = [
    "bold": .bold, "dim": .dim, "underline": .underline, "reverse": .reverse, "italic": .italic,
  ]

  /// Reads a file's text; `file` is named in errors.
  init(_ text: String, file: String) throws(ThemeError) {
    try Self.outline(text, file)
    let table = try Self.table(text, file)
    var base: String?
    var changes: [Role: Change] = [:]
    func wrong(_ key: String) -> ThemeError {
      .value(file: file, line: Self.line(of: key, in: text), key: key)
    }
    for key in table.keys {
      switch key {
      case "base":
        guard let name = table[key]?.string else { throw wrong(key) }
        base = name
      case "roles":
        guard let roles = table[key]?.table else { throw wrong(key) }
        for name in roles.keys {
          guard let role = Role.allCases.first(where: { $0.name == name }),
            let change = Self.change(roles[name]?.table)
          else { throw wrong(name) }
          changes[role] = change
        }
      default: throw wrong(key)
      }
    }
    (self.base, self.changes) = (base, changes)
  }

  /// Names the first key that means nothing before anything is parsed, and what is too much of it.
  private static func outline(_ text: String, _ file: String) throws(ThemeError) {
    var section: [String] = []
    var last = ""
    do {
      try TOMLOutline.walk(text) { entry in
        let path = entry.isTable ? entry.path : section + entry.path
        if entry.isTable { section = entry.path }
        last = path[0]
        guard path[0] == "base" || path[0] == "roles" else {
          throw ThemeError.value(file: file, line: entry.line, key: path[0])
        }
        // A role stands below `[roles]`, or is written `roles.accent`.
        guard path[0] == "roles", path.count > 1 else { return }
        last = path[1]
        guard Role.allCases.contains(where: { $0.name == path[1] }) else {
          throw ThemeError.value(file: file, line: entry.line, key: path[1])
        }
      }
    } catch let error as ThemeError {
      throw error
    } catch let excess as TOMLOutline.Excess {
      throw .value(file: file, line: excess.line, key: last)
    } catch {
      throw .syntax(file: file, line: 1)
    }
  }

  private static func table(_ text: String, _ file: String) throws(ThemeError) -> TOMLTable {
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw .syntax(file: file, line: error.source.begin.line)
    } catch {
      throw .syntax(file: file, line: 1)
    }
  }

  /// One role's look; `nil` when anything in it is not understood.
  private static func change(_ table: TOMLTable?) -> Change? {
    guard let table else { return nil }
    var change = Change()
    for key in table.keys {
      switch key {
      case "foreground":
        guard let color = table[key]?.string.flatMap(RGB.init(hex:)) else { return nil }
        change.foreground = color
      case "background":
        guard let color = table[key]?.string.flatMap(RGB.init(hex:)) else { return nil }
        change.background = color
      case "attributes":
        guard let names = table[key]?.array else { return nil }
        var set = Style.Attributes()
        for name in names {
          guard let attribute = name.string.flatMap({ attributes[$0] }) else { return nil }
          set.insert(attribute)
        }
        change.attributes = set
      default: return nil
      }
    }
    return change
  }

  /// The line a key stands in, from 1; table headers count as their key.
  private static func line(of key: String, in text: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = lines.firstIndex { line in
      let words = line.split { " \t=[]\"'.".contains($0) }
      return words.first == key[...] || (line.hasPrefix("[") && words.last == key[...])
    }
    return (found ?? 0) + 1
  }

  /// The theme that results on top of `base`.
  func theme(named name: String, over base: Theme) -> Theme {
    Theme(name: name) { role in
      let below = base[role]
      guard let change = changes[role] else { return below }
      return Theme.Paint(
        change.foreground ?? below.foreground, on: change.background ?? below.background,
        change.attributes ?? below.attributes)
    }
  }
}

/// Why a theme cannot be used.
public enum ThemeError: Error, Hashable, Sendable {
  /// There is no theme of that name.
  case unknown(name: String)
  /// A name that could lead out of the folder of themes.
  case invalidName(String)
  /// The file is no regular file, too large, or cannot be read.
  case unreadable(file: String)
  /// The file is no TOML.
  case syntax(file: String, line: Int)
  /// A key means nothing or its value is no colour, attribute or theme.
  case value(file: String, line: Int, key: String)
  /// Themes that are based on each other.
  case circularBase(file: String)

  /// The message for the viewer.
  public var message: UserMessage {
    switch self {
    case .unknown(let name), .invalidName(let name):
      UserMessage(.themeUnknown, ["name": name], severity: .warning)
    case .unreadable(let file), .circularBase(let file):
      UserMessage(.themeUnreadable, ["file": file], severity: .warning)
    case .syntax(let file, let line):
      UserMessage(.themeSyntax, ["file": file, "line": String(line)], severity: .warning)
    case .value(let file, let line, let key):
      UserMessage(
        .themeValue, ["file": file, "line": String(line), "key": key], severity: .warning)
    }
  }
}
