import PickModel
import PickStore

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

  /// Titles among the first `count` whose first part still has to be found.
  func unresolved(among count: Int = .max) -> [Title.ID] {
    ((try? placements.get()) ?? []).prefix(count).filter { $0.playable == nil }.map(\.title.id)
  }

  /// The shelf, once the first parts of its titles are known.
  ///
  /// A shelf that needed them and did not get them fails: a card that says "nothing to play" would
  /// be a lie.
  func result(firstAssets: Result<[Title.ID: Asset], StoreError>) -> ShelfResult {
    guard case .success(let placements) = placements else { return .failed(kind) }
    if case .failure = firstAssets, !unresolved().isEmpty { return .failed(kind) }
    let assets = (try? firstAssets.get()) ?? [:]
    return .loaded(Shelf(kind: kind, cards: placements.map { $0.card(firstAssets: assets) }))
  }
}

/// A title's place on a shelf that is being made: a card but for what Space plays.
struct Placement: Equatable, Sendable {
  let title: Title
  let reason: Reason
  /// What Space plays where the viewer's history decides; otherwise the first part, found later.
  var playable: Card.Playable?
  /// Whether the viewer hid the title.
  var isHidden: Bool

  init(
    _ title: Title, _ reason: Reason, playable: Card.Playable? = nil, isHidden: Bool = false
  ) {
    self.title = title
    self.reason = reason
    self.playable = playable
    self.isHidden = isHidden
  }

  /// The card, with the title's first part where history does not decide.
  func card(firstAssets: [Title.ID: Asset]) -> Card {
    let first = firstAssets[title.id].map {
      Card.Playable(asset: $0.id, episode: $0.episode, progress: nil)
    }
    return Card(title, playable: playable ?? first, isHidden: isHidden, reason: reason)
  }
}
