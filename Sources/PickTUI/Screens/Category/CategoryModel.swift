import PickClient
import PickModel

/// One category: filters, and below them a line of genres to jump to above a shelf a genre; or, once
/// something is asked for, the titles that pass in one list.
public struct CategoryModel: Equatable, Sendable {
  let category: Category
  /// The last answer.
  var page = Loadable<CategoryPage>()
  /// Which titles are wanted.
  var bar = FilterBar(FilterBar.Facet.allCases.filter { $0 != .category })
  /// The titles that pass.
  var list = TitleList()
  /// The focus among what can be given up where nothing passes.
  var waysOut = WaysOut()
  /// Whether the focus is on the line of genres.
  var isOnGenres = false
  /// Where the focus is.
  var browser = ShelfBrowser()

  /// Rows above the shelves and the list: filters, genres or initials, and a space.
  static let leading = 3

  /// A page that has not been asked for yet.
  init(_ category: Category) { self.category = category }

  /// The shelves, a genre each.
  var shelves: [ShelfResult] { page.value?.shelves ?? [] }

  /// Whether the titles stand in one list.
  var isListing: Bool { bar.filter != .none }

  /// What can be given up where nothing passes.
  var ways: [WaysOut.Way] { isListing ? bar.waysOut(of: list.first.value) : [] }

  /// What is wanted of this category.
  private var filter: TitleFilter {
    var filter = bar.filter
    filter.category = category
    return filter
  }

  /// The card Enter would open.
  var focusedCard: Card? {
    if bar.focused != nil || waysOut.focused != nil { return nil }
    if isListing { return list.focusedCard }
    return isOnGenres ? nil : browser.focusedCard(in: shelves)
  }

  /// The area of the shelves, below the line of genres.
  private static func shelfLayout(in page: ShelfLayout) -> ShelfLayout {
    page.with(size: Size(columns: page.size.columns, rows: rows(in: page)))
  }

  private static func rows(in page: ShelfLayout) -> Int { max(1, page.size.rows - leading) }
}

extension CategoryModel: PageModel {
  var questions: [Question] {
    [.category(category)] + (isListing ? [.search("", filter)] : [])
  }
  var traits: PageTraits {
    PageTraits(
      entry: .category(category), hasHeader: true, hasContent: page.value != nil,
      hasFailed: isListing ? list.first.showsFailure : page.showsFailure)
  }
  func footerKeys(in layout: ShelfLayout) -> [FooterKey] {
    if bar.focused != nil { return bar.footerKeys(back: .hintToList) }
    if waysOut.focused != nil {
      return [FooterKey(.open, .hintGiveUp), FooterKey(.back, .hintClearFilters)]
    }
    if isListing { return list.footerKeys(back: .hintClearFilters) }
    if isOnGenres {
      return [FooterKey(.left, .right, .hintGenres), FooterKey(.open, .hintDown)]
        + FooterKey.usual(.back, .search, .quit)
    }
    return FooterKey.usual(
      .open, .back, .play, .myList, .why, .search, .thumbUp, .thumbDown, .hide, .quit)
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    if action == .reload { return [.reload] }
    if bar.focused != nil { return updateBar(action, in: context) }
    if waysOut.focused != nil { return updateWaysOut(action, in: context) }
    if isListing { return updateList(action, in: context) }
    switch action {
    case .nextGenre: return jump(1, in: context)
    case .previousGenre: return jump(-1, in: context)
    default: break
    }
    if isOnGenres { return updateGenres(action, in: context) }
    guard let move = ShelfBrowser.Move(action) else {
      return focusedCard?.effects(for: action) ?? []
    }
    let hasMoved = browser.move(move, in: shelves, layout: Self.layout(in: context))
    if move == .up, !hasMoved {
      if shelves.isEmpty { return [.focusHeader] }
      isOnGenres = true
    }
    return []
  }

  private mutating func updateGenres(_ action: Action, in context: PageContext) -> [Effect] {
    switch action {
    case .up: return enterBar()
    case .down, .open: isOnGenres = false
    case .left: return jump(-1, in: context)
    case .right: return jump(1, in: context)
    case .rowStart, .firstShelf:
      _ = browser.move(.first, in: shelves, layout: Self.layout(in: context))
    case .rowEnd, .lastShelf: _ = browser.move(.last, in: shelves, layout: Self.layout(in: context))
    default: break
    }
    return []
  }

  /// Puts the focus on the filters; what they can ask for is asked for once.
  private mutating func enterBar() -> [Effect] {
    bar.focus()
    let isAsked = list.first.value != nil || list.first.isLoading
    return isAsked ? [] : [.load(.search("", filter))]
  }

  private mutating func updateWaysOut(_ action: Action, in context: PageContext) -> [Effect] {
    if waysOut.move(action, among: ways) { return [] }
    switch action {
    case .up:
      waysOut.leave()
      return enterBar()
    case .open:
      guard let way = waysOut.way(among: ways) else { return [] }
      waysOut.leave()
      bar.take(way)
      bar.focus()
      return showChanged()
    default: return []
    }
  }

  /// Other titles are wanted: their list, or the shelves where nothing is asked for.
  private mutating func showChanged() -> [Effect] {
    list.rewind()
    guard isListing else {
      list = TitleList()
      bar.forgetChoices(genres: shelves.compactMap(\.kind.genre))
      return bar.focused == nil ? [] : enterBar()
    }
    return [.load(.search("", filter))]
  }

  private mutating func updateBar(_ action: Action, in context: PageContext) -> [Effect] {
    switch bar.update(action, at: context.now) {
    case .none: return []
    case .up: return [.focusHeader]
    case .down:
      if isListing {
        guard list.count > 0 else {
          guard !ways.isEmpty else { return [] }
          bar.leave()
          waysOut.focus()
          return []
        }
        list.focus(list.firstVisible, rows: Self.rows(in: context.layout))
      }
      guard isListing || !shelves.isEmpty else { return [] }
      isOnGenres = !isListing
      bar.leave()
      return []
    case .changed: return showChanged()
    }
  }

  private mutating func updateList(_ action: Action, in context: PageContext) -> [Effect] {
    if action == .up, list.focused ?? 0 == 0 {
      list.unfocus()
      return enterBar()
    }
    if list.move(action, rows: Self.rows(in: context.layout)) { return [] }
    return focusedCard?.effects(for: action) ?? []
  }

  private mutating func jump(_ step: Int, in context: PageContext) -> [Effect] {
    _ = browser.move(step > 0 ? .down : .up, in: shelves, layout: Self.layout(in: context))
    return []
  }

  private static func layout(in context: PageContext) -> ShelfLayout {
    shelfLayout(in: context.layout)
  }

  /// Back closes the small list, takes the filters away one by one, leaves their row, and then the
  /// page.
  mutating func goBack(in context: PageContext) -> [Effect] {
    if bar.closeMenu() { return [] }
    waysOut.leave()
    if bar.isAsking {
      bar.takeBack()
      isOnGenres = false
      return showChanged()
    }
    guard bar.focused != nil else { return [.back] }
    bar.leave()
    isOnGenres = false
    return []
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    switch question {
    case .category(category): page.begin(request)
    case .search("", filter, from: let offset): list.begin(from: offset, request)
    default: break
    }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    if let result = answer.result({ if case .category(let page) = $0 { page } else { nil } }) {
      if page.finish(request, result), !isListing, bar.known == nil {
        bar.genres = shelves.compactMap(\.kind.genre)
      }
    }
    if let result = answer.result({ if case .results(let found) = $0 { found } else { nil } }),
      list.take(result, to: request, rows: Self.rows(in: context.layout))
    {
      bar.learn(from: list.first.value)
    }
    settle(in: context)
    return []
  }

  mutating func turnSlow(_ request: RequestID) {
    page.turnSlow(request)
    list.turnSlow(request)
  }

  mutating func unscroll() { browser.unscroll() }

  /// The shelves with the area they are drawn in.
  func cards(in layout: ShelfLayout) -> CardsInSight? {
    guard !isListing else { return nil }
    return CardsInSight(shelves: shelves, browser: browser, layout: Self.shelfLayout(in: layout))
  }

  func missingParts(in layout: ShelfLayout) -> [Question] {
    guard isListing else { return [] }
    return list.missing(rows: Self.rows(in: layout)).map { .search("", filter, from: $0) }
  }

  mutating func settle(in context: PageContext) {
    bar.language = context.language
    browser.settle(in: shelves, layout: Self.layout(in: context))
    list.settle(rows: Self.rows(in: context.layout))
  }
}

extension Shelf.Kind {
  /// The genre of a shelf of one.
  fileprivate var genre: Genre? {
    switch self {
    case .genre(let genre): genre
    case .continueWatching, .pickedForYou, .becauseWatched, .similarToLastWatched, .favouriteGenre,
      .newEpisodes, .top10, .newReleases, .myList, .noGenre, .hero:
      nil
    }
  }
}
