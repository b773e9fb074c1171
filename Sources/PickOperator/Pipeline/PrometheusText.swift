import Foundation
import PickModel
import PickPipeline
import PickSystem

/// Figures in the text format of Prometheus, as node_exporter's textfile collector reads it.
struct PrometheusText {
  private(set) var text = ""

  /// The figures of a run of stages.
  static func pipeline(
    _ report: PipelineReport, since start: ContinuousClock.Instant
  ) -> PrometheusText {
    var figures = PrometheusText("pick_pipeline", report.status, since: start)
    figures.add(
      "pick_pipeline_stage_seconds", "How long each stage of the last run took.",
      report.stages.map { line in
        (
          [("month", line.month.description), ("stage", line.stage.rawValue)],
          String(format: "%.3f", line.seconds)
        )
      })
    return figures
  }

  /// The figures of a look at what is watched, which may have found nothing.
  static func watch(
    _ report: OnlineWatch.Report?, status: Int32, since start: ContinuousClock.Instant
  ) -> PrometheusText {
    var figures = PrometheusText("pick_watch", status, since: start)
    let lines = report?.lines ?? []
    figures.add(
      "pick_watch_shown", "Cards that were shown since the model serves.",
      lines.map { ([("shelf", $0.shelf)], "\($0.shown)") })
    figures.add(
      "pick_watch_rate", "The share of them that was watched.",
      lines.map { ([("shelf", $0.shelf)], String(format: "%.6f", $0.watchedRate)) })
    figures.add(
      "pick_watch_rate_before", "The same share under the model before.",
      lines.map { ([("shelf", $0.shelf)], String(format: "%.6f", $0.watchedRateBefore)) })
    return figures
  }

  /// What every command tells of its last run.
  private init(_ command: String, _ status: Int32, since start: ContinuousClock.Instant) {
    let seconds = (ContinuousClock().now - start) / .seconds(1)
    add("\(command)_status", "Exit status of the last run.", [([], "\(status)")])
    add(
      "\(command)_end_seconds", "When the last run ended, in seconds since 1970.",
      [([], "\(SystemWallClock().now().secondsSince1970)")])
    add(
      "\(command)_duration_seconds", "How long the last run took.",
      [([], String(format: "%.3f", seconds))])
  }

  /// One figure with a value for each set of labels; nothing without values.
  private mutating func add(
    _ name: String, _ help: String, _ values: [(labels: [(String, String)], value: String)]
  ) {
    guard !values.isEmpty else { return }
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for (labels, value) in values {
      let pairs = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
      text += "\(name)\(pairs.isEmpty ? "" : "{\(pairs)}") \(value)\n"
    }
  }

  /// A label's value: names of shelves come from the database.
  private static func escaped(_ value: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in DisplayText.sanitized(value).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped.append("\\") }
      escaped.append(scalar)
    }
    return String(escaped)
  }
}
