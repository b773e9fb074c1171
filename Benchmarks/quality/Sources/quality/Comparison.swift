import Glibc
import PickRecommender

/// Measures models on one split and prints them, and how far apart they are.
struct Comparison {
  let title: String
  let splits: [Split]
  private let evaluator = Evaluator()
  private static let metric = "ndcg@10"
  private var evaluations: [(name: String, evaluation: Evaluation)] = []

  init(_ title: String, _ split: Split) { self.init(title, [split]) }

  init(_ title: String, _ splits: [Split]) {
    self.title = title
    self.splits = splits
    print("\n## \(title)\n\n| model | NDCG@10 (95 %) | precision@10 | recall@10 | fit s |")
    print("|---|---|---|---|---|")
  }

  /// EASE, dense, its λ the best of these on the inner split; prints what was found.
  func tunedEASE(_ candidates: [Float]) throws -> EASE {
    let inner = try splits.map { try $0.inner() }
    let quick = Evaluator(metrics: [NDCG(at: 10)], bootstrap: Bootstrap(resamples: 10))
    var best = (EASE(), -1.0)
    for regularization in candidates {
      // Items of one or two users cost most of the time and decide nothing about λ.
      let tried = EASE(regularization: regularization, neighbours: 0, maximumItems: 2500)
      let report = try quick.evaluate(tried, as: "ease", on: inner).report
      let reached = report.mean(Self.metric) ?? 0
      if reached > best.1 {
        best = (EASE(regularization: regularization, neighbours: 0), reached)
      }
    }
    return best.0
  }

  /// Fits, measures and prints a model.
  mutating func add(_ name: String, _ recipe: some Recommender) throws {
    let evaluation = try evaluator.evaluate(recipe, as: name, on: splits)
    evaluations.append((name, evaluation))
    let report = evaluation.report
    let metrics = ["ndcg@10", "precision@10", "recall@10"].map { report.metrics[$0] }
    let ndcg = metrics[0].map {
      "\(Self.text($0.mean)) (\(Self.text($0.low ?? 0)) to \(Self.text($0.high ?? 0)))"
    }
    print(
      "| \(name) | \(ndcg ?? "-") | \(Self.text(metrics[1]?.mean ?? 0)) "
        + "| \(Self.text(metrics[2]?.mean ?? 0)) | \(Self.text(report.fitSeconds)) |")
    fflush(nil)
  }

  /// The same EASE on the most watched items only, as where a catalogue is larger than its limit.
  mutating func addLimited(_ whole: EASE, to items: Int, beside name: String? = nil) throws {
    var limited = whole
    limited.maximumItems = items
    try add("ease, dense, \(items) items at most", limited)
    compare(
      "ease, dense, \(items) items at most",
      with: name ?? "ease, dense, λ \(Int(whole.regularization))")
  }

  /// Prints how far one model is from another, user by user.
  func compare(_ name: String, with baseline: String) {
    guard let first = evaluations.first(where: { $0.name == name })?.evaluation,
      let second = evaluations.first(where: { $0.name == baseline })?.evaluation,
      let pair = PairedComparison(first, against: second, by: Self.metric)
    else { return print("\(name) and \(baseline) cannot be compared") }
    let (low, high) = (pair.difference.low ?? 0, pair.difference.high ?? 0)
    print(
      "\n\(name) against \(baseline): \(Self.signed(pair.difference.mean)) "
        + "(\(Self.signed(low)) to \(Self.signed(high))), "
        + "\(Self.signed(100 * (pair.relative ?? 0), places: 1)) %")
  }

  static func text(_ value: Double, places: Int = 4) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let rounded = Int((abs(value) * Double(scale)).rounded())
    let fraction = String(rounded % scale)
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(value < 0 ? "-" : "")\(rounded / scale).\(zeros)\(fraction)"
  }

  static func signed(_ value: Double, places: Int = 4) -> String {
    (value < 0 ? "" : "+") + text(value, places: places)
  }
}
