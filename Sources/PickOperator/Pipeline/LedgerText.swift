import Foundation
import PickModel
import PickPipeline
import PickStore

/// What the ledger knows, for a person or a program.
struct LedgerText {
  private struct Line: Encodable {
    let month: Month
    let stage: String
    let state: String
    let started: String
    let seconds: Double?
    let version: String
    let input: String
    let output: String?
    let run: String
  }

  private struct Lock: Encodable {
    let month: Month
    let holder: String
    let silentSeconds: Double

    private enum CodingKeys: String, CodingKey {
      case month, holder
      case silentSeconds = "silent_seconds"
    }
  }

  private struct All: Encodable {
    let stages: [Line]
    let locks: [Lock]
  }

  private let all: All
  private let details: [String]

  /// Reads the ledger: the last record of each month and stage.
  init(_ stores: any Stores, month: Month?, now: Instant) async throws {
    let records = try await stores.stageRecords(of: month)
    var last: [[String]: StageRecord] = [:]
    for record in records { last[[record.month.description, record.stage]] = record }
    let order = Dictionary(
      uniqueKeysWithValues: Stage.allCases.enumerated().flatMap { place, stage in
        // What was imported, or trained by a viewer's program, follows what came of the month's files.
        ["", ModelHistory.importMark + " ", ModelHistory.machineMark + " "].enumerated().map {
          ($1 + stage.rawValue, place + $0 * Stage.allCases.count)
        }
      })
    let shown = last.values.sorted {
      ($0.month, order[$0.stage] ?? .max) < ($1.month, order[$1.stage] ?? .max)
    }
    let locks = try await stores.monthLocks().filter { month == nil || $0.month == month }
    let held = Set(locks.map(\.run))
    all = All(
      stages: shown.map { record in
        Line(
          month: record.month, stage: record.stage,
          // A run that was killed left its stage as it was.
          state: record.state == .running && !held.contains(record.run)
            ? "interrupted" : record.state.rawValue,
          started: Self.time(record.startedAt),
          seconds: record.endedAt.map { $0.seconds(since: record.startedAt) },
          version: record.version, input: record.input, output: record.output, run: record.run)
      },
      locks: locks.map {
        Lock(month: $0.month, holder: $0.holder, silentSeconds: now.seconds(since: $0.heartbeatAt))
      })
    details = shown.map { $0.state == .failed || $0.state == .rejected ? $0.details : "" }
  }

  func json() throws -> String { try PipelineJSON.text(all) }

  var text: String {
    guard !all.stages.isEmpty else { return "No month has been worked on yet." }
    let width = all.stages.map(\.stage.count).reduce(9, max)
    var lines = zip(all.stages, details).flatMap { line, details in
      let seconds = line.seconds.map { String(format: "%.1f s", $0) } ?? ""
      let first =
        "\(line.month)  \(pad(line.stage, width)) \(pad(line.state, 11)) \(line.started) "
        + "\(String(repeating: " ", count: max(0, 9 - seconds.count)))\(seconds)  "
        + (line.output ?? line.input).prefix(12)
      return details.isEmpty ? [first] : [first, "         \(details)"]
    }
    lines += all.locks.map { lock in
      "\(lock.month)  \(lock.holder) is at work; heard of \(Int(lock.silentSeconds)) s ago"
    }
    return lines.map(DisplayText.sanitized).joined(separator: "\n")
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// "2023-09-01 06:00:00", in Seoul.
  static func time(_ instant: Instant) -> String {
    let time = SeoulTime(instant)
    return String(
      format: "%04d-%02d-%02d %02d:%02d:%02d", time.year, time.month, time.day, time.hour,
      time.minute, time.second)
  }
}

extension OnlineWatch.Report {
  /// A table of rates, and what became of it.
  var text: String {
    func percent(_ rate: Double) -> String { String(format: "%6.2f %%", rate * 100) }
    let rows =
      [["shelf", "shown", "before", "opened", "before", "watched", "before"]]
      + lines.map { line in
        [
          DisplayText.sanitized(line.shelf), "\(line.shown)", "\(line.shownBefore)",
          percent(line.openedRate), percent(line.openedRateBefore), percent(line.watchedRate),
          percent(line.watchedRateBefore),
        ]
      }
    return (EvaluationText.aligned(rows) + [verdictText]).joined(separator: "\n")
  }

  private var verdictText: String {
    switch verdict {
    case .kept: "Model \(model ?? "") goes on serving: no fall that could be told from chance."
    case .rolledBack: "Model \(modelBefore ?? "") serves again: less was watched."
    case .tooLittle: "Too little was shown to decide anything."
    case .alone: "There is no model before to compare with."
    }
  }
}
