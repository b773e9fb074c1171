import ArgumentParser
import PickModel
import PickRecommender

/// `pickctl evaluate`.
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure algorithms on data they have not seen.",
    discussion: """
      Each model learns from the past of each split and is measured by what came after. Figures \
      come with their 95 % intervals, drawn by user. Of two or more models each is compared with \
      the first one, user by user. --model all takes every algorithm that can be asked the task; \
      --param then goes to those that have the parameter. Of several algorithms one that cannot be \
      measured is named, and the others are printed all the same.
      """)

  @OptionGroup var learning: LearningOptions
  @Option(
    help: ArgumentHelp(
      "Algorithms, as pickctl algorithms lists them: one, several joined by commas, or all.",
      valueName: "ids"))
  var model: String
  @OptionGroup var settings: SettingOptions
  @OptionGroup var options: EvaluationOptions
  @Option(help: "How to print the result.") var format = TableFormat.table

  func run() async throws {
    try await reporting {
      let line = ProgressLine()
      defer { line.finish() }
      let output = TextSink.standardOutput()
      try await evaluate(into: output, line: line)
      try output.end()
    }
  }

  /// Measures every model and prints what was found.
  func evaluate(into output: TextSink, line: ProgressLine) async throws {
    let contestants = try contestants()
    let data = try await EvaluationData(learning, options, seed: settings.seed, line: line)
    var evaluations: [Evaluation] = []
    var failed: Failure?
    for contestant in contestants {
      try Task.checkCancellation()
      ProcessMemory.forgetPeak()
      do {
        evaluations.append(try measure(contestant, on: data, line: line))
      } catch let error where contestants.count > 1 && !error.isCancellation {
        line.finish()
        let failure = Failure(explaining: error)
        StandardError.write(
          "pickctl: \(contestant.algorithm.id.rawValue): \(failure.sentence)\n")
        failed = failure
      }
    }
    line.finish()
    guard !evaluations.isEmpty else { throw Failure(.badData, "No model could be measured.") }
    let reports = compared(evaluations).map { report in
      var report = report
      report.leftOut = data.leftOut
      return report
    }
    switch format {
    case .json: try output.add(try reports.json() + "\n")
    case .table: try output.add(EvaluationText(reports).text)
    }
    try output.end()
    if reports.allSatisfy({ $0.users == 0 }) {
      StandardError.write(
        "pickctl: Nobody could be measured: of what was held out nothing is liked (--positive-min) "
          + "and known from the past (--split).\n")
    }
    // Who names algorithms wants each of them; of all, those that have something to learn from.
    if let failed, model != "all" {
      throw Failure(failed.status, "Not all of the algorithms could be measured.")
    }
  }

  private struct Contestant {
    let algorithm: Algorithm
    let settings: [String: String]
  }

  /// The algorithms named, their settings checked before anything is read.
  private func contestants() throws -> [Contestant] {
    let named = settings.named()
    let isAll = model == "all"
    let algorithms =
      try isAll
      ? Algorithm.all.filter { $0.tasks.contains(options.task) }
      : model.split(separator: ",").map { try Algorithm.named(String($0)) }
    guard !algorithms.isEmpty else { throw Failure(.usage, "--model names no algorithm.") }
    let isShared = algorithms.count > 1
    for name in named.keys.sorted() where isShared {
      guard algorithms.contains(where: { $0.settings.contains { $0.name == name } }) else {
        throw Failure(.usage, "None of the algorithms has a parameter \(name).")
      }
    }
    return try algorithms.map { algorithm in
      let own = named.filter { name, _ in
        !isShared || algorithm.settings.contains { $0.name == name }
      }
      if options.task == .rating {
        _ = try algorithm.predicting(own)
      } else {
        _ = try algorithm.ranking(own)
      }
      return Contestant(algorithm: algorithm, settings: own)
    }
  }

  private func measure(
    _ contestant: Contestant, on data: EvaluationData, line: ProgressLine
  ) throws -> Evaluation {
    let algorithm = contestant.algorithm
    let name = algorithm.id.rawValue
    let context = FitContext.reporting("Measuring \(name)", seed: settings.seed, on: line)
    let evaluator = Evaluator(
      at: options.depth, bootstrap: Bootstrap(seed: settings.seed),
      meter: Evaluator.Meter(peakRSSBytes: { ProcessMemory.peakBytes }))
    let values = try algorithm.allValues(contestant.settings)
    if options.task == .rating {
      return try evaluator.evaluate(
        algorithm.predicting(contestant.settings), as: name, params: values,
        on: data.ratingSplits(), context: context)
    }
    return try evaluator.evaluate(
      algorithm.ranking(contestant.settings), as: name, params: values,
      on: data.rankingSplits(for: algorithm), context: context)
  }

  /// The reports, all but the first one compared with it.
  private func compared(_ evaluations: [Evaluation]) -> [EvaluationReport] {
    let figures = options.task == .rating ? ["rmse", "mae"] : ["ndcg@\(options.depth)"]
    return evaluations.enumerated().map { place, evaluation in
      var report = evaluation.report
      guard place > 0 else { return report }
      report.comparisons = figures.compactMap { figure in
        PairedComparison(
          evaluation, against: evaluations[0], by: figure,
          bootstrap: Bootstrap(seed: settings.seed), threads: FitContext.coreCount)
      }
      return report
    }
  }
}

extension Algorithm {
  /// Every setting with the value it has when some are given.
  func allValues(_ given: [String: String]) throws(Failure) -> [String: ParameterValue] {
    let values: [String: ParameterValue]
    do throws(ParameterError) { values = try self.values(given) } catch {
      throw Failure(error, of: self)
    }
    return settings.reduce(into: values) { all, setting in
      all[setting.name] = all[setting.name] ?? setting.standard
    }
  }
}

extension Error {
  /// Whether somebody asked to stop.
  fileprivate var isCancellation: Bool {
    self is CancellationError || (self as? EvaluationError) == .fit(.cancelled)
  }
}
