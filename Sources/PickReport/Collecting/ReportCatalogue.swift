import PickModel
import PickStore

/// The catalogue as figures are counted on it: titles and assets by place.
struct ReportCatalogue: Sendable {
  /// What is counted by of one asset.
  struct AssetFacts: Sendable {
    /// The place of its title.
    let title: Int
    /// Its running time in seconds; `nil` when unknown.
    let runningSeconds: Int?
    /// Its place among the numbered parts of its series, from 0; `nil` for anything else.
    let part: Int?
  }

  /// Titles whose assets are read at once.
  private static let batchSize = 1000

  /// All titles, by ascending identifier.
  let titles: [Title]
  /// All assets, title by title.
  let assets: [AssetFacts]
  /// The parts of each title's series in watching order, as places in `assets`; empty where there
  /// are fewer than two.
  let parts: [[Int]]
  private let places: [Asset.ID: Int]
  private let titlePlaces: [Title.ID: Int]

  /// Reads titles and assets.
  init(_ catalog: any CatalogStore) async throws(StoreError) {
    let titles = try await catalog.titles().sorted { $0.id < $1.id }
    var assets: [Asset] = []
    for start in stride(from: 0, to: titles.count, by: Self.batchSize) {
      let batch = titles[start..<min(start + Self.batchSize, titles.count)].map(\.id)
      assets += try await catalog.assets(of: batch)
    }
    self.init(titles: titles, assets: assets)
  }

  /// Puts titles and assets in their places; assets of unknown titles are left out.
  init(titles: [Title], assets: [Asset]) {
    let titlePlaces = Dictionary(
      titles.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let ofTitle = Dictionary(grouping: assets, by: \.title)
    var facts: [AssetFacts] = []
    var places: [Asset.ID: Int] = [:]
    var parts = [[Int]](repeating: [], count: titles.count)
    for (place, title) in titles.enumerated() {
      let own = ofTitle[title.id] ?? []
      let sorted = TitleParts(own)
      let isSeries = sorted.isSerial && sorted.main.count > 1
      for (part, asset) in sorted.main.enumerated() where places[asset.id] == nil {
        places[asset.id] = facts.count
        if isSeries { parts[place].append(facts.count) }
        facts.append(
          AssetFacts(
            title: place, runningSeconds: asset.runningSeconds, part: isSeries ? part : nil))
      }
      for asset in sorted.extras where places[asset.id] == nil {
        places[asset.id] = facts.count
        facts.append(
          AssetFacts(title: place, runningSeconds: asset.runningSeconds, part: nil))
      }
    }
    self.titles = titles
    self.assets = facts
    self.parts = parts
    self.places = places
    self.titlePlaces = titlePlaces
  }

  /// The place of an asset; `nil` when the catalogue does not have it.
  func place(of asset: Asset.ID) -> Int? { places[asset] }

  /// The place of a title; `nil` when the catalogue does not have it.
  func place(of title: Title.ID) -> Int? { titlePlaces[title] }

  /// The place of a title's page: that of the header, and one more for no page.
  func category(ofTitle place: Int) -> Int {
    titles[place].category.flatMap(Category.allCases.firstIndex) ?? Category.allCases.count
  }

  /// The number of places `category(ofTitle:)` has.
  static let categoryCount = Category.allCases.count + 1

  /// The name of a page's place in figures.
  static func categoryName(_ place: Int) -> String? {
    place < Category.allCases.count ? Category.allCases[place].rawValue : nil
  }
}
