import PickModel

/// A title's place on a shelf that is being made: a card but for what Space plays.
struct Placement: Equatable, Sendable {
  let title: Title
  let reason: Reason
  /// What Space plays where the viewer's history decides; otherwise the first part, found later.
  var playable: Card.Playable?

  init(_ title: Title, _ reason: Reason, playable: Card.Playable? = nil) {
    self.title = title
    self.reason = reason
    self.playable = playable
  }

  /// The card, with the title's first part where history does not decide.
  func card(firstAssets: [Title.ID: Asset]) -> Card {
    let first = firstAssets[title.id].map {
      Card.Playable(asset: $0.id, episode: $0.episode, progress: nil)
    }
    return Card(title, playable: playable ?? first, reason: reason)
  }
}
