import PickClient
import PickModel

/// The state of home's shelves that are loaded in parts.
struct ShelfParts: Equatable, Sendable {
  /// Part of a shelf that was asked for.
  struct Wait: Equatable, Sendable {
    let cursor: PageCursor
    /// The request waited for; `nil` when it failed.
    var request: RequestID?
    /// Whether the wait has been long enough to say so.
    var isSlow = false
  }

  /// The part of each shelf that was asked for last.
  private(set) var waits: [Shelf.ID: Wait] = [:]
  /// Cards of an earlier page behind the first part of a new one: they keep the focus where it is
  /// until the part that follows says what stands there now.
  private(set) var old: [Shelf.ID: Set<Title.ID>] = [:]

  /// Cards before the loaded end at which the next part is asked for.
  static let margin = 4

  /// How many cards of a shelf are there to stay.
  func loadedCount(of shelf: Shelf) -> Int {
    guard let old = old[shelf.id] else { return shelf.cards.count }
    return shelf.cards.prefix { !old.contains($0.id) }.count
  }

  /// The reason why a shelf shows no card.
  func state(of shelf: Shelf) -> EmptyState {
    guard shelf.cards.isEmpty, shelf.next != nil else { return .complete }
    guard let wait = waits[shelf.id], wait.cursor == shelf.next else { return .waiting }
    return wait.request == nil ? .failed : wait.isSlow ? .slow : .waiting
  }

  /// Why a shelf shows no card.
  enum EmptyState: Equatable, Sendable {
    case complete, waiting, slow, failed
  }

  /// Whether a part may be asked for: it is not on its way and has not just failed.
  func mayAsk(for shelf: Shelf) -> Bool { waits[shelf.id]?.cursor != shelf.next }

  /// A part was asked for.
  mutating func begin(_ shelf: Shelf.ID, _ cursor: PageCursor, _ request: RequestID) {
    waits[shelf] = Wait(cursor: cursor, request: request)
  }

  /// The wait is long.
  mutating func turnSlow(_ request: RequestID) {
    guard let shelf = shelf(of: request) else { return }
    waits[shelf]?.isSlow = true
  }

  /// The shelf a request asked a part of; `nil` when it is not waited for.
  func shelf(of request: RequestID) -> Shelf.ID? {
    waits.first { $0.value.request == request }?.key
  }

  /// A part did not come.
  mutating func fail(_ shelf: Shelf.ID) { waits[shelf]?.request = nil }

  /// A part that failed may be asked for again; one of a shelf without cards only when told to.
  mutating func forgiveFailures(_ shelves: [ShelfResult]) {
    let empty = Set(shelves.lazy.filter { $0.cards.isEmpty }.map(\.id))
    waits = waits.filter { $0.value.request != nil || empty.contains($0.key) }
  }

  /// The part of one shelf may be asked for again.
  mutating func forgiveFailure(of shelf: Shelf.ID) {
    if waits[shelf]?.request == nil { waits[shelf] = nil }
  }

  /// The shelf with the part that follows: no title twice, and nothing old behind it.
  mutating func append(_ part: ShelfPart, to shelf: Shelf) -> Shelf {
    let old = old.removeValue(forKey: shelf.id) ?? []
    waits[shelf.id] = nil
    var cards = shelf.cards.filter { !old.contains($0.id) }
    var known = Set(cards.map(\.id))
    cards += part.cards.filter { known.insert($0.id).inserted }
    return Shelf(kind: shelf.kind, cards: cards, next: part.next)
  }

  /// A page that replaces another: what was loaded of a shelf beyond its first part stays behind it.
  mutating func succeed(_ page: HomePage?, with new: HomePage) -> HomePage {
    waits = [:]
    old = [:]
    guard let page else { return new }
    let before = Dictionary(
      (page.hero + page.shelves).map { ($0.id, $0.cards) }, uniquingKeysWith: { $1 })
    func extended(_ results: [ShelfResult]) -> [ShelfResult] {
      results.map { result in
        guard case .loaded(let shelf) = result, let cards = before[shelf.id] else { return result }
        return .loaded(extend(shelf, by: cards))
      }
    }
    return HomePage(
      hero: extended(new.hero), shelves: extended(new.shelves), builtFor: new.builtFor,
      isPersonalised: new.isPersonalised)
  }

  private mutating func extend(_ shelf: Shelf, by cards: [Card]) -> Shelf {
    guard shelf.next != nil, cards.count > shelf.cards.count else { return shelf }
    let known = Set(shelf.cards.map(\.id))
    let tail = cards.dropFirst(shelf.cards.count).filter { !known.contains($0.id) }
    guard !tail.isEmpty else { return shelf }
    old[shelf.id] = Set(tail.map(\.id))
    return Shelf(kind: shelf.kind, cards: shelf.cards + tail, next: shelf.next)
  }
}
