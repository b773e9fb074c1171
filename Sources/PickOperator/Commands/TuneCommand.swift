import ArgumentParser
import Dispatch
import Glibc
import PickCommand
import PickModel
import PickRecommender
import PickStoreSQLite
import Synchronization

struct TuneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Search the settings of an algorithm that are best for some data.",
    discussion: """
      Trials are measured on inner splits of the training part; what the split holds out for \
      evaluate is never read. Of random folds and weeks the first one's training part is used. \
      With --study every trial is kept: the same command goes on where it stopped, and a killed \
      one loses the trial it was at. Ctrl-C stops and prints what was found. A study is of one data \
      set; --start-from begins a new one at the best trial of an older one.
      """.examples(
        "pickctl tune --ratings ratings.csv --model ease --trials 30",
        "pickctl tune --model blend --trials 50 --study blend.study"))

  @OptionGroup var learning: LearningOptions
  @Option(
    help: ArgumentHelp("The algorithm, as pickctl algorithms lists it.", valueName: "id"))
  var model: String
  @OptionGroup var settings: SettingOptions
  @OptionGroup var options: EvaluationOptions
  @OptionGroup var search: TuneOptions
  @Option(help: "How to print the result.") var format = TableFormat.table

  func validate() throws {
    try options.checkCut(isDatabase: learning.ratings == nil)
    try learning.source.table.checkNoneShown()
  }

  func run() async throws {
    try await reporting {
      let interrupt = Interrupt()
      let wish = interrupt.wish
      let output = TextSink.standardOutput()
      let isDone = try await tune(into: output, line: ProgressLine()) { wish.isMade }
      try output.end()
      guard isDone else {
        throw Failure(
          .tryAgain,
          search.study == nil
            ? "Stopped early. With --study FILE the same command would go on from here."
            : "Stopped early. The same command goes on from here.")
      }
    }
  }

  /// Searches and prints what was found; `false` when it was interrupted.
  func tune(
    into output: TextSink, line: ProgressLine, isInterrupted: @escaping @Sendable () -> Bool
  ) async throws -> Bool {
    defer { line.finish() }
    let algorithm = try Algorithm.named(model)
    let fixed = settings.named()
    // Everything that was written is checked before anything is read.
    let metric = try TunedMetric(search.metric, for: options.task, depth: options.depth)
    if metric.ranking == nil {
      _ = try algorithm.predicting(fixed)
    } else {
      _ = try algorithm.ranking(fixed)
    }
    let space = try TunedSpace(of: algorithm, fixed: Set(fixed.keys), ranges: search.spaces).space
    let start = try search.startFrom.map { path in
      try StartingPoint(path, space: space, of: algorithm, line: line).values
    }
    let data = try await EvaluationData(learning, options, seed: settings.seed, line: line)
    let objective = try TuningObjective(
      algorithm, fixed: fixed, space: space, metric: metric, rounds: search.rounds, data: data,
      seed: settings.seed)
    let plan = search.plan(space, direction: metric.direction, seed: settings.seed)
    let study = try run(
      plan, objective, start: start, line: line, isInterrupted: isInterrupted)
    line.finish()
    let report = TuningReport(
      study, model: model, task: options.task.rawValue, split: objective.splitLabel,
      metric: metric.name, fixed: fixed)
    if report.best == nil, let failure = study.trials.first?.failure {
      throw Failure(.badData, "No trial came to a value. The first one: \(failure)")
    }
    try output.add(DisplayText.lines(format == .json ? try report.json() : report.text))
    return !isInterrupted()
  }

  /// Runs the study, kept in its file if there is one.
  private func run(
    _ plan: StudyPlan, _ objective: TuningObjective, start: [ParameterValue]?,
    line: ProgressLine, isInterrupted: @escaping @Sendable () -> Bool
  ) throws -> Study {
    let opened = try search.study.map { path in
      try StudyFile.open(path: path, plan: plan, task: objective.task)
    }
    defer { try? opened?.file.close() }
    var study = opened?.study ?? Study(plan)
    if let start {
      do { try study.begin(at: start) } catch { throw StudyFileError.damaged(error) }
    }
    let clock = ContinuousClock()
    let end = search.timeout.map { clock.now + .seconds($0) }
    let isOver: @Sendable () -> Bool = {
      isInterrupted() || Task.isCancelled || end.map { $0 <= clock.now } ?? false
    }
    var best = study.best
    line.show(best, study.trials.count, of: search.trials)
    try study.run(until: search.trials, isOver: isOver) { trial throws(StudyFileError) in
      try opened?.file.keep(trial)
      guard trial.state != .running else { return }
      if let value = trial.value, best?.value.map({ plan.isBetter(value, than: $0) }) ?? true {
        best = trial
      }
      line.show(best, trial.number + 1, of: search.trials)
    } objective: { trial, report in
      objective.measure(trial, isCancelled: isOver, report: report)
    }
    return study
  }
}

extension ProgressLine {
  /// Shows how many trials there are and the best of them.
  fileprivate func show(_ best: Trial?, _ done: Int, of total: Int) {
    let found = best.flatMap { best in best.value.map { ", best \($0) in trial \(best.number)" } }
    show("Trial \(min(done, total)) of \(total)\(found ?? "")", done, of: total)
  }
}

extension DisplayText {
  /// Lines for a terminal: what could steer it is taken out.
  fileprivate static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { sanitized(String($0)) + "\n" }.joined()
  }
}

/// The options of the search.
struct TuneOptions: ParsableArguments {
  /// The sampler.
  enum SamplerName: String, ExpressibleByArgument, CaseIterable {
    /// Tree-structured Parzen estimators.
    case tpe
    /// Every point alike.
    case random
  }

  /// The pruner.
  enum PrunerName: String, ExpressibleByArgument, CaseIterable {
    /// Nothing.
    case none
    /// Being worse than the median after a round.
    case median
    /// Not being among the best third after rounds 1, 3, 9.
    case halving
  }

  @Option(help: "How many trials the study is to have in all.") var trials = 50
  @Option(
    help: ArgumentHelp("Stop after this long; what was found is kept.", valueName: "seconds"))
  var timeout: Double?
  @Option(
    help: ArgumentHelp(
      "What is to be best: rmse or mae; ndcg, precision, recall, map, mrr or hit-rate, each with "
        + "@k (default: rmse, ndcg@10).", valueName: "name"))
  var metric: String?
  @Option(help: "How points are proposed.") var sampler = SamplerName.tpe
  @Flag(
    inversion: .prefixedNo, help: "Whether tpe proposes all parameters together, or each alone.")
  var multivariate = true
  @Option(
    help: """
      How many inner splits a trial is measured on, each cut from the past of the one before; the \
      mean counts.
      """)
  var rounds = 1
  @Option(help: "What ends a trial between rounds.") var pruner = PrunerName.none
  @Option(
    help: ArgumentHelp(
      "Keep the study in this file, and go on with the one that is there.", valueName: "file"))
  var study: String?
  @Option(
    help: ArgumentHelp(
      "Begin a new study at the best trial of the one in this file, which may be of other data.",
      valueName: "file"))
  var startFrom: String?
  @Option(
    name: .customLong("space"),
    help: ArgumentHelp(
      "Where to look for a parameter: name=low..high, name=low..high:log, name=a,b,c; may be "
        + "repeated (default: what pickctl algorithms lists).", valueName: "range"))
  var spaces: [String] = []

  /// Thirty years; a `Duration` ends somewhere.
  private static let longestTimeout = 1e9

  func validate() throws {
    guard (1...100_000).contains(trials) else {
      throw ValidationError("--trials goes from 1 to 100000.")
    }
    guard timeout.map({ $0 > 0 && $0 <= Self.longestTimeout }) ?? true else {
      throw ValidationError("--timeout is more than 0 and at most 1000000000 seconds.")
    }
    guard (1...20).contains(rounds) else { throw ValidationError("--rounds goes from 1 to 20.") }
    guard pruner == .none || rounds > 1 else {
      throw ValidationError("Trials are pruned between rounds: --pruner needs --rounds 2 or more.")
    }
  }

  /// The plan over a space.
  func plan(
    _ space: SearchSpace, direction: StudyPlan.Direction, seed: UInt64
  ) -> StudyPlan {
    StudyPlan(
      space: space, direction: direction, seed: seed,
      sampler: sampler == .random ? .random : .tpe(TPE(isMultivariate: multivariate)),
      pruner: {
        switch pruner {
        case .none: .none
        case .median: .median(startupTrials: 5, warmupSteps: 1)
        case .halving: .successiveHalving(firstStep: 1, reduction: 3)
        }
      }())
  }
}

/// Turns the first Ctrl-C into a wish to stop; the second one ends the process as usual.
private struct Interrupt: ~Copyable {
  /// Whether an interrupt was requested.
  fileprivate final class Wish: Sendable {
    private let wasMade = Atomic(false)

    var isMade: Bool { wasMade.load(ordering: .relaxed) }

    func make() { wasMade.store(true, ordering: .relaxed) }
  }

  let wish: Wish
  private let source: any DispatchSourceSignal

  /// Listens until it is let go.
  init() {
    let wish = Wish()
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT)
    source.setEventHandler {
      wish.make()
      signal(SIGINT, SIG_DFL)
    }
    source.resume()
    self.wish = wish
    self.source = source
  }

  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
