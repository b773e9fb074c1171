import PickModel

extension Card {
  /// What a action means for the focused card, wherever cards are shown.
  func intents(for action: Action) -> [Intent] {
    switch action {
    case .open: [.open(id)]
    case .play: playable.map { [.play(id, $0.asset)] } ?? [.notice(.nothingToPlay)]
    case .myList: [.toggleMyList(reference)]
    case .thumbUp: [.toggleThumb(.up, reference)]
    case .thumbDown: [.toggleThumb(.down, reference)]
    case .hide: [.toggleHidden(reference)]
    case .markWatched: playable.map { [.toggleWatched(id, .next($0.asset, $0.progress))] } ?? []
    case .why: [.explain(id, reason)]
    default: []
    }
  }
}

extension ShelfBrowser.Move {
  /// The move a action asks for; `nil` for other commands.
  init?(_ action: Action) {
    switch action {
    case .left: self = .left
    case .right: self = .right
    case .up: self = .up
    case .down: self = .down
    case .rowStart: self = .lineStart
    case .rowEnd: self = .lineEnd
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .firstShelf: self = .first
    case .lastShelf: self = .last
    default: return nil
    }
  }
}
