import PickCore
import PickModel
import PickPipeline
import PickReport
import PickStore
import PickSystem

extension Pipeline {
  /// Describes for people what was watched; never stops a month.
  func reportWork(_ month: Month, _ language: Language) async throws -> StageWork {
    let results = results(of: month)
    let facts = try await watched(by: month)
    let input = Checksum.of([
      "\(facts.events)", "\(facts.watchedSeconds)", "\(facts.last?.millisecondsSince1970 ?? 0)",
      Release.version, language.rawValue,
    ])
    return StageWork(input: input, stands: { results.checksum(results.figures) == $0 }) {
      [self] progress in
      try await checkKept(month)
      do {
        return try await describe(month, language, in: results, progress)
      } catch let error as CancellationError {
        throw error
      } catch {
        let reason = PipelineError.reason(error, writing: results.path)
        return StageResult(
          output: "", sentence: "there is no report", warnings: ["The report failed: \(reason)"])
      }
    }
  }

  private func describe(
    _ month: Month, _ language: Language, in results: MonthResults,
    _ progress: @escaping StageProgress
  ) async throws -> StageResult {
    let report = ExplorationReport(catalog: stores, watches: stores)
    // Rows are counted in the month's own validation: which of them were rejected, and why.
    let rejected = results.rejectedReasons
    let figures = try await report(
      .month(month), asOf: clock.now(), imported: ImportFacts(rejected: rejected)
    ) { step in
      switch step {
      case .catalogue: progress("Reading the catalogue", 0)
      case .clicks: progress("Reading clicks", 0.1)
      case .events: progress("Reading what was watched", 0.2)
      case .examples: progress("Asking for examples", 0.9)
      }
    }
    let json = try PipelineJSON.encode(figures)
    try results.write(json, to: results.figures)
    try ReportWriter(language: language).write(figures, to: results.path) { done, all in
      progress("Drawing", all > 0 ? Double(done) / Double(all) : 1)
    }
    return StageResult(
      output: Checksum.of(json),
      sentence: "\(results.path)/report.html: \(figures.size.events) views of "
        + "\(figures.size.viewers) viewers")
  }

  /// Writes into a month's report how models did and which one serves, once that is known.
  ///
  /// - Parameters:
  ///   - report: the results of the month.
  ///   - metrics: the figures of its model; those of the month where it is `nil`.
  ///   - language: that of the report, where it does not say.
  /// - Returns: why it was not written, if it was not: a report is no reason to stop.
  /// - Throws: what the database throws.
  func addModels(
    toReportIn report: MonthResults, metrics: String? = nil, language: Language
  ) async throws -> [String] {
    guard let bytes = try? Files.read(report.figures, limit: 1 << 26),
      var figures = try? PipelineJSON.decode(ReportFigures.self, from: bytes)
    else { return [] }
    figures.recommendation = RecommendationFigures(
      metrics: try? EvaluationMetrics(file: metrics ?? report.metrics),
      served: try await ModelRegistry(self).served())
    // A later stage that is run by itself may not be told the language.
    let writer = ReportWriter(language: report.reportLanguage ?? language)
    do {
      try writer.write(figures, to: report.path)
      return []
    } catch {
      let reason = PipelineError.reason(error, writing: report.path)
      return ["The report was not written anew: \(reason)"]
    }
  }
}

extension MonthResults {
  /// The figures of the report, to which the models are added later.
  var figures: String { path + "/figures.json" }

  /// The language the report is written in; `nil` without one.
  fileprivate var reportLanguage: Language? {
    struct Report: Decodable { let language: Language }
    let bytes = try? Files.read(path + "/report.json", limit: 1 << 26)
    return bytes.flatMap { try? PipelineJSON.decode(Report.self, from: $0).language }
  }

  /// File and reason of the rows that were rejected.
  fileprivate var rejectedReasons: [(file: String, reason: String)] {
    guard let bytes = try? Files.read(rejected, limit: 1 << 26) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", maxSplits: 2)
      return (
        file: String(fields.first ?? ""),
        reason: fields.count > 2 ? Self.unquoted(fields[2]) : ""
      )
    }
  }

  /// A field without the quotation marks around it, those within it single again.
  private static func unquoted(_ field: Substring) -> String {
    guard field.count > 1, field.first == "\"", field.last == "\"" else { return String(field) }
    return String(field.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }
}
