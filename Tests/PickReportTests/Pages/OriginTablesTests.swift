import PickCore
import PickModel
import PickTestSupport
import Testing

@testable import PickReport

@Suite("Where the served model comes from")
struct OriginTablesTests {
  private func served(
    isImported: Bool = false, isOfMachine: Bool? = nil, hasOrigin: Bool = true
  ) -> RecommendationFigures.Served {
    let manifest = ModelManifest(
      file: [1], recipe: ModelRecipe(), seed: 1, trainedAt: SmallMonth.now, dataFingerprint: "f00d",
      counts: ModelManifest.Counts(
        titles: 2, watchedTitles: 2, viewers: 2, interactions: 3, events: 7))
    let origin = ModelOrigin(
      month: "2026-11", run: "0123456789abcdef0123456789abcdef", servesSince: SmallMonth.now,
      isImported: isImported, isOfMachine: isOfMachine,
      sources: [
        ModelOrigin.Source(
          month: "2026-11", checksum: String(repeating: "c", count: 64),
          files: [
            ModelOrigin.File(
              name: "views.csv", rows: 3237, sha256: String(repeating: "a", count: 64))
          ])
      ],
      checks: [
        ModelOrigin.Check(name: "popularity", isPassed: true, sentence: "better by 0.1"),
        ModelOrigin.Check(name: "<b>", isPassed: false, sentence: ""),
      ])
    return RecommendationFigures.Served(manifest, origin: hasOrigin ? origin : nil)
  }

  private func document(
    _ served: RecommendationFigures.Served, measured: String? = nil, _ language: Language = .english
  ) async throws -> ReportDocument {
    var recommendation = RecommendationFigures(served: served)
    if let measured {
      let json = SampleMetrics.json.replacing(
        "{\"version\":1,", with: "{\"version\":1,\"model\":\"\(measured)\",")
      recommendation.metrics = try SampleMetrics.metrics(of: json)
    }
    return ReportDocument(
      try await SmallMonth.figures(recommendation: recommendation), in: language)
  }

  @Test("files, rows, checksums, month, run and the gate's verdicts", arguments: Language.allCases)
  func whole(language: Language) async throws {
    let served = served()
    let document = try await document(served, measured: served.id, language)
    let sources = try #require(document.tables.first { $0.id == "sources" })
    #expect(
      ReportCSV.text(sources).split(separator: "\n").dropFirst() == [
        "2026-11,manifest.json,,\(String(repeating: "c", count: 64))",
        "2026-11,views.csv,3237,\(String(repeating: "a", count: 64))",
      ])
    let gate = try #require(document.tables.first { $0.id == "gate" })
    #expect(gate.rows.map { $0.map(\.raw) }.first == ["popularity", "passed"])
    let page = try ReportPage(document, drawings: [:]).html()
    #expect(page.contains(served.id) && page.contains("0123456789abcdef"))
    #expect(page.contains("3,237") && !page.contains("<b>"))
  }

  @Test("where another model serves than was measured, the finding says which one does")
  func refused() async throws {
    let served = served()
    let section = try #require(
      try await document(served, measured: "0011223344556677").sections
        .first { $0.id == "models" })
    #expect(section.finding.hasPrefix("Model \(served.id) serves, and model 0011223344556677"))
    #expect(section.meaning.contains("did not pass the gate"))
  }

  @Test("a model that pick trained by itself says so")
  func machine() async throws {
    for (language, words) in [
      (Language.english, "pick trained it by itself in 2026-11"), (.korean, "pick이 스스로 학습했습니다"),
    ] {
      let document = try await document(served(isOfMachine: true), language)
      #expect(try ReportPage(document, drawings: [:]).html().contains(words))
    }
  }

  @Test("what is not known of a model stands among the limits")
  func limits() async throws {
    func limits(_ served: RecommendationFigures.Served) async throws -> String {
      let section = try #require(try await document(served).sections.last)
      return section.finding + "\(section.blocks)"
    }
    #expect(try await limits(served(hasOrigin: false)).contains("came out of no pipeline"))
    #expect(try await limits(served(isImported: true)).contains("counts from elsewhere"))
    #expect(try await !limits(served()).contains("out of no pipeline"))
  }

  @Test("ratings without times: neither hours nor a watch ratio are made up")
  func ratings() async throws {
    let event = WatchEvent(
      id: EventID(at: SmallMonth.at(11, 2, 20), rest: (0, 1)), viewer: Viewer.ID(101),
      asset: Asset.ID(11), startedAt: SmallMonth.at(11, 2, 20), watchedSeconds: 0,
      statedPreference: 0.8, source: .imported)
    let document = ReportDocument(
      try await SmallMonth.figures(events: [event]), in: .english)
    let time = try #require(document.headline.first { $0.label == "Time watched" })
    #expect(time.value == "not known" && time.note == "median watch ratio not known")
    #expect(!document.sections.contains { $0.id == "ratio" })
  }
}
