package import PickCore
import PickModel
package import PickStore
package import PickSystem

/// Trains a model where no operator does, and lets it serve by the same gate and ledger as a month's.
///
///     let training = MachineTraining(stores: database, models: models)
///     if try await training.isDue() { try await training.run() }
///
/// Its stages are in the ledger as "machine train" and so on, in the month they ran in and under the
/// lock of that month; results are in `machine/` among the models. Nothing here replaces a model of
/// an operator.
package struct MachineTraining: Sendable {
  /// The stages: there are no files, and there is no report.
  package static let stages: [Stage] = [.train, .evaluate, .gate, .publish]

  /// After a refusal, or a failure that was dear, nothing is tried for so long, in seconds: a day.
  private static let pauseSeconds: Int64 = 86_400
  /// A stage that failed after so many seconds was dear.
  private static let dearSeconds = 60.0

  private let stores: any Stores
  private let models: ModelDirectory
  private let clock: any WallClock
  /// What is trained and measured, and the limits.
  package var options: Pipeline.Options
  /// Whether settings are chosen on the last weeks where a model of the fixed ones was refused.
  ///
  /// The fixed ones are at hand at once; in some worlds popularity alone does better than they do.
  package var choosesWhereRefused = true

  /// The training of one database.
  package init(
    stores: any Stores, models: ModelDirectory, clock: any WallClock = SystemWallClock()
  ) {
    self.stores = stores
    self.models = models
    self.clock = clock
    options = Pipeline.Options()
    options.recipe = .fixed
    options.trainSeconds = 900
    options.trainBytes = 2 << 30
    options.measuredEvents = 100_000
    options.weeks = 2
    options.measuresParts = false
    options.passesUnmeasured = true
  }

  /// Whether a model should be trained now: none can serve, or the one that does was trained here in
  /// a month that is over, and something was watched since.
  ///
  /// - Parameter known: the model that serves, where a program has it open: looking through its file a
  ///   second time would take as long as making home.
  /// - Returns: `true` where training should begin; `false` for as long as a refusal makes it pause.
  /// - Throws: `StoreError` where the records of models cannot be read.
  package func isDue(serving known: TrainedModel.ID? = nil) async throws -> Bool {
    let now = clock.now()
    if let serving = known ?? models.openCurrent().model?.id {
      let record = try await Self.record(of: serving, in: stores)
      guard let record, record.isOfMachine,
        Month(containing: record.promotedAt ?? record.madeAt) < Month(containing: now),
        let manifest = try? models.manifest(of: serving),
        let last = try await stores.watchingFacts(before: now).last, last >= manifest.trainedAt
      else { return false }
    }
    return try await !hasToPause(since: now.advanced(bySeconds: -Self.pauseSeconds), until: now)
  }

  /// Trains, measures, judges and publishes; goes on where a run before was killed, if nothing was
  /// watched since.
  ///
  /// - Throws: `PipelineError`, and what training and the database throw; what served goes on serving.
  package func run(
    _ stages: [Stage] = Self.stages, finished: (StageOutcome) -> Void = { _ in }
  ) async throws {
    do { try await run(stages, options, finished) } catch PipelineError.rejected(let sentence) {
      guard choosesWhereRefused, options.recipe.weeks == 0 else {
        throw PipelineError.rejected(sentence)
      }
      var choosing = options
      choosing.recipe.weeks = ModelRecipe().weeks
      try await run(stages, choosing, finished)
    }
  }

  private func run(
    _ stages: [Stage], _ options: Pipeline.Options, _ finished: (StageOutcome) -> Void
  ) async throws {
    let now = clock.now()
    let last = try await stores.watchingFacts(before: now).last
    let pipeline = Pipeline(
      stores: stores, models: models,
      source: WatchedHere(end: last?.advanced(byMilliseconds: 1) ?? now), work: models.path,
      clock: clock, options: options)
    try await PipelineRun(pipeline, Month(containing: now)).run(stages, finished: finished)
  }

  /// Whether the last model was refused in a span, or making it failed after minutes of work.
  ///
  /// A clock that was set back must not make the pause longer.
  private func hasToPause(since start: Instant, until now: Instant) async throws -> Bool {
    let records = try await stores.stageRecords(of: nil).filter {
      $0.stage.hasPrefix(ModelHistory.machineMark + " ")
    }
    guard let last = records.map(\.startedAt).max() else { return false }
    return records.contains { record in
      // One that was begun behind a refusal, with chosen settings, and was killed, may go on.
      guard let endedAt = record.endedAt, endedAt > start, endedAt <= now, endedAt >= last else {
        return false
      }
      switch record.state {
      case .rejected: return true
      case .failed: return endedAt.seconds(since: record.startedAt) >= Self.dearSeconds
      case .running, .done: return false
      }
    }
  }

  fileprivate static func record(
    of model: TrainedModel.ID, in stores: any Stores
  ) async throws -> ModelRecord? {
    try await stores.modelRecords().first { $0.id == model.description }
  }
}

/// Everything that was watched on this machine.
private struct WatchedHere: ModelSource {
  /// Behind the last event: equal data make an equal model, whenever a run goes on.
  let end: Instant

  var mark: String? { ModelHistory.machineMark }

  func folder(of month: Month) -> String { ModelHistory.machineMark }

  func end(of month: Month) -> Instant { end }

  /// An operator's model may have come while this one was made.
  func reasonToYield(in pipeline: Pipeline) async throws -> String? {
    guard let serving = pipeline.models.openCurrent().model?.id else { return nil }
    let record = try await MachineTraining.record(of: serving, in: pipeline.stores)
    guard record?.isOfMachine != true else { return nil }
    return "Model \(serving) serves, which an operator let serve."
  }
}

extension ModelRecord {
  /// Whether a viewer's program trained it: it is of a run, and of no month.
  fileprivate var isOfMachine: Bool { month == nil && run != nil }
}
