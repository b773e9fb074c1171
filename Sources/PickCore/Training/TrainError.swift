public import PickRecommender

/// Why no model was trained.
public enum TrainError: Error, Equatable, Sendable {
  /// There are no titles.
  case emptyCatalog
  /// The store failed.
  case store(StoreError)
  /// The events are not grouped by viewer, or name titles twice.
  case data(DatasetError)
  /// A recipe failed.
  case fit(FitError)
  /// The model could not be published.
  case model(ModelError)
  /// Somebody asked to stop.
  case cancelled
}
