import PickModel
import PickSearch
import Synchronization

/// The orders titles are listed in, and the genres they are filtered by: made when first asked for,
/// and kept while the catalogue stays as it is.
final class CatalogOrders: Sendable {
  private struct State {
    var version = Int64.min
    var newest: [Int32]?
    var names: [Language: NameOrder] = [:]
    var genres: [Category?: [Genre]] = [:]
  }

  private let state = Mutex(State())

  /// All places, the latest year first.
  func newestFirst(_ catalog: CatalogSnapshot) -> [Int32] {
    kept(of: catalog, \.newest) { TitleListing.newestFirst(catalog.titles) }
  }

  /// The order of names in a language.
  func names(_ catalog: CatalogSnapshot, in language: Language) -> NameOrder {
    kept(of: catalog, \.names[language]) { NameOrder(catalog.titles, in: language) }
  }

  /// The genres of a category, or of all titles.
  func genres(_ catalog: CatalogSnapshot, in category: Category?) -> [Genre] {
    kept(of: catalog, \.genres[category]) {
      TitleListing.genres(of: catalog.titles, in: category)
    }
  }

  /// Two callers may make the same value at once; sorting inside the lock would hold all others.
  private func kept<Value: Sendable>(
    of catalog: CatalogSnapshot, _ path: WritableKeyPath<State, Value?>,
    make: () -> Value
  ) -> Value {
    let known = state.withLock { $0.version == catalog.version ? $0[keyPath: path] : nil }
    if let known { return known }
    let value = make()
    state.withLock { state in
      if state.version < catalog.version { state = State(version: catalog.version) }
      if state.version == catalog.version { state[keyPath: path] = value }
    }
    return value
  }
}
