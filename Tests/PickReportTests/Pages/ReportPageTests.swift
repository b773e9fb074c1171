import Foundation
import PickImport
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickReport

@Suite("Page of a report")
struct ReportPageTests {
  private static func figures() async throws -> ReportFigures {
    try await SmallMonth.figures(
      imported: ImportFacts(rejected: [(file: "views.csv", reason: "date cannot be read")]),
      recommendation: RecommendationFigures(metrics: try SampleMetrics.metrics()))
  }

  @Test("page, terminal and files say the same", arguments: Language.allCases)
  func same(language: Language) async throws {
    let document = ReportDocument(try await Self.figures(), in: language)
    let html = try ReportPage(document, drawings: [:]).html()
    for section in document.sections {
      #expect(html.contains(HTMLText.escaped(section.finding)))
      #expect(html.contains(HTMLText.escaped(section.meaning)))
    }
    for table in document.tables {
      for cell in table.rows.flatMap(\.self) {
        #expect(html.contains(">\(HTMLText.escaped(cell.text))</td>"))
      }
      let lines = ReportCSV.text(table).split(separator: "\n")
      #expect(lines.count == table.rows.count + 1)
    }
    let terminal = ReportTables(document).text
    for fact in document.headline { #expect(terminal.contains(fact.value)) }
  }

  @Test("JSON has the figures that the page shows, and reads back")
  func json() async throws {
    let figures = try await Self.figures()
    let json = Data(try ReportWriter(gnuplot: nil).json(figures).utf8)
    #expect(try JSONDecoder().decode(ReportFigures.self, from: json) == figures)
    let members = try #require(
      try JSONSerialization.jsonObject(with: json) as? [String: Any])
    let findings = try #require(members["findings"] as? [[String: String]])
    let document = ReportDocument(figures, in: .korean)
    #expect(findings.map { $0["meaning"] } == document.sections.map(\.meaning))
  }

  @Test("every section has a finding and what it means, in both languages")
  func sentences() async throws {
    let figures = try await Self.figures()
    let korean = ReportDocument(figures, in: .korean)
    let english = ReportDocument(figures, in: .english)
    #expect(korean.sections.map(\.id) == english.sections.map(\.id))
    #expect(
      korean.sections.map(\.id) == [
        "loaded", "quality", "time", "long-tail", "ratio", "series", "audience", "sparsity",
        "change", "clicks", "models", "limits",
      ])
    for (one, other) in zip(korean.sections, english.sections) {
      #expect(one.finding.hasSuffix("다.") && one.meaning.hasSuffix("다."), "\(one.id)")
      #expect(other.finding.hasSuffix(".") && other.meaning.hasSuffix("."), "\(other.id)")
      #expect(!other.heading.isEmpty && one.heading != other.heading)
    }
  }

  @Test("an English report holds no Korean but names of the catalogue")
  func english() async throws {
    let document = ReportDocument(try await Self.figures(), in: .english)
    var texts = [document.title, document.subtitle]
    texts += document.headline.flatMap { [$0.label, $0.value, $0.note] }
    for section in document.sections {
      texts += [section.heading, section.finding, section.meaning]
      for block in section.blocks {
        switch block {
        case .facts(let facts): texts += facts.flatMap { [$0.label, $0.value, $0.note] }
        case .note(let sentence): texts.append(sentence)
        case .table: break
        case .plot(let plot): texts += [plot.caption, plot.description, plot.xLabel] + plot.legend
        }
      }
    }
    for table in document.tables {
      texts += [table.caption] + table.columns.map(\.title) + table.rows.flatMap { $0.map(\.text) }
    }
    let names = StoreSample.titles.map(\.title.name.original)
    for text in texts {
      let own = names.reduce(text) { $0.replacing($1, with: "") }
      let hasHangul = own.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
      #expect(!hasHangul, "\(text)")
    }
  }

  @Test("the shelf of this hour bears the name that screens show", arguments: Language.allCases)
  func shelf(language: Language) async throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let table = root.appending(path: "Sources/PickTUI/Text/\(language.rawValue).json")
    let sentences = try JSONDecoder().decode(
      [String: String].self, from: Data(contentsOf: table))
    let name = try #require(sentences["heroRealtime"])
    let document = ReportDocument(try await Self.figures(), in: language)
    #expect(document.sections.first { $0.id == "time" }?.meaning.contains(name) == true)
  }

  @Test("a Korean report gives every reason of a rejected row in Korean", arguments: reasons)
  func korean(reason: RejectionReason) async throws {
    let facts = ImportFacts(rejected: [(file: "views.csv", reason: reason.text)])
    let document = ReportDocument(try await SmallMonth.figures(imported: facts), in: .korean)
    let table = try #require(document.tables.first { $0.id == "rejected-reasons" })
    let shown = try #require(table.rows.first?.first)
    #expect(shown.raw == reason.text)
    #expect(!shown.text.contains(try Regex("[a-z]{2,}")), "\(shown.text)")
    #expect(shown.text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) })
    let meaning = try #require(document.sections.first { $0.id == "loaded" }?.meaning)
    #expect(meaning.contains("“\(shown.text)”"))
    let english = ReportDocument(try await SmallMonth.figures(imported: facts), in: .english)
    #expect(
      english.tables.first { $0.id == "rejected-reasons" }?.rows.first?.first?.text == reason.text)
  }

  /// One of each kind; the columns are in capitals, so that what is left in English is seen.
  private static let reasons: [RejectionReason] = [
    .invalidBytes(encoding: .utf8), .invalidBytes(encoding: .cp949), .nulByte,
    .fieldTooLong(limit: 65_536), .unterminatedQuote, .textAfterQuote,
    .wrongColumnCount(expected: 12, found: 2), .empty(column: "DATE"), .malformed(column: "DATE"),
    .thousands(column: "USE_TMS"), .outOfRange(column: "RATING"), .inFuture(column: "DATE"),
    .unknown(column: "ASSET_NM"), .nameTaken(column: "ASSET_NM"),
  ]

  @Test("what a finding means follows from the figures")
  func computed() async throws {
    let enough = ReportDocument(try await Self.figures(), in: .english)
    let meaning = enough.sections.first { $0.id == "models" }?.meaning ?? ""
    #expect(meaning.contains("clearly better than popularity"))
    let few = SampleMetrics.json.replacing("\"enough_cases\":true", with: "\"enough_cases\":false")
    let metrics = try JSONDecoder().decode(EvaluationMetrics.self, from: Data(few.utf8))
    let figures = try await SmallMonth.figures(
      recommendation: RecommendationFigures(metrics: metrics))
    let unclear = ReportDocument(figures, in: .english)
    #expect(
      unclear.sections.first { $0.id == "models" }?.meaning.contains("cannot be told apart")
        == true)
    #expect(unclear.sections.last?.finding.contains("420 cases") == true)
  }

  @Test("the page needs nothing from elsewhere and runs nothing")
  func selfContained() async throws {
    let html = try ReportPage(
      ReportDocument(try await Self.figures(), in: .korean), drawings: [:]
    ).html()
    #expect(html.hasPrefix("<!doctype html>\n<html lang=\"ko\">\n<head>\n<meta charset=\"utf-8\">"))
    for part in ["<script", "src=", "@import", "url(", "http://", "https://", "{{"] {
      #expect(!html.contains(part), "\(part)")
    }
    #expect(html.contains("prefers-color-scheme:dark") && html.contains("@media print"))
  }

  @Test("without gnuplot the page says so and its tables are open")
  func withoutPictures() async throws {
    let html = try ReportPage(
      ReportDocument(try await Self.figures(), in: .korean), drawings: [:]
    ).html()
    #expect(html.contains("gnuplot이 없거나") && html.contains("<details open>"))
    #expect(!html.contains("<svg"))
  }
}
