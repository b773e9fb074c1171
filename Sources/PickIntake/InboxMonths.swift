import Glibc
package import PickModel
package import PickPipeline
import PickStore

/// The months of an inbox, each with its files: what an operator's pipeline makes models of.
package struct InboxMonths: ModelSource {
  /// The folder that holds the months' folders.
  package let inbox: String
  /// The rules a month is held against.
  package var rules = ValidationRules()
  /// The language of the report.
  package var language = Language.korean
  /// Where a month is waited for no longer, in days after its end.
  package var deadlineDays = 10

  package var mark: String? { nil }

  /// The months of a folder; nothing is read yet.
  package init(_ inbox: String) { self.inbox = inbox }

  /// The work of the stages before training.
  ///
  /// Rows that were validated are ingested without being read again, in the same run.
  package func ownStages(of month: Month, run: String, in pipeline: Pipeline) -> OwnStages {
    let reading = ReadMonth()
    return { stage in
      switch stage {
      case .wait: try pipeline.waitWork(month, self)
      case .validate: try await pipeline.validateWork(month, self, reading)
      case .ingest: try await pipeline.ingestWork(month, self, reading)
      case .report: try await pipeline.reportWork(month, language)
      case .train, .evaluate, .gate, .publish: nil
      }
    }
  }

  /// Rows by the manifest; no file has more rows than its size allows for.
  package func rows(of month: Month) -> Double {
    let inbox = MonthInbox(inbox, month)
    guard let manifest = try? inbox.manifest() else { return 0 }
    return manifest.files.reduce(0) { sum, entry in
      var file = stat()
      guard entry.name != MonthInbox.fileNames[0], stat(inbox.file(entry.name), &file) == 0 else {
        return sum
      }
      // gzip packs a table of dull rows to a two-hundredth; no row is shorter than ten bytes.
      return sum + min(max(0, Double(entry.rows)), Double(file.st_size) * 20)
    }
  }

  /// The files of all months that were ingested up to one, by month.
  package func files(
    behind month: Month, in pipeline: Pipeline
  ) async throws -> [ModelHistory.MonthFiles] {
    var files: [Month: ModelHistory.MonthFiles] = [:]
    for record in try await pipeline.stores.stageRecords(of: nil)
    where record.stage == Stage.ingest.rawValue && record.state == .done && record.month <= month {
      let inbox = MonthInbox(inbox, record.month)
      let manifest = try? inbox.manifest()
      let named = manifest.flatMap { $0 }.flatMap { $0.checksum == record.input ? $0.files : nil }
      files[record.month] = ModelHistory.MonthFiles(
        month: record.month, checksum: record.input, files: named ?? [])
    }
    return files.values.sorted { $0.month < $1.month }
  }

  /// Writes figures and model into the month's report.
  package func publicise(
    _ stage: Stage, of month: Month, in pipeline: Pipeline
  ) async throws -> [String] {
    try await pipeline.addModels(toReportIn: pipeline.results(of: month), language: language)
  }
}

extension Pipeline {
  /// The months this pipeline works on; `nil` where it makes models of something else.
  package var months: InboxMonths? {
    get { source as? InboxMonths }
    set { if let newValue { source = newValue } }
  }
}
