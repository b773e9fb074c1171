import ArgumentParser
import Foundation
import PickCommand
import PickModel
import PickRecommender
import PickStoreMySQL
import PickTraining

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure algorithms on data they have not seen.",
    discussion: """
      Each model learns from the past of each split and is measured by what came after. Figures \
      come with their 95 % intervals, drawn by user. Of two or more models each is compared with \
      the first one, user by user. --model all takes every algorithm that can be asked the task; \
      --param then goes to those that have the parameter. Of several algorithms one that cannot be \
      measured is named, and the others are printed all the same. --model served is what \
      pickctl train lets serve: its settings are chosen anew on the last weeks of each past.

      --page home measures front pages instead: at the beginning of each of the last weeks (--folds) \
      everything is as it was, a page is built for each viewer who then watched something, and it is \
      worth what it shows of that within a day and a week, the top left most.
      """.examples(
        "pickctl evaluate --model popularity,ease,blend",
        "pickctl evaluate --ratings ratings.csv --model all --columns model,ndcg@10",
        "pickctl evaluate --model served --split weekly --folds 3", "pickctl evaluate --page home"))

  @OptionGroup var learning: LearningOptions
  @Option(
    help: ArgumentHelp(
      "Algorithms, as pickctl algorithms lists them, or served: one, several joined by commas, or all.",
      valueName: "ids"))
  var model: String?
  @Option(help: ArgumentHelp("Measure a page as it was served: home.", valueName: "name"))
  var page: MeasuredPage?
  @OptionGroup var settings: SettingOptions
  @OptionGroup var options: EvaluationOptions
  @Option(help: "How to print the result.") var format = TableFormat.table

  func validate() throws {
    guard page != nil else {
      guard model != nil else { throw ValidationError("Say what to measure: --model or --page.") }
      try options.checkCut(isDatabase: learning.ratings == nil)
      return
    }
    guard model == nil, settings.parameters.isEmpty else {
      throw ValidationError("A page is measured as it is served: no --model and no --param.")
    }
    guard learning.ratings == nil else {
      throw ValidationError("A page is made of a database: --data, not --ratings.")
    }
    guard learning.source.columns == .title, options.task == .ranking else {
      throw ValidationError("A page shows titles: no --level and no --task.")
    }
    guard learning.positiveMin == nil else {
      throw ValidationError("Whatever was watched counts for a page: no --positive-min.")
    }
    guard options.split == nil || options.split == .weekly, options.namedFraction == nil else {
      throw ValidationError("Pages are measured week by week: --split weekly, --folds WEEKS.")
    }
  }

  func run() async throws {
    try await reporting {
      let line = ProgressLine()
      defer { line.finish() }
      let output = TextSink.standardOutput()
      switch page {
      case .home: try await evaluateHome(into: output, line: line)
      case nil: try await evaluate(into: output, line: line)
      }
      try output.end()
    }
  }

  /// Measures every model and prints what was found.
  func evaluate(into output: TextSink, line: ProgressLine) async throws {
    let contestants = try contestants()
    let figures = EvaluationText.figures(of: options.task, depth: options.depth)
    try EvaluationText.check(learning.shownColumns, among: figures)
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
          "pickctl: \(contestant.name): \(failure.sentence)\n")
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
    case .table:
      let text = EvaluationText(reports, figures: figures)
      try output.add(text.text(columns: learning.shownColumns, on: .current))
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

  /// A model that is measured.
  private enum Contestant {
    case algorithm(Algorithm, [String: String])
    /// The model that `train` would publish.
    case served

    /// Its name on the command line.
    static let servedName = "served"

    var name: String {
      switch self {
      case .algorithm(let algorithm, _): algorithm.id.rawValue
      case .served: Self.servedName
      }
    }
  }

  /// The algorithms named, their settings checked before anything is read.
  private func contestants() throws -> [Contestant] {
    let named = settings.named()
    let model = model ?? ""
    let names =
      model == "all"
      ? Algorithm.all.filter { $0.tasks.contains(options.task) }.map(\.id.rawValue)
      : model.split(separator: ",").map(String.init)
    guard !names.isEmpty else { throw Failure(.usage, "--model names no algorithm.") }
    let algorithms = try names.map { name -> Algorithm? in
      guard name != Contestant.servedName else { return nil }
      return try Algorithm.named(name)
    }
    let isShared = algorithms.count > 1
    for name in named.keys.sorted() where isShared || algorithms[0] == nil {
      guard algorithms.contains(where: { $0?.settings.contains { $0.name == name } ?? false })
      else { throw Failure(.usage, "None of the algorithms has a parameter \(name).") }
    }
    return try algorithms.map { algorithm in
      guard let algorithm else { return try served() }
      let own = named.filter { name, _ in
        !isShared || algorithm.settings.contains { $0.name == name }
      }
      if options.task == .rating {
        _ = try algorithm.predicting(own)
      } else {
        _ = try algorithm.ranking(own)
      }
      return .algorithm(algorithm, own)
    }
  }

  private func served() throws -> Contestant {
    guard options.task == .ranking, learning.source.columns == .title else {
      throw Failure(
        .usage, "What is served ranks titles that were not seen: --task ranking --level title.")
    }
    return .served
  }

  private func measure(
    _ contestant: Contestant, on data: EvaluationData, line: ProgressLine
  ) throws -> Evaluation {
    let name = contestant.name
    let context = FitContext.reporting("Measuring \(name)", seed: settings.seed, on: line)
    let evaluator = Evaluator(
      at: options.depth, bootstrap: Bootstrap(seed: settings.seed),
      meter: Evaluator.Meter(peakRSSBytes: { ProcessMemory.peakBytes }))
    switch contestant {
    case .served:
      return try evaluator.evaluate(
        ServedRecipe(), as: name, on: data.rankingSplits(ofWeights: true), context: context)
    case .algorithm(let algorithm, let own) where options.task == .rating:
      return try evaluator.evaluate(
        algorithm.predicting(own), as: name, params: algorithm.allValues(own),
        on: data.ratingSplits(), context: context)
    case .algorithm(let algorithm, let own):
      return try evaluator.evaluate(
        algorithm.ranking(own), as: name, params: algorithm.allValues(own),
        on: data.rankingSplits(ofWeights: !algorithm.ranksByRating), context: context)
    }
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
  /// Every setting with the value it has when some are given; none where they are chosen while it
  /// learns.
  func allValues(_ given: [String: String]) throws(Failure) -> [String: ParameterValue] {
    guard !given.isEmpty || !choosesSettings else { return [:] }
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
  /// Whether an interrupt was requested.
  fileprivate var isCancellation: Bool {
    self is CancellationError || (self as? EvaluationError) == .fit(.cancelled)
  }
}

/// A page that can be measured.
enum MeasuredPage: String, ExpressibleByArgument, CaseIterable {
  /// The front page.
  case home
}

extension EvaluateCommand {
  /// Measures front pages of the last weeks and prints what they were worth.
  func evaluateHome(into output: TextSink, line: ProgressLine) async throws {
    let opened = try await learning.source.database.open()
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "pickctl-pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: scratch, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: scratch) }
    let evaluate = EvaluatePages(
      catalog: opened.stores, watches: opened.stores, scratch: scratch.path)
    line.show("Measuring front pages", fraction: 0)
    let report = try await evaluate(
      weeks: options.folds, before: learning.source.instant, depth: options.depth,
      seed: settings.seed
    ) { line.show("Measuring front pages", fraction: $0) }
    line.finish()
    switch format {
    case .json: try output.add(try report.json() + "\n")
    case .table: try output.add(PageReportText(report).text)
    }
  }
}

/// The measures of front pages, as tables.
private struct PageReportText {
  /// Lines, each with its end.
  let text: String

  init(_ report: PageReport) {
    var lines: [String] = []
    for figures in report.figures {
      if !lines.isEmpty { lines.append("") }
      lines.append(
        "home, watched within a \(figures.horizon.rawValue): \(figures.pages) pages of "
          + "\(figures.viewers) viewers in \(report.instants.count) weeks")
      lines.append(
        "ndcg \(EvaluationText.interval(figures.ndcg)), hit rate "
          + "\(EvaluationText.interval(figures.hitRate)) among the first \(report.depth) of a row")
      let rows =
        [["shelf", "on pages", "hit rate", "hits nothing above shows"]]
        + figures.shelves.map { shelf in
          [shelf.name]
            + [shelf.presence, shelf.hitRate, shelf.adds].map { EvaluationText.number($0, 4) }
        }
      lines += EvaluationText.aligned(rows)
    }
    text = lines.map { $0 + "\n" }.joined()
  }
}

/// The memory of this process, as Linux counts it.
private enum ProcessMemory {
  /// The most memory since the process began or `forgetPeak`, in bytes; `nil` when the system does not say.
  static var peakBytes: Int64? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = Int64(line.split(separator: " ").dropFirst().first ?? "")
    else { return nil }
    return kilobytes * 1024
  }

  /// Lets the peak begin anew, so that one model's is not another's; where that is not allowed the
  /// peak stays.
  static func forgetPeak() {
    try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  }
}
