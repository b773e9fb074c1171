import PickClient
import PickModel

/// One category: a line of genres to jump to, above a shelf a genre.
public struct CategoryModel: Equatable, Sendable {
  let category: Category
  /// The last answer.
  var page = Loadable<CategoryPage>()
  /// Whether the focus is on the line of genres.
  var isOnGenres = false
  /// Where the focus is.
  var browser = ShelfBrowser()

  /// A page that has not been asked for yet.
  init(_ category: Category) { self.category = category }

  /// The shelves, a genre each.
  var shelves: [ShelfResult] { page.value?.shelves ?? [] }

  /// The card Enter would open.
  var focusedCard: Card? { isOnGenres ? nil : browser.focusedCard(in: shelves) }

  /// The area of the shelves, below the line of genres.
  private static func shelfLayout(in page: ShelfLayout) -> ShelfLayout {
    page.with(size: Size(columns: page.size.columns, rows: page.size.rows - 2))
  }
}

extension CategoryModel: PageModel {
  var questions: [Question] { [.category(category)] }
  var traits: PageTraits {
    PageTraits(
      entry: .category(category), hasHeader: true, hasContent: page.value != nil,
      hasFailed: page.showsFailure)
  }
  static let footerActions: [Action] =
    [.open, .back, .play, .myList, .why, .search, .thumbUp, .thumbDown, .hide, .quit]

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    switch action {
    case .reload: return [.reload]
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
    case .up: return [.focusHeader]
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

  private mutating func jump(_ step: Int, in context: PageContext) -> [Effect] {
    _ = browser.move(step > 0 ? .down : .up, in: shelves, layout: Self.layout(in: context))
    return []
  }

  private static func layout(in context: PageContext) -> ShelfLayout {
    shelfLayout(in: context.layout)
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .category(category) { page.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    if let result = answer.result({ if case .category(let page) = $0 { page } else { nil } }) {
      page.finish(request, result)
    }
    settle(in: context)
    return []
  }

  mutating func turnSlow(_ request: RequestID) { page.turnSlow(request) }

  mutating func unscroll() { browser.unscroll() }

  /// The shelves with the area they are drawn in.
  func cards(in layout: ShelfLayout) -> CardsInSight? {
    CardsInSight(shelves: shelves, browser: browser, layout: Self.shelfLayout(in: layout))
  }

  mutating func settle(in context: PageContext) {
    browser.settle(in: shelves, layout: Self.layout(in: context))
  }
}
