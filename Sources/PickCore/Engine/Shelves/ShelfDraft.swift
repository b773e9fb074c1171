import PickModel

/// A shelf that is being made: its titles, or the read it failed by.
struct ShelfDraft: Equatable, Sendable {
  let kind: Shelf.Kind
  let placements: Result<[Placement], StoreError>

  init(_ kind: Shelf.Kind, _ placements: Result<[Placement], StoreError>) {
    self.kind = kind
    self.placements = placements
  }

  /// Whether it came and has nothing to show.
  var isEmpty: Bool { placements == .success([]) }

  /// Titles whose first part still has to be found.
  var unresolved: [Title.ID] {
    ((try? placements.get()) ?? []).filter { $0.playable == nil }.map(\.title.id)
  }

  /// The shelf, once the first parts of its titles are known.
  ///
  /// A shelf that needed them and did not get them fails: a card that says "nothing to play" would
  /// be a lie.
  func result(firstAssets: Result<[Title.ID: Asset], StoreError>) -> ShelfResult {
    guard case .success(let placements) = placements else { return .failed(kind) }
    if case .failure = firstAssets, !unresolved.isEmpty { return .failed(kind) }
    let assets = (try? firstAssets.get()) ?? [:]
    return .loaded(Shelf(kind: kind, cards: placements.map { $0.card(firstAssets: assets) }))
  }
}
