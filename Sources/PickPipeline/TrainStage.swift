import Foundation
import Glibc
package import PickCore
package import PickModel
import PickRecommender
import PickStore
import PickSystem
package import PickTraining

extension Pipeline {
  /// Trains a model on everything before the end of the month; it does not serve yet.
  func trainWork(_ month: Month, run: String) async throws -> StageWork {
    let facts = try await watched(by: month)
    // What resembles can be learned of a catalogue alone.
    guard facts.events > 0 || options.passesUnmeasured else {
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
    let end = source.end(of: month)
    return StageWork(
      input: input,
      stands: { sha256 in
        guard let id = directory.names().first ?? nil else { return false }
        return (try? directory.verify(id))?.sha256 == sha256
      }
    ) { [self] progress in
      try await checkKept(month)
      let files = try await source.files(behind: month, in: self)
      let train = TrainModel(
        catalog: stores, watches: stores, directory: directory, recipe: recipe)
      let limits = ResourceLimits(seconds: options.trainSeconds, bytes: options.trainBytes)
      let manifest: ModelManifest
      do {
        manifest = try await limits.hold { [options] in
          try await train(now: end, seed: options.seed) { step in
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
          manifest: manifest, mark: source.mark))
    }
  }

  /// Writes into the ledger where a model that was trained came from.
  package func trained(
    _ manifest: ModelManifest, run: String, _ history: ModelHistory
  ) async throws -> StageResult {
    guard let id = manifest.id else { throw ModelError.badManifest }
    // What is known of a model that serves or served stays when it is made again from the same data.
    let known = try await stores.modelRecords().first { $0.id == id.description }
    if known?.promotedAt == nil {
      try await stores.record(
        ModelRecord(
          id: id.description, month: history.isOfMachine == true ? nil : history.month, run: run,
          state: .challenger,
          madeAt: clock.now(),
          history: String(decoding: try PipelineJSON.encode(history), as: UTF8.self)))
    }
    return StageResult(
      output: manifest.sha256,
      sentence: "model \(id) of \(manifest.counts.events) events, "
        + "\(manifest.counts.viewers) viewers, \(manifest.counts.titles) titles",
      details: "{\"model\":\"\(id)\"}")
  }
}

/// Where a model comes from, down to the files.
package struct ModelHistory: Codable, Equatable, Sendable {
  /// One file.
  package struct File: Codable, Equatable, Sendable {
    package let name: String
    /// Rows below the header, good or bad.
    package let rows: Int
    /// 64 lower-case hexadecimal digits.
    package let sha256: String

    /// A file by what is known of it.
    package init(name: String, rows: Int, sha256: String) {
      self.name = name
      self.rows = rows
      self.sha256 = sha256
    }

    private enum CodingKeys: String, CodingKey {
      case name = "file"
      case rows, sha256
    }
  }

  /// The files of one month.
  package struct MonthFiles: Codable, Equatable, Sendable {
    package let month: Month
    /// The checksum of the month's manifest.
    package let checksum: String
    /// Empty where the manifest has been replaced since.
    package let files: [File]

    package init(month: Month, checksum: String, files: [File]) {
      self.month = month
      self.checksum = checksum
      self.files = files
    }
  }

  package let month: Month
  package let files: [MonthFiles]
  /// Whether it was made of imported counts, whose files are `files` then; `nil` for no.
  package let isImported: Bool?
  /// Whether a viewer's program trained it by itself in that month; `nil` for no.
  package let isOfMachine: Bool?
  /// Events before the month's end, those of the viewer's own program among them.
  package let events: Int
  package let watchedSeconds: Int64
  package let manifest: ModelManifest
  /// The figures it was measured with; `nil` before.
  package var metrics: PipelineMetrics?
  /// Why it was let serve, or was not.
  package var verdict: GateVerdict?

  /// The history of a model that was just trained; `mark` is that of its source.
  package init(
    month: Month, files: [MonthFiles], events: Int, watchedSeconds: Int64,
    manifest: ModelManifest, mark: String?
  ) {
    self.month = month
    self.files = files
    self.events = events
    self.watchedSeconds = watchedSeconds
    self.manifest = manifest
    isImported = mark == Self.importMark ? true : nil
    isOfMachine = mark == Self.machineMark ? true : nil
  }

  /// The mark of models that are made of imported counts.
  package static let importMark = "import"
  /// The mark of models that a viewer's program makes by itself.
  package static let machineMark = "machine"

  private enum CodingKeys: String, CodingKey {
    case month, files, events, watchedSeconds, manifest, metrics, verdict
    case isImported = "imported"
    case isOfMachine = "machine"
  }
}

extension TrainProgress.Phase {
  /// What is done, for people.
  package var name: String {
    switch self {
    case .readingCatalog: "Reading the catalogue"
    case .readingEvents: "Reading what was watched"
    case .learning: "Learning"
    case .publishing: "Writing the model"
    }
  }
}

/// The most time and memory some work may take.
package struct ResourceLimits: Sendable {
  /// Seconds, > 0.
  private let seconds: Double
  /// Resident bytes of the process, > 0.
  private let bytes: Int64

  package init(seconds: Double, bytes: Int64) {
    self.seconds = seconds
    self.bytes = bytes
  }

  /// Does `work`, and cancels it where it goes over a limit.
  ///
  /// - Throws: `PipelineError.overLimit`, or what `work` throws.
  package func hold<Result: Sendable>(
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
