import PickModel

/// Finds titles that share genres and category with another, for want of a trained model.
///
/// A shared genre counts 1, the common main genre and the common category 1 more each; equals are
/// in `PopularOrder`.
struct GenreLikeness {
  private let catalog: CatalogSnapshot
  private let order: PopularOrder

  init(_ catalog: CatalogSnapshot, popularity: Popularity) {
    self.catalog = catalog
    order = PopularOrder(popularity)
  }

  /// At most `count` titles that pass and share a genre, most alike first.
  func alike(_ title: Title, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    let genres = Set(title.genres)
    let found = catalog.titles.compactMap { other -> (title: Title, score: Int)? in
      guard other.id != title.id else { return nil }
      let shared = other.genres.count(where: genres.contains)
      guard shared > 0, passes(other) else { return nil }
      let main = other.genres.first == title.genres.first ? 1 : 0
      return (other, shared + main + (other.category == title.category ? 1 : 0))
    }
    let best = found.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      return order.comesFirst(left.title, right.title)
    }
    return best.prefix(count).map(\.title)
  }
}
