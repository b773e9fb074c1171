import PickModel

/// A key a footer names, and what it does where the focus is; two keys where they go together.
struct FooterKey: Hashable, Sendable {
  /// What the keys mean.
  let actions: [Action]
  /// The words beside them.
  let label: MessageKey

  /// A key, by the words it has everywhere or by those for what it does here.
  init(_ action: Action, _ label: MessageKey? = nil) {
    actions = [action]
    self.label = label ?? action.label
  }

  /// Two keys that go together: `Left/Right`.
  init(_ first: Action, _ second: Action, _ label: MessageKey) {
    actions = [first, second]
    self.label = label
  }

  /// Keys by the words they have everywhere.
  static func usual(_ actions: Action...) -> [FooterKey] { actions.map { FooterKey($0) } }
}

extension KeyMap {
  /// Hints for a footer; what has no key is left out.
  ///
  /// - Parameters:
  ///   - keys: what the footer names, the most useful first.
  ///   - withheld: actions that are not offered here.
  ///   - strings: the words.
  ///   - isNamed: whether a key may be named: not all keys do what they mean in a text field, and a
  ///     remote control lacks most of them.
  /// - Returns: the keys with their words, in the same order.
  func hints(
    for keys: [FooterKey], without withheld: Set<Action>, _ strings: Strings,
    where isNamed: (Key) -> Bool
  ) -> [KeyHint] {
    keys.compactMap { key in
      let labels = key.actions.filter { !withheld.contains($0) }.compactMap { action in
        self.keys(for: action).first(where: isNamed)?.label
      }
      guard labels.count == key.actions.count else { return nil }
      return KeyHint(key: labels.joined(separator: "/"), label: strings[key.label])
    }
  }
}

extension Key {
  /// Whether a remote control has it, and a lobby names it: arrows, Enter, Back and digits.
  var isOnRemoteControl: Bool {
    guard modifiers.isEmpty else { return false }
    return switch code {
    case .up, .down, .left, .right, .enter, .escape, .backspace: true
    case .character(let character): character.isASCII && character.isWholeNumber
    case .tab, .delete, .insert, .home, .end, .pageUp, .pageDown, .function: false
    }
  }
}
