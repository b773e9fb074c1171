import Glibc
import PickModel
import PickTUI
import TOMLKit

/// What a viewer's `config.toml` says; every key has a default in code.
struct Configuration: Equatable {
  /// The language to start with, until another is chosen on the screen.
  var language: Language?
  /// The theme to start with, until another is chosen on the screen.
  var theme: String?
  /// Whether lines are drawn in ASCII.
  var isASCII = false
  /// The database to open.
  var data: String?
  /// The keys.
  var keyMap = KeyMap()
  /// How a lobby's program behaves.
  var kiosk = Kiosk()

  /// What the table `[kiosk]` says.
  struct Kiosk: Equatable {
    var number: String?
    var password: String?
    var pin: String?
    var idleSeconds = 90
    var countdownSeconds = 15
  }
}

extension Configuration {
  /// Reads a file; the defaults when there is none.
  ///
  /// - Throws: `Failure` with file, line and key of what is wrong (status 78).
  init(path: String?) throws(Failure) {
    self.init()
    guard let path, access(path, F_OK) == 0 else { return }
    guard let text = SmallTextFile.read(path) else {
      throw Failure(.configuration, "\(path) cannot be read. Check its permissions.")
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Failure(.configuration, "\(path):\(error.source.begin.line) is not valid TOML.")
    } catch {
      throw Failure(.configuration, "\(path) is not valid TOML.")
    }
    try read(table, ConfigurationSource(path: path, text: text))
  }

  private mutating func read(
    _ table: TOMLTable, _ source: ConfigurationSource
  ) throws(Failure) {
    for key in table.keys {
      switch key {
      case "language":
        guard let language = table[key]?.string.flatMap(Language.init(rawValue:)) else {
          throw source.wrong(key, "is ko or en")
        }
        self.language = language
      case "theme": theme = try source.string(table, key)
      case "data": data = try source.string(table, key)
      case "ascii":
        guard let value = table[key]?.bool else { throw source.wrong(key, "is true or false") }
        isASCII = value
      case "keys": keyMap = try source.keyMap(table, key)
      case "kiosk": try readKiosk(try source.table(table, key), source)
      default: throw source.wrong(key, "is not a key of Pick's configuration")
      }
    }
  }

  private mutating func readKiosk(
    _ table: TOMLTable, _ source: ConfigurationSource
  ) throws(Failure) {
    for key in table.keys {
      switch key {
      case "number": kiosk.number = try source.string(table, key)
      case "password": kiosk.password = try source.string(table, key)
      case "pin": kiosk.pin = try source.string(table, key)
      case "idle_seconds": kiosk.idleSeconds = try source.seconds(table, key)
      case "countdown_seconds": kiosk.countdownSeconds = try source.seconds(table, key)
      default: throw source.wrong(key, "is not a key of [kiosk]")
      }
    }
  }
}

/// The file a configuration comes from, for errors that name line and key.
struct ConfigurationSource {
  let path: String
  let text: String

  /// The error for a key.
  func wrong(_ key: String, _ what: String) -> Failure {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { line in
      let words = line.split { " \t=[]\"'.".contains($0) }
      return words.first == key[...]
    }
    return Failure(.configuration, "\(path):\((line ?? 0) + 1): \"\(key)\" \(what).")
  }

  func string(_ table: TOMLTable, _ key: String) throws(Failure) -> String {
    guard let value = table[key]?.string else { throw wrong(key, "is a text in quotes") }
    return value
  }

  func seconds(_ table: TOMLTable, _ key: String) throws(Failure) -> Int {
    guard let value = table[key]?.int, (1...86_400).contains(value) else {
      throw wrong(key, "is a number of seconds, 1 to 86400")
    }
    return value
  }

  func table(_ table: TOMLTable, _ key: String) throws(Failure) -> TOMLTable {
    guard let value = table[key]?.table else { throw wrong(key, "is a table") }
    return value
  }

  /// Keys by action: one key in quotes, a list of them, or an empty list for none.
  func keyMap(_ table: TOMLTable, _ key: String) throws(Failure) -> KeyMap {
    let keys = try self.table(table, key)
    var changes: [String: [String]] = [:]
    for action in keys.keys {
      if let one = keys[action]?.string {
        changes[action] = [one]
      } else if let array = keys[action]?.array {
        let names = array.compactMap(\.string)
        guard names.count == array.count else { throw wrong(action, "is a list of keys") }
        changes[action] = names
      } else {
        throw wrong(action, "is a key or a list of keys")
      }
    }
    do {
      return try KeyMap(changing: changes)
    } catch {
      switch error {
      case .unknownAction(let name): throw wrong(name, "is not an action")
      case .unknownKey(let name, let action): throw wrong(action, "names no key: \(name)")
      case .keyWithTwoActions(let name, let first, let second):
        throw wrong(second, "has a key that \(first) has already: \(name)")
      }
    }
  }
}

/// Files a person writes: small, regular, UTF-8.
enum SmallTextFile {
  private static let maximumBytes = 256 * 1024

  /// The text; `nil` when there is none to be had.
  static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      facts.st_size <= maximumBytes
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(facts.st_size))
    let count = Glibc.read(descriptor, &bytes, bytes.count)
    guard count >= 0 else { return nil }
    return String(validating: bytes[..<count], as: UTF8.self)
  }

  /// Replaces a file as a whole, mode 0600; `false` when that cannot be done.
  @discardableResult
  static func replace(_ path: String, with text: String) -> Bool {
    let temporary = "\(path).\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let bytes = Array(text.utf8)
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    guard written == bytes.count, rename(temporary, path) == 0 else {
      unlink(temporary)
      return false
    }
    return true
  }
}
