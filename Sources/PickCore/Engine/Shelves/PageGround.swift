import PickModel

/// What the pages of all viewers have in common for a while: the catalogue, the popularity of its
/// titles, and what follows from the two alone.
struct PageGround: Sendable {
  let catalog: CatalogSnapshot
  let popularity: Popularity
  /// Places in the catalogue: popular titles, heaviest first, then all others, the newest first.
  let popularFirst: [Int32]
  /// What popularity adds to the scores of titles.
  let presentPopularity: PresentPopularity
  /// Genres, those everybody watches first.
  let genres: [Genre]

  init(_ catalog: CatalogSnapshot, _ popularity: Popularity) {
    self.catalog = catalog
    self.popularity = popularity
    let list = (try? popularity.overall.get()) ?? []
    popularFirst = Self.popularFirst(catalog, list)
    presentPopularity = PresentPopularity(popularity)
    genres = GenreInterest.sorted(Self.genreWeights(catalog, list))
  }

  private static func popularFirst(
    _ catalog: CatalogSnapshot, _ list: [PopularTitle]
  ) -> [Int32] {
    let popular = list.compactMap { catalog.position(of: $0.title).map(Int32.init) }
    var isPopular = [Bool](repeating: false, count: catalog.titles.count)
    for place in popular { isPopular[Int(place)] = true }
    return popular + catalog.newestFirst.filter { !isPopular[Int($0)] }
  }

  /// By the popularity of the first titles; by their number where nothing was ever watched.
  private static func genreWeights(
    _ catalog: CatalogSnapshot, _ list: [PopularTitle]
  ) -> [Genre: Double] {
    var weights: [Genre: Double] = [:]
    let top = list.first?.weight ?? 1
    for popular in list {
      guard let title = catalog[popular.title] else { continue }
      GenreInterest.add(title, popular.weight / top, to: &weights)
    }
    guard weights.isEmpty else { return weights }
    for title in catalog.titles { GenreInterest.add(title, 1, to: &weights) }
    return weights
  }
}
