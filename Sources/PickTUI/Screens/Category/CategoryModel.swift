import PickClient
import PickModel

/// One category: a line of genres to jump to, above a shelf a genre.
public struct CategoryModel: Equatable, Sendable {
  /// Which category.
  let category: Category
  /// What the service said last.
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
  static func shelfArea(in size: Size) -> Size {
    Size(columns: size.columns, rows: size.rows - 2)
  }
}

extension CategoryModel: Screen {
  var questions: [Question] { [.category(category)] }
  var hasContent: Bool { page.value != nil }
  var hasFailed: Bool { page.showsFailure }

  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent] {
    switch action {
    case .reload: return [.reload]
    case .nextGenre: return jump(1, in: context)
    case .previousGenre: return jump(-1, in: context)
    default: break
    }
    if isOnGenres { return updateGenres(action, in: context) }
    guard let move = ShelfBrowser.Move(action) else {
      return focusedCard?.intents(for: action) ?? []
    }
    let hasMoved = browser.move(move, in: shelves, layout: Self.layout(in: context))
    if move == .up, !hasMoved {
      if shelves.isEmpty { return [.focusHeader] }
      isOnGenres = true
    }
    return []
  }

  private mutating func updateGenres(_ action: Action, in context: ScreenContext) -> [Intent] {
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

  private mutating func jump(_ step: Int, in context: ScreenContext) -> [Intent] {
    _ = browser.move(step > 0 ? .down : .up, in: shelves, layout: Self.layout(in: context))
    return []
  }

  private static func layout(in context: ScreenContext) -> ShelfLayout {
    ShelfLayout(size: shelfArea(in: context.size))
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .category(category) { page.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] {
    if let result = answer.result({ if case .category(let page) = $0 { page } else { nil } }) {
      page.finish(request, result)
    }
    settle(in: context)
    return []
  }

  mutating func turnSlow(_ request: RequestID) { page.turnSlow(request) }

  mutating func unscroll() { browser.unscroll() }

  mutating func settle(in context: ScreenContext) {
    browser.settle(in: shelves, layout: Self.layout(in: context))
  }
}
