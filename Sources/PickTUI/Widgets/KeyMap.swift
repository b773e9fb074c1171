import PickModel

/// Which key means which action outside of text fields.
///
/// A key means one action; an action may have several keys, the first of which is shown.
public struct KeyMap: Hashable, Sendable {
  /// Keys of each action, the shown one first.
  private var keysByAction: [Action: [Key]]
  private var actionsByKey: [Key: Action] = [:]

  /// The keys Pick comes with.
  public init() {
    keysByAction = Self.defaults
    index()
  }

  /// The keys Pick comes with, changed by a table of the configuration.
  ///
  /// - Parameter table: key names by action; an empty list leaves the action without a key. A key
  ///   given to an action is taken from the action that had it by default.
  /// - Throws: `KeyMapError` for an unknown action or key and for a key given to two actions.
  public init(changing table: [String: [String]]) throws(KeyMapError) {
    var changed: [Action: [Key]] = [:]
    var owners: [Key: Action] = [:]
    for (name, keyNames) in table.sorted(by: { $0.key < $1.key }) {
      guard let action = Action(rawValue: name) else { throw .unknownAction(name) }
      var keys: [Key] = []
      for keyName in keyNames {
        guard let key = Key(keyName) else { throw .unknownKey(keyName, action: name) }
        if let reason = key.unreachable {
          throw .keyNeverComes(keyName, action: name, reason)
        }
        if let owner = owners.updateValue(action, forKey: key) {
          throw .keyWithTwoActions(keyName, owner.rawValue, name)
        }
        keys.append(key)
      }
      changed[action] = keys
    }
    keysByAction = Self.defaults.mapValues { $0.filter { owners[$0] == nil } }
    keysByAction.merge(changed) { $1 }
    index()
  }

  private mutating func index() {
    for action in Action.allCases {
      for key in keysByAction[action] ?? [] { actionsByKey[key] = action }
    }
  }

  /// The action of a key; with a Korean layout active, of the Latin letter on the same key.
  public func action(for key: Key) -> Action? {
    if let action = actionsByKey[key] ?? key.asHigherFunction.flatMap({ actionsByKey[$0] }) {
      return action
    }
    guard case .character(let character) = key.code,
      let latin = TwoSetKeyboard.key(for: character)
    else { return nil }
    return actionsByKey[Key(.character(latin), key.modifiers)]
  }

  /// The keys of an action, the shown one first.
  public func keys(for action: Action) -> [Key] { keysByAction[action] ?? [] }

  /// How the first key of an action is written on a screen; `nil` when it has none.
  public func label(for action: Action) -> String? { keys(for: action).first?.label }
}

/// Why a table of keys cannot be used.
public enum KeyMapError: Error, Hashable, Sendable {
  /// There is no such action.
  case unknownAction(String)
  /// There is no such key.
  case unknownKey(String, action: String)
  /// No terminal sends Pick this key.
  case keyNeverComes(String, action: String, Key.Unreachable)
  /// One key is given to two actions.
  case keyWithTwoActions(String, String, String)
}

/// A key and what it does, as a footer or the help shows it.
public struct KeyHint: Hashable, Sendable {
  /// How the key is written.
  public let key: String
  /// The action's name.
  public let label: String

  /// A key and what it does.
  public init(key: String, label: String) {
    self.key = key
    self.label = label
  }
}

extension KeyMap {
  /// The keys of the product's reference, the one to show first.
  static let defaults: [Action: [Key]] = [
    .up: [.up, .character("k")],
    .down: [.down, .character("j")],
    .left: [.left, .character("h")],
    .right: [.right, .character("l")],
    .open: [.enter],
    .play: [.space],
    .back: [.escape, .backspace],
    .search: [.character("/")],
    .header: [.tab],
    .firstShelf: [.character("g"), Key(.home, .control)],
    .lastShelf: [.character("G"), Key(.end, .control)],
    .rowStart: [.home],
    .rowEnd: [.end],
    .pageUp: [.pageUp],
    .pageDown: [.pageDown],
    .nextGenre: [.character("]")],
    .previousGenre: [.character("[")],
    .myList: [.character("+")],
    .thumbUp: [.character("u")],
    .thumbDown: [.character("d")],
    .hide: [.character("x")],
    .setAside: [.character("-")],
    .undo: [.character("z")],
    .resumeLast: [.character("0")],
    .markWatched: [.character("w")],
    .why: [.character("i")],
    .reload: [.character("r")],
    .theme: [.character("t")],
    .language: [.character("L"), Key(.function(2))],
    .help: [.character("?")],
    .quit: [.character("q")],
    .confirm: [.character("y")],
    .decline: [.character("n")],
    .goHome: [.character("1")],
    .goBroadcast: [.character("2")],
    .goDrama: [.character("3")],
    .goFilm: [.character("4")],
    .goKids: [.character("5")],
    .goAnimation: [.character("6")],
    .goSearch: [.character("7")],
    .goMine: [.character("8")],
  ]
}

extension Key {
  /// How the key is written on a screen; the same in both languages, and in ASCII.
  public var label: String {
    if modifiers.isEmpty, case .character(let character) = code, character != " " {
      return String(character)
    }
    return description.split(separator: "-", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "-" : $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: "-")
  }
}
