import Foundation
import Glibc
package import PickCore
package import PickModel
import PickRecommender
import PickStore
import PickSystem
import PickTraining

extension Pipeline {
  /// Trains a model on everything before the end of the month; it does not serve yet.
  func trainWork(_ month: Month, run: String) async throws -> StageWork {
    if let counts { return try await importWork(month, counts, run: run) }
    let facts = try await watched(by: month)
    guard facts.events > 0 else {
      throw PipelineError.missing(
        "Nothing was watched before the end of \(month). Ingest it first.")
    }
    let recipe = options.recipe
    let input = Checksum.of([
      "\(facts.events)", "\(facts.watchedSeconds)", "\(facts.last?.millisecondsSince1970 ?? 0)",
      String(decoding: try PipelineJSON.encode(recipe), as: UTF8.self), "\(options.seed)",
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
      try await checkKept(month)
      let files = try await filesBehind(month)
      let train = TrainModel(
        catalog: stores, watches: stores, directory: directory, recipe: recipe)
      let limits = ResourceLimits(seconds: options.trainSeconds, bytes: options.trainBytes)
      let manifest: ModelManifest
      do {
        manifest = try await limits.hold { [options] in
          try await train(now: month.end, seed: options.seed) { step in
            progress(step.phase.name, step.fraction)
          }
        }
      } catch {
        throw PipelineError.explaining(error, writing: directory.path)
      }
      return try await trained(
        manifest, run: run,
        ModelHistory(
          month: month, files: files, events: facts.events, watchedSeconds: facts.watchedSeconds,
          manifest: manifest))
    }
  }

  /// Writes into the ledger where a model that was trained came from.
  func trained(
    _ manifest: ModelManifest, run: String, _ history: ModelHistory
  ) async throws -> StageResult {
    guard let id = manifest.id else { throw ModelError.badManifest }
    // What is known of a model that serves or served stays when it is made again from the same data.
    let known = try await stores.modelRecords().first { $0.id == id.description }
    if known?.promotedAt == nil {
      try await stores.record(
        ModelRecord(
          id: id.description, month: history.month, run: run, state: .challenger,
          madeAt: clock.now(),
          history: String(decoding: try PipelineJSON.encode(history), as: UTF8.self)))
    }
    return StageResult(
      output: manifest.sha256,
      sentence: "model \(id) of \(manifest.counts.events) events, "
        + "\(manifest.counts.viewers) viewers, \(manifest.counts.titles) titles",
      details: "{\"model\":\"\(id)\"}")
  }

  /// The files of all months that were ingested up to one, by month.
  private func filesBehind(_ month: Month) async throws -> [ModelHistory.MonthFiles] {
    var files: [Month: ModelHistory.MonthFiles] = [:]
    for record in try await stores.stageRecords(of: nil)
    where record.stage == Stage.ingest.rawValue && record.state == .done && record.month <= month {
      let inbox = MonthInbox(inbox, record.month)
      let manifest = try? inbox.manifest()
      let named = manifest.flatMap { $0 }.flatMap { $0.checksum == record.input ? $0.files : nil }
      files[record.month] = ModelHistory.MonthFiles(
        month: record.month, checksum: record.input, files: named ?? [])
    }
    return files.values.sorted { $0.month < $1.month }
  }
}

/// Where a model comes from, down to the files.
package struct ModelHistory: Codable, Equatable, Sendable {
  /// The files of one month.
  package struct MonthFiles: Codable, Equatable, Sendable {
    package let month: Month
    /// The checksum of the month's manifest.
    package let checksum: String
    /// Empty where the manifest has been replaced since.
    package let files: [MonthManifest.File]
  }

  package let month: Month
  package let files: [MonthFiles]
  /// Whether it was made of imported counts, whose files are `files` then; `nil` for no.
  package let isImported: Bool?
  /// Events before the month's end, those of the viewer's own program among them.
  package let events: Int
  package let watchedSeconds: Int64
  package let manifest: ModelManifest
  /// The figures it was measured with; `nil` before.
  package var metrics: PipelineMetrics?
  /// Why it was let serve, or was not.
  package var verdict: GateVerdict?

  init(
    month: Month, files: [MonthFiles], events: Int, watchedSeconds: Int64,
    manifest: ModelManifest, isImported: Bool? = nil
  ) {
    self.month = month
    self.files = files
    self.events = events
    self.watchedSeconds = watchedSeconds
    self.manifest = manifest
    self.isImported = isImported
  }

  private enum CodingKeys: String, CodingKey {
    case month, files, events, watchedSeconds, manifest, metrics, verdict
    case isImported = "imported"
  }
}

extension TrainProgress.Phase {
  /// What is done, for people.
  var name: String {
    switch self {
    case .readingCatalog: "Reading the catalogue"
    case .readingEvents: "Reading what was watched"
    case .learning: "Learning"
    case .publishing: "Writing the model"
    }
  }
}

/// The most time and memory some work may take.
struct ResourceLimits: Sendable {
  /// Seconds, > 0.
  let seconds: Double
  /// Resident bytes of the process, > 0.
  let bytes: Int64

  /// Does `work`, and cancels it where it goes over a limit.
  ///
  /// - Throws: `PipelineError.overLimit`, or what `work` throws.
  func hold<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await Supervised.run(work) { await watch() }
  }

  /// Looks at the limits five times a second; cancelling also ends the pause.
  private func watch() async -> PipelineError? {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while !Task.isCancelled {
      if clock.now >= end {
        return .overLimit("Training takes longer than \(Int(seconds)) s (--time-limit).")
      }
      if let used = Self.residentBytes, used > bytes {
        return .overLimit(
          "Training takes \(used >> 20) MiB, more than the limit of \(bytes >> 20) MiB "
            + "(--memory-limit).")
      }
      try? await Task.sleep(for: .milliseconds(200))
    }
    return nil
  }

  /// Resident bytes of this process; `nil` where the system does not tell.
  private static var residentBytes: Int64? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int64($0) })
    else { return nil }
    return pages * Int64(sysconf(Int32(_SC_PAGESIZE)))
  }
}
