import Foundation
import Glibc
import PickRecommender
import PickTestSupport
import Testing

@testable import PickReport

/// An evaluation as the pipeline writes it.
enum SampleMetrics {
  static let json = """
    {"version":1,"month":"2026-11","cases":420,"enough_cases":true,
     "models":[
      {"name":"served","ndcg":{"mean":0.21,"low":0.18,"high":0.24},
       "recall":{"mean":0.3,"low":0.26,"high":0.34},"coverage":0.42,"novelty":7.1},
      {"name":"popularity","ndcg":{"mean":0.15,"low":0.13,"high":0.17},
       "recall":{"mean":0.2,"low":0.17,"high":0.23},"coverage":0.02,"novelty":4.2},
      {"name":"next-title","ndcg":{"mean":0.17,"low":0.14,"high":0.2},"coverage":0.3},
      {"name":"ease","ndcg":{"mean":0.2,"low":0.17,"high":0.23},"coverage":0.35}],
     "comparisons":[
      {"with":"popularity","difference":0.06,"low":0.04,"high":0.08},
      {"with":"ease","difference":0.01,"low":-0.005,"high":0.025}],
     "segments":[
      {"name":"1 watch","users":25,"models":[{"name":"served","ndcg":0.12},
       {"name":"popularity","ndcg":{"mean":0.11}}]},
      {"name":"2-4 watches","users":140,"models":[{"name":"served","ndcg":0.2}]}],
     "home":{"horizons":[{"horizon":"day","pages":900,"viewers":300,
      "ndcg":{"mean":0.5,"low":0.47,"high":0.53},"hit_rate":{"mean":0.8,"low":0.77,"high":0.83}}]},
     "ablation":[{"without":"sequence","ndcg":0.19,"difference":-0.02,"low":-0.03,
      "high":-0.01},{"without":"damping","ndcg":0.2,"difference":0}],
     "unknown":{"later":true}}
    """

  static func metrics(of json: String = Self.json) throws -> EvaluationMetrics {
    try JSONDecoder().decode(EvaluationMetrics.self, from: Data(json.utf8))
  }
}

@Suite("Evaluation of a report")
struct EvaluationMetricsTests {
  @Test("an evaluation is read, unknown members are passed over")
  func read() throws {
    let metrics = try SampleMetrics.metrics()
    #expect(metrics.models.map(\.name) == ["served", "popularity", "next-title", "ease"])
    #expect(metrics.comparisons.map(\.isClear) == [true, false])
    #expect(metrics.segments[0].models.map(\.ndcg.mean) == [0.12, 0.11])
    #expect(
      metrics.home?.horizons.first?.pages == 900 && metrics.ablation.map(\.low) == [-0.03, nil])
  }

  @Test("what lies between 0 and 1 by its definition does so whatever a file says")
  func bounded() throws {
    let json = SampleMetrics.json
      .replacing(
        "\"mean\":0.21,\"low\":0.18,\"high\":0.24", with: "\"mean\":1.7e308,\"low\":-1e9,\"high\":9"
      )
      .replacing("\"coverage\":0.42", with: "\"coverage\":1e300")
      .replacing(
        "\"users\":25,\"models\":[{\"name\":\"served\",\"ndcg\":0.12}",
        with: "\"users\":25,\"models\":[{\"name\":\"served\",\"ndcg\":-7}"
      )
      .replacing(
        "\"mean\":0.5,\"low\":0.47,\"high\":0.53", with: "\"mean\":50,\"low\":47,\"high\":53")
    let metrics = try JSONDecoder().decode(EvaluationMetrics.self, from: Data(json.utf8))
    #expect(metrics.models[0].ndcg == Interval(mean: 1, low: 0, high: 1))
    #expect(metrics.models[0].coverage == 1)
    #expect(metrics.segments[0].models[0].ndcg.mean == 0)
    #expect(metrics.home?.horizons.first?.ndcg == Interval(mean: 1, low: 1, high: 1))
  }

  @Test("what is read is what is written")
  func again() throws {
    let metrics = try SampleMetrics.metrics()
    let bytes = try JSONEncoder().encode(metrics)
    #expect(try JSONDecoder().decode(EvaluationMetrics.self, from: bytes) == metrics)
  }

  @Test("a file that is none is refused with its name")
  func refused() throws {
    let scratch = try ScratchDirectory()
    let file = scratch.file("metrics.json")
    #expect(throws: ReportError.unreadable(path: file, code: ENOENT)) {
      try EvaluationMetrics(file: file)
    }
    for text in ["", "{}", "[1]", "{\"version\":1}", "\u{0}"] {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(throws: ReportError.badMetrics(path: file)) { try EvaluationMetrics(file: file) }
    }
  }

  @Test("the rows an import printed are counted by file and reason")
  func imported() throws {
    let scratch = try ScratchDirectory()
    let file = scratch.file("import.json")
    let json = """
      {"titles":1,"assets":1,"viewers":1,"events":1,"rejected":[
      {"file":"in/views.csv","line":3,"reason":"date cannot be read"},
      {"file":"in/views.csv","line":9,"reason":"date cannot be read"},
      {"file":"in/assets.csv","line":2,"reason":"a NUL byte"}]}
      """
    try json.write(toFile: file, atomically: true, encoding: .utf8)
    let facts = try ImportFacts(file: file)
    #expect(facts.rejected == 3 && facts.rows == nil)
    #expect(facts.files.map(\.name) == ["assets.csv", "views.csv"])
    #expect(facts.reasons.first == ImportFacts.Reason(text: "date cannot be read", count: 2))
    try "{}".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(throws: ReportError.badImport(path: file)) { try ImportFacts(file: file) }
  }
}
