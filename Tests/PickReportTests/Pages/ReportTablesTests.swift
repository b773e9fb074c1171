import PickModel
import Testing

@testable import PickReport

@Suite("Report in a terminal")
struct ReportTablesTests {
  @Test(
    "no line is wider than the terminal, Hangul counted as two columns",
    arguments: Language.allCases, [40, 80])
  func width(language: Language, columns: Int) async throws {
    let figures = try await SmallMonth.figures(
      recommendation: RecommendationFigures(metrics: try SampleMetrics.metrics()))
    let document = ReportDocument(figures, in: language)
    for line in ReportTables(document, columns: columns).text.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= columns, "\(line)")
    }
  }

  @Test("columns stand below each other")
  func aligned() async throws {
    let document = ReportDocument(try await SmallMonth.figures(), in: .korean)
    let lines = ReportTables(document).text.split(separator: "\n").map(String.init)
    let heading = try #require(lines.first { $0.contains("시청 비중") && $0.contains("분류") })
    let row = try #require(lines.first { $0.contains("TV드라마") })
    func end(of part: String, in line: String) -> Int? {
      line.firstRange(of: part).map { DisplayWidth.of(String(line[..<$0.upperBound])) }
    }
    #expect(end(of: "시청 비중", in: heading) == end(of: "83.3%", in: row))
  }

  @Test("a plain report has bars and rules of ASCII")
  func plain() async throws {
    let document = ReportDocument(try await SmallMonth.figures(), in: .english)
    let text = ReportTables(document, isPlain: true).text
    #expect(text.contains("####") && text.contains("> "))
    #expect(!text.contains("█") && !text.contains("─") && !text.contains("→"))
  }

  @Test("bars are as long as their figures")
  func bars() async throws {
    let document = ReportDocument(try await SmallMonth.figures(), in: .english)
    let text = ReportTables(document, isPlain: true).text
    func bar(_ name: String) throws -> Int {
      let line = try #require(text.split(separator: "\n").first { $0.contains(name) })
      return line.count { $0 == "#" }
    }
    #expect(try bar("TV drama") == 24 && bar("Films") == 4)
  }
}
