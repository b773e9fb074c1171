import PickModel
import PickSearch
import Synchronization

/// The orders titles are listed in: made when first asked for, and kept while the catalogue stays as it
/// is.
final class CatalogOrders: Sendable {
  private struct State {
    var version = Int64.min
    var newest: [Int32]?
    var names: [Language: NameOrder] = [:]
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
