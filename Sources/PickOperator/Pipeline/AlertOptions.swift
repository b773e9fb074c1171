import ArgumentParser
import Foundation
import Glibc
import PickCommand
import PickModel
import PickPipeline
import PickSystem

/// The options that tell people and monitoring how a run ended.
struct AlertOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A program to start when a stage fails; it gets PICK_STAGE, PICK_MONTH and PICK_STATUS.",
      valueName: "command"))
  var onFailure: String?
  @Option(
    name: .customLong("metrics-file"),
    help: ArgumentHelp(
      "A file of figures for node_exporter's textfile collector.", valueName: "file"))
  var metricsFile: String?

  /// Starts the program of `--on-failure`, and waits for it; what it does changes no exit status.
  func call(stage: String, months: [Month], status: Int32) {
    guard let onFailure else { return }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", onFailure]
    // What lets this program into the database is none of the command's business.
    process.environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PICK_DATABASE_")
    }.merging([
      "PICK_STAGE": stage, "PICK_STATUS": "\(status)",
      "PICK_MONTH": months.map(\.description).joined(separator: " "),
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.standardError
    do {
      try process.run()
      process.waitUntilExit()
      if process.terminationStatus != 0 {
        StandardError.write(
          "pickctl: the command of --on-failure ended with \(process.terminationStatus).\n")
      }
    } catch {
      StandardError.write("pickctl: the command of --on-failure could not be started.\n")
    }
  }

  /// Writes figures of a run in the text format of Prometheus, as a whole.
  func write(_ report: PipelineReport, since start: ContinuousClock.Instant) throws {
    guard let metricsFile else { return }
    let seconds = (ContinuousClock().now - start) / .seconds(1)
    let text = report.prometheus(seconds: seconds, at: SystemWallClock().now())
    do {
      try Files.replace(metricsFile, by: metricsFile + ".partial", with: Array(text.utf8))
      // The collector runs as another user.
      chmod(metricsFile, 0o644)
    } catch {
      StandardError.write("pickctl: \(metricsFile) could not be written (\(error)).\n")
    }
  }
}

/// What a run of several stages did.
struct PipelineReport: Encodable {
  /// One stage.
  struct Line: Encodable {
    let month: Month
    let stage: Stage
    let wasDone: Bool
    let seconds: Double
    let sentence: String
    let warnings: [String]

    private enum CodingKeys: String, CodingKey {
      case month, stage, seconds, sentence, warnings
      case wasDone = "was_done"
    }
  }

  private(set) var stages: [Line] = []
  /// The exit status.
  var status: Int32 = 0
  private var month: Month?
  private var expected: [Stage] = []

  private enum CodingKeys: String, CodingKey { case stages, status }

  mutating func begin(_ month: Month, _ stages: [Stage]) {
    self.month = month
    expected = stages
  }

  mutating func add(_ outcome: StageOutcome, seconds: Double) {
    guard let month else { return }
    expected.removeAll { $0 == outcome.stage }
    stages.append(
      Line(
        month: month, stage: outcome.stage, wasDone: outcome.wasDone, seconds: seconds,
        sentence: outcome.sentence, warnings: outcome.warnings))
  }

  /// The stage that was begun last and did not end well; `nil` without one.
  var unfinished: String? { expected.first?.rawValue }

  func json() -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let bytes = try? encoder.encode(self) else { return "{}" }
    return String(decoding: bytes, as: UTF8.self)
  }

  func prometheus(seconds: Double, at now: Instant) -> String {
    var text = """
      # HELP pick_pipeline_status Exit status of the last run.
      # TYPE pick_pipeline_status gauge
      pick_pipeline_status \(status)
      # HELP pick_pipeline_end_seconds When the last run ended, in seconds since 1970.
      # TYPE pick_pipeline_end_seconds gauge
      pick_pipeline_end_seconds \(now.secondsSince1970)
      # HELP pick_pipeline_duration_seconds How long the last run took.
      # TYPE pick_pipeline_duration_seconds gauge
      pick_pipeline_duration_seconds \(String(format: "%.3f", seconds))

      """
    guard !stages.isEmpty else { return text }
    text += """
      # HELP pick_pipeline_stage_seconds How long each stage of the last run took.
      # TYPE pick_pipeline_stage_seconds gauge

      """
    for line in stages {
      text +=
        "pick_pipeline_stage_seconds{month=\"\(line.month)\",stage=\"\(line.stage.rawValue)\"} "
        + String(format: "%.3f\n", line.seconds)
    }
    return text
  }
}
