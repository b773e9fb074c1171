import ArgumentParser
import Foundation
import PickCommand
import PickCore
import PickIntake
import PickModel
import PickPipeline
import PickStore
import PickSystem

struct PipelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline",
    abstract: "Take a month of logs from its files to published recommendations.",
    discussion: """
      A month is INBOX/2023-08/ with assets.csv, views.csv, where there are clicks clicks.csv, and \
      manifest.json, which is written last. Its stages are wait, validate, ingest, report, train, \
      evaluate, gate and publish; run does all of them. A stage that was done with the same input \
      is not repeated, so that a run that was interrupted goes on where it was.

      Exit status: 65 the files are refused, 75 the month is not over or not there yet, 99 the \
      gate lets the model not serve; what serves goes on serving in each of these cases.

      Examples:
        pickctl pipeline manifest inbox/2023-08
        pickctl pipeline run --month 2023-08 --inbox inbox
        pickctl pipeline run --month 2023-08 --inbox inbox --plan
        pickctl pipeline backfill --from 2023-06 --to 2023-08 --inbox inbox
        pickctl pipeline status
      """,
    subcommands: [
      Run.self, Backfill.self, Wait.self, Validate.self, Ingest.self, Report.self, Train.self,
      Evaluate.self, Gate.self, Publish.self, Status.self, Watch.self, WriteManifest.self,
    ])
}

/// The options of every stage of a month.
struct StageOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder that holds the months.", valueName: "dir"))
  var inbox = "inbox"
  @Option(
    help: ArgumentHelp(
      "A JSON file of rules for validation, with level and limit by name.", valueName: "file"))
  var rules: String?
  @Option(
    help: ArgumentHelp("How long after its end a month is waited for.", valueName: "days"))
  var deadline = 10
  @OptionGroup var retention: RetentionOption
  @Option(help: "The language of the report: ko or en.") var language = ReportLanguage.ko
  @OptionGroup var model: ModelStageOptions

  func validate() throws {
    guard (0...10_000).contains(deadline) else {
      throw ValidationError("--deadline goes from 0 to 10000.")
    }
    guard retention.keepMonths.map({ model.weeks <= 4 * ($0 - 1) }) ?? true else {
      throw ValidationError(
        "--keep-months is too little for --weeks: nothing would be left to learn.")
    }
  }

  /// Runs stages of a month, or prints what would be run.
  func run(_ stages: [Stage], of months: [Month], named name: String) async throws {
    try await model.run(stages, of: months, named: name) {
      try NamedPath(inbox).check(.folder, "the folder that holds the months (--inbox)")
      if let rules { try NamedPath(rules).check(.file, "the file of rules (--rules)") }
      var source = InboxMonths(inbox)
      if let rules { source.rules = try ValidationRules(file: rules) }
      source.deadlineDays = deadline
      source.language = language.language
      return source
    } with: {
      $0.keepMonths = retention.keepMonths
    }
  }
}

/// The option that lets old facts go.
struct RetentionOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Months whose views, clicks and shown cards stay when a model is published (default: all).",
      valueName: "months"))
  var keepMonths: Int?

  func validate() throws {
    guard keepMonths.map((3...1200).contains) ?? true else {
      throw ValidationError("--keep-months goes from 3 to 1200.")
    }
  }
}

/// The options of stages that make a model, whatever it is made of.
struct ModelStageOptions: ParsableArguments {
  @OptionGroup var place: PipelinePlace
  @Option(help: "Seeds the model and the intervals.") var seed: UInt64 = 1
  @Option(help: ArgumentHelp("The most seconds training may take.", valueName: "seconds"))
  var timeLimit: Double = 7200
  @Option(help: ArgumentHelp("The most memory training may take, in MiB.", valueName: "mib"))
  var memoryLimit: Int64 = 4096
  @Option(help: "How many of the last weeks are measured, one by one.") var weeks = 3
  @Option(
    help: ArgumentHelp(
      "How much worse than what serves a model may be, as a share of its NDCG@10.",
      valueName: "share"))
  var epsilon = GateRules().epsilon
  @Flag(help: "Repeat stages that are done.") var force = false
  @Flag(help: "Print what would be run, and why; run nothing.") var plan = false
  @OptionGroup var alerts: AlertOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard (0.001...1e9).contains(timeLimit) else {
      throw ValidationError("--time-limit goes from 0.001 to 1000000000 seconds.")
    }
    guard (1...(1 << 30)).contains(memoryLimit) else {
      throw ValidationError("--memory-limit goes from 1 to \(1 << 30).")
    }
    guard (1...52).contains(weeks) else { throw ValidationError("--weeks goes from 1 to 52.") }
    guard (0...1).contains(epsilon) else { throw ValidationError("--epsilon goes from 0 to 1.") }
  }

  private func pipeline(
    _ opened: OpenStores, of source: any ModelSource, _ change: (inout Pipeline.Options) -> Void
  ) throws -> Pipeline {
    var options = Pipeline.Options()
    options.isForced = force
    options.seed = seed
    options.trainSeconds = timeLimit
    options.trainBytes = memoryLimit << 20
    options.weeks = weeks
    options.gate.epsilon = epsilon
    change(&options)
    var pipeline = Pipeline(
      stores: opened.stores, models: try place.models.directory(of: opened), source: source,
      work: try place.work(of: opened), options: options)
    switch opened.location {
    case .sqlite(let path): pipeline.database = path
    case .mysql: break
    }
    return pipeline
  }

  /// Runs stages of a month, or prints what would be run.
  ///
  /// - Parameters:
  ///   - stages: which ones.
  ///   - months: of which months, in this order.
  ///   - name: what alerts call the run where no stage was begun.
  ///   - makes: whether the database is made where there is none.
  ///   - source: what models are made of.
  ///   - change: sets options that only this source has.
  /// - Throws: `ExitCode`, once the reason has been said.
  func run(
    _ stages: [Stage], of months: [Month], named name: String, makes: Bool = true,
    from source: () throws -> any ModelSource,
    with change: (inout Pipeline.Options) -> Void = { _ in }
  ) async throws {
    // A plan is no run: neither the figures of the last one nor an alert come of it.
    guard !plan else {
      return try await reporting { try await show(stages, of: months, source(), change) }
    }
    let start = ContinuousClock().now
    var report = PipelineReport()
    do {
      try await reporting {
        if makes {
          // The first month makes the database; where nothing came into it, it goes away again.
          try await place.database.openOrCreate { opened in
            let pipeline = try pipeline(opened, of: source(), change)
            for month in months {
              try await run(stages, of: month, by: pipeline, into: &report)
            }
          }
        } else {
          let pipeline = try pipeline(try await place.database.open(), of: source(), change)
          for month in months { try await run(stages, of: month, by: pipeline, into: &report) }
        }
        if output.format == .json { try StandardOutput.show(report.json()) }
      }
    } catch {
      report.status = (error as? ExitCode)?.rawValue ?? 1
      if output.format == .json { try? StandardOutput.show(report.json()) }
      alerts.write(.pipeline(report, since: start))
      alerts.call(
        stage: report.unfinished ?? name, month: report.month ?? months.first,
        status: report.status)
      throw error
    }
    alerts.write(.pipeline(report, since: start))
  }

  private func run(
    _ stages: [Stage], of month: Month, by pipeline: Pipeline, into report: inout PipelineReport
  ) async throws {
    let line = ProgressLine()
    defer { line.finish() }
    let isText = output.format == .text
    var began = ContinuousClock().now
    report.begin(month, stages)
    try await PipelineRun(pipeline, month).run(stages) { stage, phase, fraction in
      line.show("\(month) \(stage.rawValue): \(phase)", fraction: fraction)
    } finished: { outcome in
      line.finish()
      let seconds = (ContinuousClock().now - began) / .seconds(1)
      began = ContinuousClock().now
      report.add(outcome, seconds: seconds)
      for warning in outcome.warnings { line.say("\(month) \(outcome.stage.rawValue): \(warning)") }
      if isText {
        try? StandardOutput.show(
          "\(month) \(outcome.stage.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0))"
            + "\(String(format: "%7.1f s", seconds))  \(outcome.sentence)")
      }
    }
  }

  /// One stage of a plan.
  private struct PlanLine: Encodable {
    let month: Month
    let stage: Stage
    let plan: String
  }

  private func show(
    _ stages: [Stage], of months: [Month], _ source: any ModelSource,
    _ change: (inout Pipeline.Options) -> Void
  ) async throws {
    let pipeline = try pipeline(try await place.database.open(), of: source, change)
    var lines: [PlanLine] = []
    for month in months {
      lines += try await PipelineRun(pipeline, month).plan(stages).map {
        PlanLine(month: month, stage: $0.stage, plan: $0.reason)
      }
    }
    switch output.format {
    case .text:
      for line in lines {
        let stage = line.stage.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
        try StandardOutput.show("\(line.month) \(stage) \(line.plan)")
      }
    case .json: try StandardOutput.show(PipelineJSON.text(lines))
    }
  }
}

/// Where the pipeline works.
struct PipelinePlace: ParsableArguments {
  @OptionGroup var database: DatabaseOption
  @OptionGroup var models: ModelsOption
  @Option(
    help: ArgumentHelp(
      "Where results are written (default: pipeline/ beside the models' directory).",
      valueName: "dir"))
  var work: String?

  func work(of opened: OpenStores) throws -> String {
    if let work { return work }
    let models = try models.directory(of: opened).path
    let parent = models.lastIndex(of: "/").map { String(models[..<$0]) } ?? "."
    return parent + "/pipeline"
  }
}

extension PipelineCommand {
  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run all stages of a month, up to publishing.",
      discussion: "".examples("pickctl pipeline run --month 2023-08 --inbox inbox"))
    @OptionGroup var month: MonthOption
    @OptionGroup var options: StageOptions

    func run() async throws {
      try await options.run(Stage.allCases, of: [month.value()], named: "run")
    }
  }

  struct Backfill: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Run all stages of several months, the earliest first.",
      discussion: "".examples("pickctl pipeline backfill --from 2023-06 --to 2023-08 --inbox inbox")
    )
    @Option(help: "The first month, as in 2023-06.", transform: MonthOption.read) var from: Month
    @Option(help: "The last month, as in 2023-08.", transform: MonthOption.read) var to: Month
    @OptionGroup var options: StageOptions

    func validate() throws {
      guard from <= to else { throw ValidationError("--from comes after --to.") }
    }

    func run() async throws {
      let months = Array(sequence(first: from) { $0 < to ? $0.next : nil })
      try await options.run(Stage.allCases, of: months, named: "backfill")
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what each stage of each month did last, and who is at work.",
      discussion: "".examples("pickctl pipeline status --month 2023-08"))
    @Option(help: "Only this month.", transform: MonthOption.read) var month: Month?
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting {
        let opened = try await database.open()
        let status = try await LedgerText(opened.stores, month: month, now: SystemWallClock().now())
        try StandardOutput.show(output.format == .json ? status.json() : status.text)
      }
    }
  }

  struct WriteManifest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manifest",
      abstract: "Write the manifest of a month's files that came without one.",
      discussion: "".examples("pickctl pipeline manifest inbox/2023-08"))
    @Argument(
      help: ArgumentHelp("The folder, named as its month: inbox/2023-08.", valueName: "dir"))
    var folder: String
    @Option(help: "The month, where the folder is named otherwise.", transform: MonthOption.read)
    var month: Month?

    func run() async throws {
      try await reporting {
        let path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        try NamedPath(path).check(.folder, "the folder of a month's files")
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let month = month ?? Month(name) else {
          throw Failure(.usage, "\(folder) is not named as a month; say which with --month.")
        }
        let manifest = try MonthInbox(path: path, month: month)
          .writeManifest(now: SystemWallClock().now())
        let files = manifest.files.map { "\($0.name) \($0.rows) rows" }.joined(separator: ", ")
        try StandardOutput.show("\(path)/manifest.json: \(files)")
      }
    }
  }

  struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compare what is opened and watched with before, and go back where it fell.",
      discussion: """
        Meant to be run daily. The rate of watching what shelves show, since the model serves, is \
        compared with the rate under the model before, over spans of equal length. A fall of more \
        than --fall whose 95 % interval lies below 0 lets the model before serve again; the exit \
        status is then 99.
        """.examples("pickctl pipeline watch --days 14"))
    @OptionGroup var place: PipelinePlace
    @Option(help: "Days that are looked at on either side, at most.")
    var days = OnlineWatch.Rules().days
    @Option(help: "Fewer shown cards than this decide nothing.")
    var leastShown = OnlineWatch.Rules().leastShown
    @Option(help: "The share by which the rate must have fallen.")
    var fall = OnlineWatch.Rules().fall
    @OptionGroup var alerts: AlertOptions
    @OptionGroup var output: FormatOption

    func validate() throws {
      guard (1...3650).contains(days) else { throw ValidationError("--days goes from 1 to 3650.") }
      guard (0...1).contains(fall) else { throw ValidationError("--fall goes from 0 to 1.") }
      guard leastShown > 0 else { throw ValidationError("--least-shown is above 0.") }
    }

    func run() async throws {
      let start = ContinuousClock().now
      var found: OnlineWatch.Report?
      do {
        try await reporting {
          let opened = try await place.database.open()
          let now = SystemWallClock().now()
          var rules = OnlineWatch.Rules()
          rules.days = days
          rules.leastShown = leastShown
          rules.fall = fall
          let registry = ModelRegistry(
            stores: opened.stores, models: try place.models.directory(of: opened), now: now)
          let report = try await OnlineWatch(
            registry: registry, stores: opened.stores, now: now, rules: rules)()
          found = report
          try StandardOutput.show(
            output.format == .json ? PipelineJSON.text(report) : report.text)
          guard report.verdict != .rolledBack else {
            throw Failure(
              .rejected, "Less is watched than under the model before, which serves again.")
          }
        }
      } catch {
        let status = (error as? ExitCode)?.rawValue ?? 1
        alerts.write(.watch(found, status: status, since: start))
        alerts.call(stage: "watch", month: nil, status: status)
        throw error
      }
      alerts.write(.watch(found, status: 0, since: start))
    }
  }
}
