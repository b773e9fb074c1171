import PickCommand
import PickModel
import PickSearch
import PickStore

/// Finds titles as the viewer's search does, and where that finds nothing those whose names are a few
/// slips away.
struct FindTitles {
  /// Matching titles, the best first.
  struct Found {
    /// How many match, listed or not.
    let total: Int
    let titles: [Title]
    /// Whether no name has the text, and these are only near.
    let areNear: Bool
  }

  private let catalog: any CatalogStore

  init(_ catalog: any CatalogStore) { self.catalog = catalog }

  /// The best matches of a text.
  func callAsFunction(_ text: String, limit: Int) async throws(StoreError) -> Found {
    let titles = try await catalog.titles()
    let index = SearchIndex.build(from: titles, texts: try await catalog.titleTexts())
    let matches = index.search(text, limit: limit)
    let byID = Dictionary(titles.map { ($0.id, $0) }) { first, _ in first }
    guard matches.total == 0 else {
      return Found(
        total: matches.total, titles: matches.titles.compactMap { byID[$0] }, areNear: false)
    }
    let slipped = NearTitles(titles).near(text, limit: limit)
    guard slipped.isEmpty else {
      return Found(
        total: slipped.count, titles: slipped.compactMap { byID[$0] }, areNear: true)
    }
    let names = titles.flatMap { title in
      [title.name.original, title.name.english].compactMap { $0 }.map { ($0, title.id) }
    }
    let byName = Dictionary(names) { first, _ in first }
    let near = NearNames(names.map(\.0)).near(text).compactMap { byName[$0] }
    var seen: Set<Title.ID> = []
    let found = near.filter { seen.insert($0).inserted }.compactMap { byID[$0] }
    return Found(total: found.count, titles: Array(found.prefix(limit)), areNear: true)
  }
}
