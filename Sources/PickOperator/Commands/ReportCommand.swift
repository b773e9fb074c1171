import ArgumentParser
import Foundation
import PickCommand
import PickCore
import PickIntake
import PickModel
import PickPipeline
import PickReport
import PickStore
import PickStoreMySQL
import PickSystem

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report of what was watched, and of the model that serves.",
    discussion: """
      One page of HTML without scripts (report.html), the same figures as JSON (report.json), and a \
      CSV file for each table (tables/). Each finding is followed by what it means for the model. \
      Pictures are drawn by gnuplot; without it the page shows tables. No viewer is named.

      With --month the month before is read too, and what changed is part of the report.

      An earlier report in the folder is replaced. A folder that holds anything else is left as it is, \
      unless --force allows it.
      """.examples(
        "pickctl report --output report",
        "pickctl report --output report --month 2023-08 --terminal"))

  @OptionGroup var database: DatabaseOption
  @OptionGroup var models: ModelsOption
  @Option(
    help: ArgumentHelp("The month, in Seoul (default: everything).", valueName: "yyyy-mm"),
    transform: MonthOption.read)
  var month: Month?
  @Option(help: ArgumentHelp("Where the report goes.", valueName: "dir"))
  var output: String
  @Flag(help: "Write into a folder that holds something else, too.") var force = false
  @Option(help: "The language: ko or en.") var language = ReportLanguage.ko
  @Option(
    help: ArgumentHelp(
      "An evaluation (metrics.json of the pipeline) to be reported (default: that of the model that "
        + "serves).", valueName: "file"))
  var metrics: String?
  @Option(
    help: ArgumentHelp(
      "What pickctl import --format json printed, for the rows that were rejected.",
      valueName: "file"))
  var imported: String?
  @Flag(help: "Print the same figures as tables, 80 columns wide.") var terminal = false
  @Flag(help: "Print bars and rules in ASCII.") var plain = false
  @Option(help: "How to print the result.") var format = OutputFormat.text

  func validate() throws {
    guard format == .text || !terminal else {
      throw ValidationError("--terminal prints tables: no --format json.")
    }
    guard terminal || !plain else {
      throw ValidationError("--plain is about --terminal: use both.")
    }
  }

  func run() async throws {
    try await reporting {
      let line = ProgressLine()
      defer { line.finish() }
      let language = language.language
      let figures = try await figures(line)
      let writer = ReportWriter(language: language)
      if Gnuplot.installed == nil {
        line.say("gnuplot is not installed: the page shows tables (Debian: gnuplot-nox).")
      }
      let files = try writer.write(figures, to: output) { line.show("Drawing", $0, of: $1) }
      line.finish()
      let sink = TextSink.standardOutput()
      switch (format, terminal) {
      case (.json, _): try sink.add(writer.json(figures))
      case (.text, true):
        let document = ReportDocument(figures, in: language)
        try sink.add(ReportTables(document, isPlain: plain).text)
      case (.text, false):
        try StandardOutput.show(
          "\(files[0]): \(figures.size.events) views of \(figures.size.viewers) viewers, "
            + "\(files.count - 2) tables beside it")
      }
      try sink.end()
    }
  }

  private func figures(_ line: ProgressLine) async throws -> ReportFigures {
    // Files are read first: what is named in vain is told at once.
    try NamedPath(output).check(.folder, "the folder the report goes to (--output)")
    if !force { try ReportPlace(output).check() }
    if let metrics { try NamedPath(metrics).check(.file, "an evaluation, metrics.json") }
    if let imported { try NamedPath(imported).check(.file, "what an import printed (--imported)") }
    let evaluation = try metrics.map { path throws(ReportError) in
      try EvaluationMetrics(file: path)
    }
    let facts = try imported.map { path throws(ReportError) in try ImportFacts(file: path) }
    let opened = try await database.open()
    let directory = try models.directory(of: opened)
    let engine = Engine(
      stores: Engine.Stores(
        catalog: opened.stores, watches: opened.stores, choices: opened.stores),
      models: directory)
    let registry = ModelRegistry(
      stores: opened.stores, models: directory, now: SystemWallClock().now())
    // Without a file, what the model that serves was measured with.
    let measured = evaluation == nil ? try await registry.servedMetrics() : nil
    let report = ExplorationReport(
      catalog: opened.stores, watches: opened.stores, engine: engine)
    return try await report(
      month.map(ReportRange.month) ?? .everything, asOf: SystemWallClock().now(), imported: facts,
      recommendation: RecommendationFigures(
        metrics: evaluation ?? measured, served: try await registry.served())
    ) { line.show($0) }
  }
}

/// The folder a report goes to.
private struct ReportPlace {
  private static let pages: Set = ["report.html", "report.json"]
  /// Entries that are named at most.
  private static let shown = 3

  private let path: String

  init(_ path: String) { self.path = path }

  /// Refuses a folder that holds anything but an earlier report.
  func check() throws(Failure) {
    let names = Set((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
    // Both pages make a report: one of them alone, or tables alone, may be of any origin.
    let report = Self.pages.isSubset(of: names) ? Self.pages.union([ReportWriter.tables]) : []
    let others = names.subtracting(report).sorted()
    guard !others.isEmpty else { return }
    let more = others.count > Self.shown ? ", …" : ""
    throw Failure(
      .badData,
      "\(path) holds something else than a report: "
        + "\(others.prefix(Self.shown).joined(separator: ", "))\(more). Nothing was written. Name "
        + "another folder, or add --force.")
  }
}

/// A language of reports.
enum ReportLanguage: String, ExpressibleByArgument, CaseIterable {
  case ko, en

  var language: Language { self == .ko ? .korean : .english }
}

extension ProgressLine {
  /// A phase for each step; how many events there are in all is not known before they are read.
  fileprivate func show(_ step: ExplorationReport.Step) {
    switch step {
    case .catalogue: show("Reading the catalogue", fraction: 0)
    case .clicks: show("Reading clicks", fraction: 0.1)
    case .events(let count):
      let counted = StandardError.isTerminal && count > 0 ? " (\(count) views)" : ""
      show("Reading what was watched\(counted)", fraction: 0.2)
    case .examples: show("Asking for examples", fraction: 0.7)
    }
  }
}
