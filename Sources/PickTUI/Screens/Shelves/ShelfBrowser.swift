public import PickModel

/// Where the focus stands on a page of shelves.
///
/// The focus is named by shelf and title, not by numbers, so it stays where it was when shelves
/// come again in another order; the last number is only the second choice, for a title that went.
public struct ShelfBrowser: Equatable, Sendable {
  /// The focused shelf.
  public private(set) var shelf: Shelf.ID?
  /// The focused title of each shelf that was visited.
  private var titles: [Shelf.ID: Title.ID] = [:]
  /// Where the focused title stood last.
  private var places: [Shelf.ID: Int] = [:]
  /// The first card shown of each shelf that was scrolled.
  private var firstCards: [Shelf.ID: Int] = [:]
  /// Where the focused shelf stood last.
  private var shelfPlace = 0
  /// The first shelf shown.
  public private(set) var firstShelf = 0

  /// Nothing is focused until shelves come.
  public init() {}

  /// A direction on a page of shelves.
  public enum Move: Equatable, Sendable {
    case left, right, up, down, lineStart, lineEnd, pageUp, pageDown, first, last
  }

  /// The place of the focused shelf.
  public func shelfIndex(in shelves: [ShelfResult]) -> Int? {
    shelves.firstIndex { $0.id == shelf }
  }

  /// The place of a shelf's focused card.
  public func cardIndex(in shelf: ShelfResult) -> Int? {
    let cards = shelf.cards
    guard !cards.isEmpty else { return nil }
    if let title = titles[shelf.id], let index = cards.firstIndex(where: { $0.id == title }) {
      return index
    }
    return min(places[shelf.id] ?? 0, cards.count - 1)
  }

  /// The card Enter would open.
  public func focusedCard(in shelves: [ShelfResult]) -> Card? {
    guard let index = shelfIndex(in: shelves), let card = cardIndex(in: shelves[index]) else {
      return nil
    }
    return shelves[index].cards[card]
  }

  /// The cards of a shelf that show.
  public func visibleCards(of shelf: ShelfResult, layout: ShelfLayout) -> Range<Int> {
    let count = shelf.cards.count
    // The hero's page is the focused card.
    if layout.form(of: shelf.kind) == .billboard {
      return cardIndex(in: shelf).map { $0..<$0 + 1 } ?? 0..<0
    }
    let first = min(firstCards[shelf.id] ?? 0, max(0, count - 1))
    return first..<min(count, first + layout.cardsPerPage(of: shelf.kind))
  }

  /// Puts the focus on a shelf, and on a title of it when one is named.
  public mutating func focus(_ shelf: Shelf.ID, title: Title.ID? = nil) {
    self.shelf = shelf
    if let title { titles[shelf] = title }
  }

  /// Forgets how far things were scrolled: another area shows other things beside the focus.
  public mutating func unscroll() {
    firstCards = [:]
    firstShelf = 0
  }

  /// Moves the focus; `false` when there is nothing in that direction.
  public mutating func move(
    _ move: Move, in shelves: [ShelfResult], layout: ShelfLayout
  ) -> Bool {
    guard let row = shelfIndex(in: shelves) else {
      settle(in: shelves, layout: layout)
      return false
    }
    let page = layout.wholeShelves(from: firstShelf, in: shelves).count
    let moved =
      switch move {
      case .left: moveCard(by: -1, in: shelves[row])
      case .right: moveCard(by: 1, in: shelves[row])
      case .lineStart: moveCard(by: -shelves[row].cards.count, in: shelves[row])
      case .lineEnd: moveCard(by: shelves[row].cards.count, in: shelves[row])
      case .up: moveShelf(by: -1, from: row, in: shelves)
      case .down: moveShelf(by: 1, from: row, in: shelves)
      case .pageUp: moveShelf(by: -page, from: row, in: shelves)
      case .pageDown: moveShelf(by: page, from: row, in: shelves)
      case .first: moveShelf(by: -row, from: row, in: shelves)
      case .last: moveShelf(by: shelves.count, from: row, in: shelves)
      }
    settle(in: shelves, layout: layout)
    return moved
  }

  /// Finds the focus again among shelves that came anew, and scrolls so that it shows.
  public mutating func settle(in shelves: [ShelfResult], layout: ShelfLayout) {
    guard !shelves.isEmpty else { return }
    let row = shelfIndex(in: shelves) ?? min(shelfPlace, shelves.count - 1)
    shelf = shelves[row].id
    shelfPlace = row
    settleCard(in: shelves[row], layout: layout)
    settleScroll(row, in: shelves, layout: layout)
  }

  private mutating func moveCard(by step: Int, in shelf: ShelfResult) -> Bool {
    guard let index = cardIndex(in: shelf) else { return false }
    let target = min(max(0, index + step), shelf.cards.count - 1)
    titles[shelf.id] = shelf.cards[target].id
    return target != index
  }

  private mutating func moveShelf(
    by step: Int, from row: Int, in shelves: [ShelfResult]
  ) -> Bool {
    let target = min(max(0, row + step), shelves.count - 1)
    shelf = shelves[target].id
    return target != row
  }

  private mutating func settleCard(in shelf: ShelfResult, layout: ShelfLayout) {
    guard let index = cardIndex(in: shelf) else { return }
    titles[shelf.id] = shelf.cards[index].id
    places[shelf.id] = index
    let first = firstCards[shelf.id] ?? 0
    let page = layout.cardsPerPage(of: shelf.kind)
    // Whole pages: most arrows then only move the mark, which costs few bytes.
    if index < first {
      firstCards[shelf.id] = max(0, index - page + 1)
    } else if index >= first + page {
      firstCards[shelf.id] = min(index, max(0, shelf.cards.count - page))
    }
  }

  /// By as few shelves as it takes: the terminal moves what stays by itself, and a shelf is the
  /// most that has to be drawn.
  private mutating func settleScroll(
    _ row: Int, in shelves: [ShelfResult], layout: ShelfLayout
  ) {
    firstShelf = min(firstShelf, row)
    while !layout.wholeShelves(from: firstShelf, in: shelves).contains(row) {
      firstShelf += 1
    }
  }
}

extension Card {
  /// The effects of an action on a focused card.
  func effects(for action: Action) -> [Effect] {
    switch action {
    case .open: [.show(.detail(DetailModel(id)))]
    case .play: playable.map { [.play(id, $0.asset)] } ?? [.notice(.nothingToPlay)]
    case .myList: [.toggleMyList(reference)]
    case .thumbUp: [.toggleThumb(.up, reference)]
    case .thumbDown: [.toggleThumb(.down, reference)]
    case .hide: [.toggleHidden(reference, isHidden: isHidden)]
    case .setAside: isUnderWay ? [.toggleSetAside(reference)] : []
    case .markWatched: playable.map { [.toggleWatched(id, .next($0.asset, $0.progress))] } ?? []
    case .why: [.explain(id, reason)]
    default: []
    }
  }
}

extension Card {
  /// Whether the title may stand in continue watching.
  private var isUnderWay: Bool {
    switch reason {
    case .unfinished, .nextEpisode, .newEpisode: true
    case .becauseWatched, .similar, .favouriteGenre, .newRelease, .popularAtHour, .popularOn,
      .popular, .onMyList, .genre, .category, .matchesSearch:
      playable?.progress != nil
    }
  }
}

extension ShelfBrowser.Move {
  /// The move of an action; `nil` for actions that do not move.
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
