import PickCore
package import PickImport
package import PickModel
package import PickPipeline
package import PickRecommender
import PickStore
import PickTraining

/// Counts of another machine, which a model is made of instead of what the database holds.
///
/// Their stages stand beside those of the month, and their results beside the month's results.
package struct ImportedCounts: ModelSource {
  package let counts: CountsFolder

  package var mark: String? { ModelHistory.importMark }

  /// What was watched has been counted elsewhere, and the rest is as for every month.
  package static let stages: [Stage] = [.train, .evaluate, .gate, .publish]

  /// A source of one folder.
  package init(_ counts: CountsFolder) { self.counts = counts }

  /// The month whose model they make: the one their last instant is in.
  package var month: Month {
    Month(containing: Instant(millisecondsSince1970: counts.manifest.asOf - 1))
  }

  package func ownStages(of month: Month, run: String, in pipeline: Pipeline) -> OwnStages {
    { stage in
      guard stage == .train else { return nil }
      return try await pipeline.importWork(month, counts, run: run)
    }
  }

  /// What is judged is what was imported.
  package func ratings(in pipeline: Pipeline) async throws -> Dataset? {
    try await pipeline.ratings(of: counts)
  }

  /// What was imported is no part of the month's report before it serves.
  package func publicise(
    _ stage: Stage, of month: Month, in pipeline: Pipeline
  ) async throws -> [String] {
    guard stage == .publish else { return [] }
    let name = "\(pipeline.work)/\(month)"
    return try await pipeline.addModels(
      toReportIn: MonthResults(path: name, database: pipeline.models.database),
      metrics: pipeline.results(of: month).metrics, language: .korean)
  }
}

extension Pipeline {
  /// Makes a model of imported counts, which are verified first; it does not serve yet.
  fileprivate func importWork(
    _ month: Month, _ counts: CountsFolder, run: String
  ) async throws -> StageWork {
    let manifest = counts.manifest
    let source = ModelHistory.MonthFiles(
      month: month, checksum: try Checksum.of(PipelineJSON.encode(manifest)),
      files: manifest.files.map {
        MonthManifest.File(name: $0.name, rows: $0.rows, sha256: $0.sha256)
      })
    let end = Instant(millisecondsSince1970: manifest.asOf)
    let facts = try await stores.watchingFacts(from: nil, before: end)
    let input = Checksum.of([
      source.checksum, "\(facts.events)",
      String(decoding: try PipelineJSON.encode(options.recipe), as: UTF8.self), "\(options.seed)",
      Release.version,
    ])
    let directory = results(of: month).challengers
    return StageWork(
      input: input,
      stands: { sha256 in
        guard let id = directory.names().first ?? nil else { return false }
        return (try? directory.verify(id))?.sha256 == sha256
      }
    ) { [self] progress in
      progress("Verifying the counts", 0)
      let (viewers, titles) = try await known()
      let limits = ResourceLimits(seconds: options.trainSeconds, bytes: options.trainBytes)
      let model = try await limits.hold { [options] in
        let data = try explained {
          try counts.verified(
            viewers: viewers, titles: titles, bytes: options.trainBytes,
            sequence: ModelRecipe().blend.sequence
          ) { progress("Verifying the counts", $0 * 0.3) }
        }
        let train = TrainModel(
          catalog: stores, watches: stores, directory: directory, recipe: options.recipe)
        return try await train(
          on: data, events: manifest.events ?? data.interactions.nonzeroCount,
          choosesOnEvents: facts.events > 0 && manifest.events == facts.events, now: end,
          seed: options.seed
        ) { progress($0.phase.name, 0.3 + 0.7 * $0.fraction) }
      }
      return try await trained(
        model, run: run,
        ModelHistory(
          month: month, files: [source], events: model.counts.events, watchedSeconds: 0,
          manifest: model, mark: ModelHistory.importMark))
    }
  }

  /// The ratings of counts that were verified before, as a data set whose titles are described.
  fileprivate func ratings(of counts: CountsFolder) async throws -> Dataset {
    let (viewers, titles) = try await known()
    let ratings = try explained {
      try counts.ratings(viewers: viewers, titles: titles, bytes: options.trainBytes)
    }
    return try await LoadWatching(catalog: stores, watches: stores).described(ratings)
  }

  /// The viewers and titles of the database.
  private func known() async throws -> (viewers: Set<Int64>, titles: Vocabulary<Int64>) {
    let viewers = try await stores.accountNumbers().keys.map(\.rawValue)
    let titles = try await stores.titles().map(\.id.rawValue)
    return (Set(viewers), Vocabulary(titles))
  }

  private func explained<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as CountsError {
      throw PipelineError(error)
    }
  }
}

extension PipelineError {
  /// Counts that are refused.
  package init(_ error: CountsError) {
    switch error.reason {
    case .missing: self = .missing(error.text)
    case .tooLarge: self = .overLimit(error.text)
    case .unreadable, .badManifest, .wrongChecksum, .emptyFile, .wrongHeader, .fieldCount,
      .longLine,
      .moreRows, .otherRows, .notWhole, .notNumber, .outOfRange, .unknownViewer, .unknownTitle,
      .unordered, .contradiction:
      self = .badData(error.text)
    }
  }
}
