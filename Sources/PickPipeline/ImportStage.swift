import PickCore
package import PickImport
package import PickModel
import PickRecommender
import PickStore
import PickTraining

extension Pipeline {
  /// The stages of a model that is made of imported counts: what was watched has been counted
  /// elsewhere, and the rest is as for every month.
  package static let importStages: [Stage] = [.train, .evaluate, .gate, .publish]

  /// The month whose model imported counts make: the one their last instant is in.
  package static func month(of counts: CountsFolder) -> Month {
    Month(containing: Instant(millisecondsSince1970: counts.manifest.asOf - 1))
  }

  /// Makes a model of imported counts, which are verified first; it does not serve yet.
  func importWork(_ month: Month, _ counts: CountsFolder, run: String) async throws -> StageWork {
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
          manifest: model, isImported: true))
    }
  }

  /// The ratings of counts that were verified before, as a data set whose titles are described.
  func ratings(of counts: CountsFolder) async throws -> Dataset {
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
