import PickModel

/// Everything a page of shelves is made of: what all viewers share, and each read as it came or failed.
struct PageInputs: Sendable {
  let ground: PageGround
  /// The instant the page speaks of.
  let instant: Instant
  let choices: Result<Choices, StoreError>
  let history: Result<ViewingHistory, StoreError>
  /// What a trained model says of the viewer; `nil` without one.
  let taste: (any PersonalTaste)?
  /// When a part is begun and finished.
  var watching = WatchingRule.standard
}
