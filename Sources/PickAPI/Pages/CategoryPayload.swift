public import PickModel

/// One category: a shelf a genre.
public struct CategoryPayload: Hashable, Sendable, Codable {
  /// The category.
  public let category: WireName<Category>
  /// Its shelves.
  public let shelves: [ShelfPayload]

  /// A category's page.
  public init(_ page: CategoryPage) {
    category = WireName(page.category)
    shelves = page.shelves.map(ShelfPayload.init)
  }

  /// The page.
  public var page: CategoryPage {
    CategoryPage(category: category.value, shelves: shelves.map(\.result))
  }
}
