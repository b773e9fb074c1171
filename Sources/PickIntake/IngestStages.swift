import Foundation
import PickImport
import PickModel
import PickPipeline
import PickStore
import PickSystem
import Synchronization

/// The month's rows that one stage has read and sorted, and the next one needs too.
///
/// They are in a file without a name (`FactSorter`): memory does not grow with them.
final class ReadMonth: Sendable {
  private let state = Mutex<(checksum: String, files: FilesOfImport)?>(nil)

  /// Reads the files of a month, or hands over what the stage before has read; once.
  func take(
    _ manifest: MonthManifest, in inbox: MonthInbox, sortingIn folder: String, now: Instant,
    keep: Bool, progress: @escaping StageProgress
  ) throws -> FilesOfImport {
    let known = state.withLock { state in
      defer { state = nil }
      return state?.checksum == manifest.checksum ? state?.files : nil
    }
    let files =
      try known
      ?? ImportRun.read(
        .helloPick(inbox.sources(manifest)), now: now, sortingIn: folder
      ) { step in
        guard case .reading(let file, let bytes, let total) = step else { return }
        let name = file.split(separator: "/").last.map(String.init) ?? file
        progress("Reading \(name)", total > 0 ? Double(bytes) / Double(total) : 1)
      }
    if keep { state.withLock { $0 = (manifest.checksum, files) } }
    return files
  }
}

extension Pipeline {
  /// The month's manifest, which must be there by now.
  private func manifest(
    of month: Month, _ months: InboxMonths
  ) throws -> (MonthInbox, MonthManifest) {
    let inbox = MonthInbox(months.inbox, month)
    guard let manifest = try inbox.manifest() else {
      throw PipelineError.notYet(
        "\(inbox.path) has no manifest.json yet. For files that came without one: "
          + "pickctl pipeline manifest \(inbox.path)")
    }
    return (inbox, manifest)
  }

  /// Waits for a month: it is over in Seoul, and its manifest is there and fits its files.
  func waitWork(_ month: Month, _ months: InboxMonths) throws -> StageWork {
    let now = clock.now()
    guard now >= month.end else {
      throw PipelineError.notYet("\(month) is not over yet in Seoul.")
    }
    let found: (MonthInbox, MonthManifest)
    do { found = try manifest(of: month, months) } catch let error as PipelineError {
      let deadline = month.end.advanced(bySeconds: Int64(months.deadlineDays) * 86_400)
      guard case .notYet(let sentence) = error, now > deadline else { throw error }
      throw PipelineError.missing(
        "\(sentence) It was due \(months.deadlineDays) days after the month's end (--deadline).")
    }
    let (inbox, manifest) = found
    return StageWork(input: manifest.checksum, stands: { _ in true }) { progress in
      progress("Comparing files with the manifest", 0)
      try inbox.verify(manifest)
      let rows = manifest.files.map { "\($0.name) \($0.rows)" }.joined(separator: ", ")
      return StageResult(output: manifest.checksum, sentence: "complete: \(rows) rows")
    }
  }

  /// Holds the files against the rules; nothing is stored.
  func validateWork(
    _ month: Month, _ months: InboxMonths, _ reading: ReadMonth
  ) async throws -> StageWork {
    let (inbox, manifest) = try manifest(of: month, months)
    let results = results(of: month)
    let previous = try await profile(before: month)
    let input = Checksum.of([
      manifest.checksum, months.rules.checksum, previous.map { "\($0.events)" } ?? "",
    ])
    return StageWork(input: input, stands: { results.checksum(results.validation) == $0 }) {
      [self] progress in
      try inbox.verify(manifest)
      let files = try reading.take(
        manifest, in: inbox, sortingIn: results.folder(), now: clock.now(), keep: true,
        progress: progress)
      try results.write(Self.rejectedCSV(files.rejected), to: results.rejected)
      let report = ValidationReport(
        try MonthProfile(files, of: month), manifest: manifest, previous: previous,
        rules: months.rules)
      let json = try PipelineJSON.encode(report)
      try results.write(json, to: results.validation)
      let broken = report.findings.filter { $0.verdict == .failed }
      guard broken.isEmpty else {
        let what = broken.map { "\($0.rule) (\($0.sentence))" }.joined(separator: ", ")
        throw PipelineError.badData(
          "\(month) breaks \(what). Nothing was stored. Rejected rows: \(results.rejected)")
      }
      return StageResult(
        output: Checksum.of(json), sentence: report.summary, warnings: report.warnings,
        details: String(decoding: try PipelineJSON.encode(report.profile), as: UTF8.self))
    }
  }

  /// Stores the rows, all of them or none; those that are there already are not stored twice.
  func ingestWork(
    _ month: Month, _ months: InboxMonths, _ reading: ReadMonth
  ) async throws -> StageWork {
    let (inbox, manifest) = try manifest(of: month, months)
    let results = results(of: month)
    let validated = try await stores.stageRecords(of: month).last {
      $0.stage == Stage.validate.rawValue && $0.state == .done
    }
    let validation = try await validateWork(month, months, reading)
    return StageWork(input: manifest.checksum, stands: { _ in true }) { [self] progress in
      try await checkKept(month)
      // Files that were replaced since, or never looked at, are held against the rules first.
      if validated?.input != validation.input { _ = try await validation.run(progress) }
      try inbox.verify(manifest)
      let files = try reading.take(
        manifest, in: inbox, sortingIn: results.folder(), now: clock.now(), keep: false,
        progress: progress)
      let report = try await ImportRun(into: stores).store(files) { step in
        guard case .storing(let rows, let total) = step else { return }
        progress("Storing", total > 0 ? Double(rows) / Double(total) : 1)
      }
      let count = report.stored
      return StageResult(
        output: manifest.checksum,
        sentence: "newly stored \(count.events) events, \(count.viewers) viewers, "
          + "\(count.titles) titles, \(count.assets) assets; \(files.rejected.count) rows rejected",
        details: String(decoding: try PipelineJSON.encode(count), as: UTF8.self))
    }
  }

  /// The profile of the month before; `nil` where that was not validated.
  private func profile(before month: Month) async throws -> MonthProfile? {
    guard let previous = month.previous else { return nil }
    let record = try await stores.stageRecords(of: previous).last {
      $0.stage == Stage.validate.rawValue && $0.state == .done
    }
    return record.flatMap {
      try? JSONDecoder().decode(MonthProfile.self, from: Data($0.details.utf8))
    }
  }

  /// A table of the rows that were not taken; it holds places and reasons, and nothing of the rows.
  private static func rejectedCSV(_ rejected: RejectedRows) -> [UInt8] {
    var text = "file,line,reason\n"
    for row in rejected.listed {
      let name = row.file.split(separator: "/").last.map(String.init) ?? row.file
      text += "\(name),\(row.line),\"\(row.reason.text.replacing("\"", with: "\"\""))\"\n"
    }
    return Array(text.utf8)
  }
}

extension ValidationReport {
  var summary: String {
    "\(profile.events) events of \(profile.viewers) viewers; "
      + "\(findings.count { $0.verdict == .passed }) rules kept"
  }

  var warnings: [String] {
    findings.compactMap { finding in
      switch finding.verdict {
      case .warned: "\(finding.rule): \(finding.sentence)"
      case .skipped: "\(finding.rule) skipped: \(finding.sentence)"
      case .passed, .failed: nil
      }
    }
  }
}
