import PickImport
import PickModel
import PickRecommender
import PickStore
import PickTraining

/// The names of a data set's rows and columns, and the columns that may be recommended.
struct Catalogue: Sendable {
  /// By row: how the source names the user.
  let users: [String]
  /// By column: how the source names the item.
  let items: [String]
  /// By column: further names, ascending; empty unless they were asked for.
  let aliases: [[String]]
  /// By column: whether it may be recommended.
  let isOffered: [Bool]

  /// The names of a file; all of it is on offer.
  init(_ file: RatingsFile) {
    users = (0..<file.users.count).map { file.users.name(at: $0) }
    items = (0..<file.items.count).map { file.items.name(at: $0) }
    aliases = []
    isOffered = Array(repeating: true, count: items.count)
  }

  /// The names of a database; on offer is what may be offered at `instant`.
  ///
  /// Users go by the number of their account, titles as the files that were imported name them,
  /// assets by the first name that named them.
  ///
  /// - Parameters:
  ///   - rows: who the users are.
  ///   - columns: what the items are.
  ///   - store: where the names are.
  ///   - level: what the columns are.
  ///   - instant: when something is to be watched.
  ///   - wantsAliases: whether further names of assets are read.
  /// - Throws: `StoreError`.
  init(
    users rows: Vocabulary<Int64>, items columns: Vocabulary<Int64>,
    of store: any CatalogStore & NameStore, level: DataLevel, at instant: Instant,
    wantsAliases: Bool
  ) async throws {
    let numbers = try await store.accountNumbers()
    users = rows.identifiers.map { numbers[Viewer.ID($0)] ?? String($0) }
    let titles = try await store.titles()
    let offered = Set(titles.lazy.filter { $0.availability.contains(instant) }.map(\.id))
    switch level {
    case .title:
      let names = ImportedNames(titles, keys: try await store.importedKeys())
      let ids = columns.identifiers.map { Title.ID($0) }
      items = ids.map { names.name(of: $0) }
      isOffered = ids.map(offered.contains)
      aliases = []
    case .episode:
      let assets = Dictionary(
        uniqueKeysWithValues: try await store.assets(of: titles.map(\.id)).map { ($0.id, $0) })
      let ids = columns.identifiers.map { Asset.ID($0) }
      items = ids.map { assets[$0]?.name ?? "\($0)" }
      isOffered = ids.map { id in assets[id].map { offered.contains($0.title) } ?? false }
      let others = wantsAliases ? try await store.aliases() : [:]
      aliases = wantsAliases ? ids.map { others[$0] ?? [] } : []
    }
  }
}

/// The names of titles in the files they came from.
private struct ImportedNames {
  private let names: [Title.ID: String]

  init(_ titles: [Title], keys: [Title.ID: String]) {
    names = Dictionary(
      uniqueKeysWithValues: titles.map { title in
        let key = keys[title.id] ?? title.name.original
        // The importer marks a film that shares its name with a series; the file does not.
        return (
          title.id,
          key == title.name.original + ImportedTitle.filmMark ? title.name.original : key
        )
      })
  }

  func name(of title: Title.ID) -> String { names[title] ?? "\(title)" }
}
