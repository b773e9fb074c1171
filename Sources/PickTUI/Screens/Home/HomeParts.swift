import PickClient
import PickModel

extension HomeModel {
  /// The parts of shelves to ask for now: where the focus comes near the end of what is there,
  /// where the screen has room beyond it, and where a shelf in sight or next to it has no cards.
  func missingParts(in size: Size) -> [Question] {
    guard !page.isLoading || page.value == nil else { return [] }
    let shelves = shelves
    guard !shelves.isEmpty else { return [] }
    let layout = ShelfLayout(size: size)
    let shown = layout.wholeShelves(
      from: browser.firstShelf, count: shelves.count, leading: Self.leading)
    // One beyond the whole ones may show in part; the next one is a key away.
    let near = max(0, shown.lowerBound - 1)..<min(shelves.count, shown.upperBound + 2)
    return shelves[near].compactMap { result in
      guard case .loaded(let shelf) = result, let cursor = shelf.next, parts.mayAsk(for: shelf),
        wantsPart(of: shelf, layout)
      else { return nil }
      return .more(shelf.id, cursor)
    }
  }

  private func wantsPart(of shelf: Shelf, _ layout: ShelfLayout) -> Bool {
    let loaded = parts.loadedCount(of: shelf)
    if loaded == 0 { return true }
    let result = ShelfResult.loaded(shelf)
    let first = browser.visibleCards(of: result, layout: layout).lowerBound
    if first + layout.cardsPerPage > loaded { return true }
    guard !isOnTabs, shelf.id == browser.shelf, let focused = browser.cardIndex(in: result) else {
      return false
    }
    return focused + ShelfParts.margin >= loaded
  }

  /// Takes the answer to a request for a part; `nil` when the request was for something else.
  mutating func takePart(_ answer: Outcome<Answer>, to request: RequestID) -> [Intent]? {
    guard let id = parts.shelf(of: request) else { return nil }
    guard case .success(.part(let part)) = answer else {
      parts.fail(id)
      return renewal(after: answer)
    }
    hasRenewed = false
    let result = page.value.flatMap { page in (page.hero + page.shelves).first { $0.id == id } }
    if case .loaded(let shelf) = result {
      let whole = parts.append(part, to: shelf)
      page.change { $0 = $0.replacing(whole) }
    }
    return []
  }

  /// A cursor nobody knows any more belongs to a page that is over: a new one has new cursors.
  private mutating func renewal(after answer: Outcome<Answer>) -> [Intent] {
    guard case .failure(.notFound) = answer, !hasRenewed else { return [] }
    hasRenewed = true
    return [.load(.home)]
  }

  /// The shelf without cards whose part failed, when it has the focus.
  var focusedFailedPart: Shelf.ID? {
    guard !isOnTabs, let index = browser.shelfIndex(in: shelves),
      case .loaded(let shelf) = shelves[index], parts.state(of: shelf) == .failed
    else { return nil }
    return shelf.id
  }
}

extension AppModel {
  /// Asks for the parts of shelves that the shown page needs next.
  mutating func askForParts() -> [Effect] {
    guard case .home(let home) = pages.top, overlay == nil, !isTooSmall,
      case .signedIn = session
    else { return [] }
    return home.missingParts(in: contentSize).flatMap { ask($0) }
  }
}
