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
