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
      "A program to start on a failure but 75; it gets PICK_STAGE, PICK_MONTH and PICK_STATUS.",
      valueName: "command"))
  var onFailure: String?
  @Option(
    name: .customLong("metrics-file"),
    help: ArgumentHelp(
      "A file of figures for node_exporter's textfile collector.", valueName: "file"))
  var metricsFile: String?

  /// Starts the program of `--on-failure`, and waits for it; what it does changes no exit status.
  ///
  /// What will be tried again by itself is no failure yet: a month that has not arrived would call
  /// every hour.
  func call(stage: String, month: Month?, status: Int32) {
    guard let onFailure, status != ExitStatus.tryAgain.rawValue else { return }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", onFailure]
    // What lets this program into the database is none of the command's business.
    process.environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PICK_DATABASE_")
    }.merging([
      "PICK_STAGE": stage, "PICK_STATUS": "\(status)", "PICK_MONTH": month?.description ?? "",
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

  /// Writes figures of a run into the file of `--metrics-file`, as a whole.
  func write(_ metrics: PrometheusText) {
    guard let metricsFile else { return }
    do {
      try Files.replace(
        metricsFile, by: metricsFile + ".partial", with: Array(metrics.text.utf8))
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
  /// The month that was begun last; `nil` before the first.
  private(set) var month: Month?
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

  func json() throws -> String { try PipelineJSON.text(self) }
}
