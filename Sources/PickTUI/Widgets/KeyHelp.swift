import PickModel

/// The keys by what a viewer wants to do.
struct KeyHelp: Equatable, Sendable {
  /// A heading, or keys with what they do.
  enum Line: Equatable, Sendable {
    case heading(String)
    case hint(KeyHint)
  }

  /// The lines in their order.
  let lines: [Line]

  /// Columns of the keys and of what they do.
  static let keyColumns = 15
  static let labelColumns = 20

  /// The wishes, each with its actions; those of one list stand in one line where there is room.
  private static let wishes: [(MessageKey, [[Action]])] = [
    (.helpWatch, [[.open], [.play], [.resumeLast]]),
    (
      .helpChoose,
      [[.myList], [.thumbUp, .thumbDown], [.markWatched], [.hide], [.setAside], [.undo], [.why]]
    ),
    (.helpFind, [[.search], [.previousGenre, .nextGenre]]),
    (
      .helpMove,
      [
        [.up, .down], [.left, .right], [.back], [.header], [.firstShelf, .lastShelf],
        [.rowStart, .rowEnd], [.pageUp, .pageDown],
      ]
    ),
    (
      .helpGo,
      [
        [.goHome], [.goBroadcast], [.goDrama], [.goFilm], [.goKids], [.goAnimation], [.goSearch],
        [.goMine],
      ]
    ),
    (.helpScreen, [[.reload], [.theme], [.language], [.help], [.quit], [.confirm, .decline]]),
  ]

  /// All keys of a map, except those of the withheld actions.
  init(_ keyMap: KeyMap, _ strings: Strings, without withheld: Set<Action> = []) {
    lines = Self.wishes.flatMap { wish, groups -> [Line] in
      let hints = groups.flatMap { group in
        Self.joined(group.filter { !withheld.contains($0) }.compactMap { keyMap.hint($0, strings) })
      }
      return hints.isEmpty ? [] : [.heading(strings[wish])] + hints.map(Line.hint)
    }
  }

  private static func joined(_ hints: [KeyHint]) -> [KeyHint] {
    let both = KeyHint(
      key: hints.map(\.key).joined(separator: " "),
      label: hints.map(\.label).joined(separator: " · "))
    let fits =
      DisplayWidth.of(both.key) <= keyColumns && DisplayWidth.of(both.label) <= labelColumns
    return hints.count > 1 && fits ? [both] : hints
  }
}

extension KeyMap {
  /// All keys of an action with its name; `nil` when it has none.
  fileprivate func hint(_ action: Action, _ strings: Strings) -> KeyHint? {
    let keys = keys(for: action)
    guard !keys.isEmpty else { return nil }
    return KeyHint(key: keys.map(\.label).joined(separator: " "), label: strings[action.label])
  }
}
