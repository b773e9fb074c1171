import Foundation
import PickRecommender
import Testing

@Suite struct EvaluationReportTests {
  private func report() throws -> EvaluationReport {
    let data = try Checkerboard.dataset()
    let heldOut = (0..<Checkerboard.size).map {
      Set([ItemIndex(Checkerboard.withheld(from: $0))])
    }
    let evaluator = Evaluator(
      meter: Evaluator.Meter(seconds: { 0 }, peakRSSBytes: { 1 << 20 }))
    let splits = try [Split(train: data, heldOut: heldOut)]
    let params: [String: ParameterValue] = [
      "regularization": .real(1.5), "neighbours": .integer(200), "similarity": .choice("cosine"),
      "biased": .flag(true),
    ]
    let ease = try evaluator.evaluate(
      EASE(regularization: 1.5), as: "ease", params: params, on: splits)
    let popularity = try evaluator.evaluate(Popularity(), as: "popularity", on: splits)
    var report = ease.report
    report.comparisons = [
      try #require(PairedComparison(ease, against: popularity, by: "ndcg@10"))
    ]
    return report
  }

  @Test("the JSON has the names that were agreed on")
  func names() throws {
    let data = try JSONEncoder().encode(report())
    let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(
      Set(object.keys).isSuperset(of: [
        "model", "params", "task", "split", "users", "skipped", "metrics", "fit_seconds",
        "score_seconds", "peak_rss_bytes",
      ]))
    #expect(object["task"] as? String == "ranking")
    let metrics = try #require(object["metrics"] as? [String: [String: Double]])
    #expect(metrics["ndcg@10"].map { Set($0.keys) } == ["mean", "low", "high"])
    #expect(metrics["coverage@10"].map { Set($0.keys) } == ["mean"])
    let params = try #require(object["params"] as? [String: Any])
    #expect(params["regularization"] as? Double == 1.5 && params["neighbours"] as? Int == 200)
    #expect(params["similarity"] as? String == "cosine" && params["biased"] as? Bool == true)
  }

  @Test("it reads back as it was written")
  func roundTrip() throws {
    let report = try report()
    let copy = try JSONDecoder().decode(
      EvaluationReport.self, from: JSONEncoder().encode(report))
    #expect(copy == report)
  }
}
