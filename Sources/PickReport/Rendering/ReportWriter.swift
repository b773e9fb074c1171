import Foundation
import Glibc
package import PickModel
import PickSystem

/// Writes a report: `report.html`, `report.json` and a file of comma-separated values for each table.
///
///     let files = try ReportWriter(language: .korean).write(figures, to: "pipeline/2023-08")
///
/// Each file is replaced as a whole: a reader sees the old one or the new one. Equal figures give
/// equal files on one machine.
package struct ReportWriter: Sendable {
  /// The directory of the tables, within that of the report.
  package static let tables = "tables"

  private let language: Language
  private let gnuplot: Gnuplot?

  /// A writer.
  ///
  /// - Parameters:
  ///   - language: the language of the page and the findings.
  ///   - gnuplot: what draws; without it the page shows tables.
  package init(language: Language = .korean, gnuplot: Gnuplot? = .installed) {
    self.language = language
    self.gnuplot = gnuplot
  }

  /// Writes everything into a directory, which is made when it is missing.
  ///
  /// - Parameters:
  ///   - figures: what the report says.
  ///   - directory: where it goes.
  ///   - progress: called with pictures drawn, of all.
  /// - Returns: the paths of the files, the page first.
  /// - Throws: `cannotWrite`; `cannotRender` before anything is written.
  @discardableResult
  package func write(
    _ figures: ReportFigures, to directory: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(ReportError) -> [String] {
    let document = ReportDocument(figures, in: language)
    let drawings = drawings(of: document, progress: progress)
    var files: [(String, String)] = [
      ("report.html", try html(document, drawings)),
      ("report.json", try json(figures)),
    ]
    files += document.tables.map { ("\(Self.tables)/\($0.id).csv", ReportCSV.text($0)) }
    Files.makeDirectories("\(directory)/\(Self.tables)")
    for (name, text) in files {
      try Self.replace("\(directory)/\(name)", with: Array(text.utf8))
    }
    Files.synchronizeDirectory(directory)
    return files.map { "\(directory)/\($0.0)" }
  }

  private func html(
    _ document: ReportDocument, _ drawings: [String: Drawing]
  ) throws(ReportError) -> String {
    do {
      return try ReportPage(document, drawings: drawings).html()
    } catch {
      throw .cannotRender(file: "report.html")
    }
  }

  /// The figures and the findings as one line of JSON, keys sorted, control characters escaped.
  ///
  /// - Throws: `cannotRender`.
  package func json(_ figures: ReportFigures) throws(ReportError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let file = ReportFile(figures: figures, document: ReportDocument(figures, in: language))
    guard let bytes = try? encoder.encode(file) else { throw .cannotRender(file: "report.json") }
    return DisplayText.escapedJSON(String(decoding: bytes, as: UTF8.self)) + "\n"
  }

  /// The pictures that could be drawn, by their names.
  private func drawings(
    of document: ReportDocument, progress: (Int, Int) -> Void
  ) -> [String: Drawing] {
    guard let gnuplot else { return [:] }
    let plots = document.sections.flatMap(\.blocks).compactMap { block in
      if case .plot(let plot) = block { plot } else { nil as Plot? }
    }
    var drawings: [String: Drawing] = [:]
    for (done, plot) in plots.enumerated() {
      progress(done, plots.count)
      drawings[plot.id] = try? Drawing(plot, by: gnuplot)
    }
    return drawings
  }

  private static func replace(_ path: String, with bytes: [UInt8]) throws(ReportError) {
    do {
      try Files.replace(path, by: path + ".new", with: bytes)
    } catch {
      throw .cannotWrite(path: path, code: (error as? FileError)?.errno ?? EIO)
    }
  }
}

/// `report.json`: the figures with what is said of them.
private struct ReportFile: Encodable {
  let figures: ReportFigures
  let document: ReportDocument

  private enum CodingKeys: String, CodingKey {
    case language, findings
  }

  private struct Finding: Encodable {
    let section: String
    let finding: String
    let meaning: String
  }

  func encode(to encoder: any Encoder) throws {
    try figures.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(document.language, forKey: .language)
    try members.encode(
      document.sections.map { Finding(section: $0.id, finding: $0.finding, meaning: $0.meaning) },
      forKey: .findings)
  }
}
