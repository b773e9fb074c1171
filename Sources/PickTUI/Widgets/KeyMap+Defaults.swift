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
