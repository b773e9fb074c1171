import PickModel
import PickRecommender

/// What training needs of the catalogue: who the titles are, where assets stand, what is said of
/// them.
struct CatalogContents: Sendable {
  /// How many titles' assets are asked for at once.
  private static let batchSize = 1000

  let titles: Vocabulary<Int64>
  let assets: [Asset]
  /// One for each title, by its position.
  let documents: [ContentDocument]
  /// The genres of each title.
  let genres: [Title.ID: [String]]

  init(_ catalog: any CatalogStore) async throws(TrainError) {
    do throws(StoreError) {
      let titles = try await catalog.titles().sorted { $0.id < $1.id }
      let texts = Dictionary(
        try await catalog.titleTexts().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      self.titles = Vocabulary(titles.map(\.id.rawValue))
      assets = try await Self.assets(of: titles.map(\.id), in: catalog)
      documents = titles.map { ContentDocument($0, texts[$0.id]) }
      genres = Dictionary(
        titles.map { ($0.id, $0.genres.map(\.id)) }, uniquingKeysWith: { first, _ in first })
    } catch {
      throw .store(error)
    }
    guard titles.count > 0 else { throw .emptyCatalog }
  }

  private static func assets(
    of titles: [Title.ID], in catalog: any CatalogStore
  ) async throws(StoreError) -> [Asset] {
    var assets: [Asset] = []
    for start in stride(from: 0, to: titles.count, by: batchSize) {
      let batch = Array(titles[start..<min(start + batchSize, titles.count)])
      assets += try await catalog.assets(of: batch)
    }
    return assets
  }
}

extension ContentDocument {
  /// A title's genres, page, cast and words, in the catalogue's own language.
  init(_ title: Title, _ text: TitleText?) {
    // A page is a kind too, told apart from a genre of the same name.
    let page = title.category.map { ["page:\($0.rawValue)"] } ?? []
    self.init(
      genres: title.genres.map(\.id) + page, cast: text?.cast ?? [],
      text: [title.name.original] + (text.map { [$0.synopsis.original] } ?? []))
  }
}
