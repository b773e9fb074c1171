import Foundation
import PickModel
import PickStore
import PickStoreSQLite
import PickTestSupport
import Testing

@testable import PickReport

/// Titles and names from outside that try to become more than text.
@Suite("Hostile text in a report")
struct HostileTextTests {
  static let names = [
    "<script>alert(1)</script>", "\"\u{301} onmouseover=alert(1) x=\"", "' onload='alert(1)",
    "\u{1B}[31mred\u{1B}[0m", "\u{1B}]52;c;aGVsbG8=\u{7}clip", "\u{9B}2Jclear",
    "a\u{202E}gnp.exe\u{202C}", "a" + String(repeating: "\u{301}", count: 10_000),
    "=HYPERLINK(\"x\")", "{{style}}{{{style}}}", "'; system 'touch pwned'; '", "`touch pwned`",
  ]

  /// A catalogue of hostile titles: a film, and a series of two parts that both were watched.
  private static func database() async throws -> SQLiteDatabase {
    let database = try SQLiteDatabase.inMemory(id: DatabaseID("hostile"))
    var batch = ImportBatch(accounts: StoreSample.accounts)
    for (place, name) in names.enumerated() {
      let id = Int64(place + 1)
      batch.titles.append(
        ImportedTitle(
          title: Title(
            id: Title.ID(id), name: LocalizedText(name), kind: .series, category: .drama,
            genres: [], year: nil, ageRating: nil, availability: .always,
            addedAt: StoreSample.now),
          key: "title \(id)", synopsis: LocalizedText(""), cast: []))
      for part in 1...2 as ClosedRange<Int64> {
        let asset = StoreSample.asset(
          id * 10 + part, of: id, episode: EpisodeNumber(number: Int(part)))
        batch.assets.append(ImportedAsset(asset: asset, names: ["asset \(id) \(part)"]))
      }
    }
    _ = try await database.store(batch) { _, _ in }
    return database
  }

  private static func figures() async throws -> ReportFigures {
    let events = names.indices.flatMap { place in
      [101, 102].map { viewer in
        SmallMonth.event(
          UInt64(place), viewer, Int64((place + 1) * 10 + 1),
          SmallMonth.at(11, 1 + place, 20), 3_000)
      }
    }.sorted { ($0.viewer, $0.startedAt) < ($1.viewer, $1.startedAt) }
    let metrics = SampleMetrics.json.replacing(
      "next-title", with: "<script>alert(2)</script>'; system 'id'; '")
    return try await ExplorationReport(
      catalog: try await database(), watches: ArrayWatches(events: events))(
        .everything, asOf: SmallMonth.now,
        imported: ImportFacts(rejected: [(file: "a/<b>.csv", reason: "\u{1B}[1m<i>")]),
        recommendation: RecommendationFigures(
          metrics: try JSONDecoder().decode(
            EvaluationMetrics.self, from: Data(metrics.utf8)),
          examples: [
            RecommendationFigures.Example(
              watchedTitles: 1, latest: names.map { LocalizedText($0) },
              picks: names.map {
                RecommendationFigures.Example.Pick(name: LocalizedText($0), reasons: [])
              })
          ]))
  }

  @Test("the page has the names as text, and no element or attribute of theirs")
  func page() async throws {
    let document = ReportDocument(try await Self.figures(), in: .korean)
    let html = try ReportPage(document, drawings: [:]).html()
    #expect(!html.contains("<script") && !html.contains("<i>") && !html.contains("<b>"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    // A quotation mark with a mark on it is one character to Swift: looked at scalar by scalar.
    let scalars = Array(html.unicodeScalars)
    for place in scalars.indices.dropLast() where scalars[place] == "\"" {
      #expect(scalars[place + 1] != "\u{301}")
    }
    for line in html.split(separator: "\n") { #expect(DisplayText.isSafe(String(line))) }
    #expect(html.utf8.count < 400_000)
  }

  @Test("no control sequence, direction mark or heap of marks reaches a terminal")
  func terminal() async throws {
    let document = ReportDocument(try await Self.figures(), in: .english)
    for line in ReportTables(document).text.split(separator: "\n") {
      #expect(DisplayText.isSafe(String(line)))
      #expect(DisplayWidth.of(String(line)) <= 80)
    }
  }

  @Test("files hold no control characters, and no formula of theirs")
  func files() async throws {
    let figures = try await Self.figures()
    let json = try ReportWriter(gnuplot: nil).json(figures)
    #expect(DisplayText.isSafe(String(json.dropLast())))
    #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
    for table in ReportDocument(figures, in: .korean).tables {
      let text = ReportCSV.text(table)
      #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
      #expect(!text.split(separator: "\n").contains { $0.hasPrefix("=") })
    }
    #expect(ReportCSV.field("=1+1") == "'=1+1" && ReportCSV.field("-0.5") == "-0.5")
    #expect(ReportCSV.field("a,\"b\"\u{301}") == "\"a,\"\"b\"\"\u{301}\"")
  }

  @Test("names in a script are letters and digits", arguments: names)
  func script(name: String) {
    let quoted = GnuplotScript.quoted(name)
    #expect(quoted.first == "'" && quoted.last == "'")
    let inside = quoted.dropFirst().dropLast()
    #expect(!inside.contains { "'\"\\`$@{}%;<>&|!#=".contains($0) })
    #expect(DisplayWidth.of(String(inside)) <= 40)
  }
}
