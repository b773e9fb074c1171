import PickModel

extension AppModel {
  /// Plays what was watched last, from any page, and says what it is.
  mutating func resumeLast() -> [Effect] {
    guard case .signedIn = session, !pages.top.traits.isPlayer else { return [] }
    guard let card = pages.resumable else {
      // Home may be arranged without what is under way: the service knows it.
      let effects = ask(.shelf(.continueWatching))
      resuming = lastRequest
      return effects
    }
    return resume(card)
  }

  /// Plays what is under way once it came.
  mutating func resume(_ outcome: Outcome<Answer>) -> [Effect] {
    resuming = nil
    guard !pages.top.traits.isPlayer else { return [] }
    switch outcome {
    case .success(.shelf(let shelf)):
      guard let card = shelf.cards.first else { return show(.nothingToResume) }
      return resume(card)
    case .success: return []
    case .failure(let error): return show(.failed(error))
    }
  }

  private mutating func resume(_ card: Card) -> [Effect] {
    guard let playable = card.playable else { return show(.nothingToResume) }
    let progress = playable.progress
    let left = playable.runningSeconds.map { max(0, $0.minus(progress?.position ?? 0)) }
    return play(card.id, playable.asset)
      + show(.resuming(card.reference, playable.episode, secondsLeft: left))
  }

  /// What the shown pages know of a part that is to be played; without a server that is all there is.
  func knownCard(of title: Title.ID, playing asset: Asset.ID?) -> Card? {
    let shown = pages.top.cards(in: layout)?.shelves.lazy.flatMap(\.cards).first {
      $0.id == title && $0.playable?.asset == asset
    }
    return shown ?? pages.resumable.flatMap { $0.playable?.asset == asset ? $0 : nil }
  }
}
