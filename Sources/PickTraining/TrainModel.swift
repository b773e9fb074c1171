public import PickCore
public import PickModel
public import PickRecommender
public import PickStore

/// Trains a model on everything that was watched and makes it the one that serves.
///
///     let trainer = TrainModel(catalog: store, watches: store, directory: models)
///     let manifest = try await trainer(now: clock.now()) { print($0.fraction) }
///
/// Takes memory and minutes: `pick` runs it in a process of its own. Opened detail pages are part
/// of a live profile only (docs/decisions/pruned-ease.md).
public struct TrainModel: Sendable {
  /// Settings are chosen on so many events at most, those of whole viewers: memory and time stay
  /// bounded.
  private static let sampledEvents = 500_000

  private let catalog: any CatalogStore
  private let watches: any WatchStore
  private let directory: ModelDirectory
  private let recipe: ModelRecipe

  /// A trainer for one database.
  public init(
    catalog: any CatalogStore, watches: any WatchStore, directory: ModelDirectory,
    recipe: ModelRecipe = ModelRecipe()
  ) {
    self.catalog = catalog
    self.watches = watches
    self.directory = directory
    self.recipe = recipe
  }

  /// Trains and publishes; cancelling the task stops it, and the model before goes on serving.
  ///
  /// - Parameters:
  ///   - now: events that began before this instant are seen.
  ///   - seed: where randomness comes from; equal data, recipe and seed give an equal model.
  ///   - progress: called now and then, from whichever thread works.
  /// - Returns: what is known of the new model.
  /// - Throws: why there is none.
  @discardableResult
  public func callAsFunction(
    now: Instant, seed: UInt64 = 1,
    progress: @escaping @Sendable (TrainProgress) -> Void = { _ in }
  ) async throws(TrainError) -> ModelManifest {
    // Before the minutes of work whose result it is to hold.
    try Self.translating { try directory.prepare() }
    let sampled = recipe.weeks > 0 ? Self.sampledEvents : 0
    let watching = try await load(.title, before: now, sampling: sampled) { step in
      progress(TrainProgress(step == .catalog ? .readingCatalog : .readingEvents, 0))
    }
    return try publish(
      watching.dataset, choosingOn: watching.sample, events: watching.eventCount, now: now,
      seed: seed, progress: progress)
  }

  /// Trains on ratings that were counted elsewhere, and publishes; the same ratings give the same
  /// model as training here does, if its settings are chosen on the same events.
  ///
  /// - Parameters:
  ///   - counted: the ratings, whose columns are the titles of the catalogue.
  ///   - events: how many events they were counted of.
  ///   - choosesOnEvents: whether settings are chosen on the events of the database; else on the
  ///     ratings, each of which is then one event.
  ///   - now: the instant the ratings' ages were counted from.
  ///   - seed: where randomness comes from.
  ///   - progress: called now and then, from whichever thread works.
  /// - Returns: what is known of the new model.
  /// - Throws: why there is none; `.data` where the catalogue has changed since.
  @discardableResult
  public func callAsFunction(
    on counted: Dataset, events: Int, choosesOnEvents: Bool, now: Instant, seed: UInt64 = 1,
    progress: @escaping @Sendable (TrainProgress) -> Void = { _ in }
  ) async throws(TrainError) -> ModelManifest {
    try Self.translating { try directory.prepare() }
    progress(TrainProgress(.readingCatalog, 0))
    let data = try await load.described(counted)
    progress(TrainProgress(.readingEvents, 0))
    var sample: InteractionLog?
    if recipe.weeks > 0 {
      if choosesOnEvents {
        sample = try await load.sample(Self.sampledEvents, before: now)
      } else {
        sample = InteractionLog(data, sampling: Self.sampledEvents)
      }
    }
    return try publish(
      data, choosingOn: sample, events: events, now: now, seed: seed, progress: progress)
  }

  private var load: LoadWatching {
    LoadWatching(catalog: catalog, watches: watches, formula: recipe.rating)
  }

  private func publish(
    _ data: Dataset, choosingOn sample: InteractionLog?, events: Int, now: Instant, seed: UInt64,
    progress: @escaping @Sendable (TrainProgress) -> Void
  ) throws(TrainError) -> ModelManifest {
    var context = FitContext(
      seed: seed, progress: { progress(TrainProgress(.learning, $0)) },
      isCancelled: { Task.isCancelled })
    // As where models are evaluated: one slip of a date must not be the last week.
    if let sample { context = context.learning(from: sample.withoutFarRows().log) }
    let (model, choice) = try Self.translating { [context] in
      try TrainedModel.fitted(recipe, to: data, context: context)
    }
    progress(TrainProgress(.publishing, 0))
    let file = model.encoded()
    let manifest = ModelManifest(
      file: file, recipe: recipe, seed: seed, trainedAt: now,
      dataFingerprint: Fingerprint.sha256(data), counts: .init(data, events: events),
      choice: choice)
    try Self.translating { try directory.publish(file, manifest) }
    progress(TrainProgress(.publishing, 1))
    return manifest
  }

  private static func translating<Result>(_ work: () throws -> Result) throws(TrainError) -> Result
  {
    do { return try work() } catch { throw TrainError(error) }
  }
}

extension TrainError {
  /// Sorts an error of a layer below; there are no others than these.
  init(_ error: any Error) {
    switch error {
    case FitError.cancelled, is CancellationError: self = .cancelled
    case let error as TrainError: self = error
    case let error as StoreError: self = .store(error)
    case let error as DatasetError: self = .data(error)
    case let error as FitError: self = .fit(error)
    case let error as ModelError: self = .model(error)
    default: self = .store(.unexpected(reason: String(describing: type(of: error))))
    }
  }
}

extension ModelManifest.Counts {
  /// Counts what went into a data set.
  init(_ data: Dataset, events: Int) {
    self.init(
      titles: data.items.count, watchedTitles: Set(data.interactions.columns).count,
      viewers: data.users.count, interactions: data.interactions.nonzeroCount, events: events)
  }
}

/// The progress of a training run.
public struct TrainProgress: Equatable, Sendable {
  /// The step that is running.
  public enum Phase: String, CaseIterable, Sendable {
    /// Titles, assets and texts are read.
    case readingCatalog
    /// Events are read and rated.
    case readingEvents
    /// The matrices are learned.
    case learning
    /// The model is written, checked and switched to.
    case publishing

    /// The share of the whole that is done when this begins; the fit dominates.
    var start: Double {
      switch self {
      case .readingCatalog: 0
      case .readingEvents: 0.05
      case .learning: 0.3
      case .publishing: 0.95
      }
    }

    var end: Double {
      switch self {
      case .readingCatalog: 0.05
      case .readingEvents: 0.3
      case .learning: 0.95
      case .publishing: 1
      }
    }
  }

  /// The step that is running.
  public let phase: Phase
  /// The share of the whole that is done, in [0, 1]; never falls.
  public let fraction: Double

  /// Progress within a phase.
  init(_ phase: Phase, _ share: Double) {
    self.phase = phase
    fraction = phase.start + (phase.end - phase.start) * min(1, max(0, share))
  }
}

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
  /// The task was cancelled.
  case cancelled
}
