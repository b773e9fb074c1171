import PickModel

/// Everything a page of shelves is made of: the catalogue, and each read as it came or failed.
struct PageInputs: Sendable {
  let catalog: CatalogSnapshot
  /// The instant the page speaks of.
  let instant: Instant
  let choices: Result<Choices, StoreError>
  let history: Result<ViewingHistory, StoreError>
  let popularity: Popularity
  /// What a trained model says of the viewer; `nil` without one.
  let taste: (any PersonalTaste)?
}
