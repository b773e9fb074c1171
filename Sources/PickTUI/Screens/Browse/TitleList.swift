import PickClient
import PickModel

/// A list of titles that may be long: its parts come as the focus comes near them.
struct TitleList: Equatable, Sendable {
  /// Titles of one part.
  static let portion = 50
  /// Parts that are kept beside the first; those furthest from the focus go.
  static let mostParts = 8
  /// Rows beyond the screen whose part is asked for ahead.
  private static let margin = 15

  /// The first part, which says how many titles there are and where initials begin.
  private(set) var first = Loadable<SearchResults>()
  /// The focused title by its place; `nil` while the focus is elsewhere.
  private(set) var focused: Int?
  /// The first title in sight.
  private(set) var firstVisible = 0
  /// Further parts by their number.
  private var parts: [Int: [Card]] = [:]
  /// What is known of further parts that are not there.
  private var waits: [Int: Wait] = [:]

  /// A part that was asked for.
  private enum Wait: Equatable, Sendable {
    case waiting(RequestID)
    case failed
  }

  /// Titles in the list.
  var count: Int { first.value?.totalCount ?? 0 }
  /// The first titles.
  var firstCards: [Card] { first.value?.cards ?? [] }
  /// Where initials begin; none unless the order is one of names.
  var initials: [InitialPlace] { first.value?.initials ?? [] }

  /// The title at a place; `nil` while its part is not there.
  func card(at place: Int) -> Card? {
    if firstCards.indices.contains(place) { return firstCards[place] }
    let cards = parts[place / Self.portion] ?? []
    let index = place % Self.portion
    return place >= 0 && cards.indices.contains(index) ? cards[index] : nil
  }

  /// The parts in which titles at these places are, each as far as it is there.
  func parts(of places: Range<Int>) -> [[Card]] {
    guard let last = places.last else { return [] }
    return (places.lowerBound / Self.portion...last / Self.portion)
      .map { $0 == 0 ? firstCards : parts[$0] ?? [] }
  }

  /// The focused title.
  var focusedCard: Card? { focused.flatMap { card(at: $0) } }

  /// The initial under which the focused title stands, by its place among the initials.
  var currentInitial: Int? {
    let place = focused ?? firstVisible
    return initials.lastIndex { $0.place <= place }
  }

  /// Moves the focus, or sets it; a part that failed is asked for again.
  mutating func focus(_ place: Int, rows: Int) {
    guard count > 0 else { return }
    focused = min(max(0, place), count - 1)
    waits = waits.filter { $0.value != .failed }
    settle(rows: rows)
  }

  /// Takes the focus away.
  mutating func unfocus() { focused = nil }

  /// Puts the focus on the first title of another initial, at the top of the screen.
  mutating func jump(_ step: Int, rows: Int) {
    guard let focused, let current = currentInitial else { return }
    let isInside = focused > initials[current].place
    let target = step > 0 ? current + 1 : isInside ? current : current - 1
    guard initials.indices.contains(target) else { return }
    firstVisible = initials[target].place
    focus(initials[target].place, rows: rows)
  }

  /// Shows the list from its top, as other titles are wanted.
  mutating func rewind() {
    firstVisible = 0
    focused = nil
    parts = [:]
    waits = [:]
  }

  /// Finds the scroll place again.
  mutating func settle(rows: Int) {
    guard let place = focused else { return }
    guard count > 0 else { return focused = nil }
    focused = min(place, count - 1)
    firstVisible = ScrollWindow.first(
      focus: min(place, count - 1), count: count, visible: rows, previous: firstVisible)
  }

  /// The places where parts begin that are to be asked for now.
  func missing(rows: Int) -> [Int] {
    guard count > Self.portion, !first.isLoading else { return [] }
    let last = min(count, firstVisible + max(1, rows) + Self.margin) - 1
    guard last >= firstVisible else { return [] }
    return (firstVisible / Self.portion...last / Self.portion)
      .filter { $0 > 0 && parts[$0] == nil && waits[$0] == nil }
      .map { $0 * Self.portion }
  }

  /// A part was asked for.
  mutating func begin(from offset: Int, _ request: RequestID) {
    if offset == 0 {
      first.begin(request)
    } else {
      waits[offset / Self.portion] = .waiting(request)
    }
  }

  /// Takes an answer; `true` when it is the first part's.
  mutating func take(
    _ result: Result<SearchResults, ServiceError>, to request: RequestID, rows: Int
  ) -> Bool {
    let (before, known) = (count, focusedCard?.id)
    if first.finish(request, result) {
      if count != before { (parts, waits) = ([:], [:]) }
      if focused != nil, let place = firstCards.firstIndex(where: { $0.id == known }) {
        focused = place
      }
      settle(rows: rows)
      return true
    }
    guard let part = waits.first(where: { $0.value == .waiting(request) })?.key else {
      return false
    }
    switch result {
    case .success(let results):
      waits[part] = nil
      parts[part] = Array(results.cards.prefix(Self.portion))
      dropFarParts(from: (focused ?? firstVisible) / Self.portion)
    case .failure: waits[part] = .failed
    }
    return false
  }

  private mutating func dropFarParts(from part: Int) {
    guard parts.count > Self.mostParts else { return }
    if let far = parts.keys.max(by: { abs($0 - part) < abs($1 - part) }) { parts[far] = nil }
  }

  /// The wait is long.
  mutating func turnSlow(_ request: RequestID) { first.turnSlow(request) }

  /// Moves the focus by an action; `false` for other actions, and upwards from the first title.
  mutating func move(_ action: Action, rows: Int) -> Bool {
    guard let focused else { return false }
    let page = max(1, rows)
    switch action {
    case .up where focused == 0: return false
    case .up: focus(focused - 1, rows: rows)
    case .down: focus(focused + 1, rows: rows)
    case .pageUp: focus(focused - page, rows: rows)
    case .pageDown: focus(focused + page, rows: rows)
    case .firstShelf, .rowStart: focus(0, rows: rows)
    case .lastShelf, .rowEnd: focus(count - 1, rows: rows)
    case .left, .previousGenre: jump(-1, rows: rows)
    case .right, .nextGenre: jump(1, rows: rows)
    default: return false
    }
    return true
  }
}
