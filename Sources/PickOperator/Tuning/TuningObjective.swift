import PickCommand
import PickRecommender

/// The value of a trial: the mean of a metric over inner splits of the training part.
///
/// The outer split's test part is in none of them, and nothing of it is kept.
struct TuningObjective {
  private enum Splits {
    case ranking([Split])
    case rating([RatingSplit])
  }

  private let algorithm: Algorithm
  private let fixed: [String: String]
  private let space: SearchSpace
  private let metric: TunedMetric
  private let splits: Splits
  private let seed: UInt64

  /// Cuts the inner splits: the first one of the training part, each further one of the past of the
  /// one before.
  init(
    _ algorithm: Algorithm, fixed: [String: String], space: SearchSpace, metric: TunedMetric,
    rounds: Int, data: EvaluationData, seed: UInt64
  ) throws {
    self.algorithm = algorithm
    self.fixed = fixed
    self.space = space
    self.metric = metric
    self.seed = seed
    if metric.ranking == nil {
      var inner = [try data.ratingSplits()[0].inner()]
      while inner.count < rounds { inner.append(try inner[inner.count - 1].inner()) }
      splits = .rating(inner)
    } else {
      var inner = [try data.rankingSplits(ofWeights: !algorithm.ranksByRating)[0].inner()]
      while inner.count < rounds { inner.append(try inner[inner.count - 1].inner()) }
      splits = .ranking(inner)
    }
  }

  /// The settings of a trial, the fixed ones included.
  func settings(_ trial: Trial) -> [String: String] {
    fixed.merging(space.named(trial.parameters).mapValues(\.description)) { $1 }
  }

  /// Fits and measures; `nil` after an interrupt.
  func measure(
    _ trial: Trial, isCancelled: @escaping @Sendable () -> Bool,
    report: (Double, Int) -> Bool
  ) -> Trial.Outcome? {
    let context = FitContext(seed: seed, isCancelled: isCancelled)
    let settings = settings(trial)
    var sum = 0.0
    for round in 0..<roundCount {
      do {
        sum += try value(of: settings, round: round, context: context)
      } catch EvaluationError.fit(.cancelled) {
        return nil
      } catch {
        return .failed(Failure(explaining: error).sentence)
      }
      let mean = sum / Double(round + 1)
      if round + 1 < roundCount, report(mean, round + 1) { return .pruned }
    }
    return .complete(sum / Double(roundCount))
  }

  /// The name of the split.
  var splitLabel: String {
    switch splits {
    case .ranking(let splits): splits[0].label
    case .rating(let splits): splits[0].label
    }
  }

  private var roundCount: Int {
    switch splits {
    case .ranking(let splits): splits.count
    case .rating(let splits): splits.count
    }
  }

  private func value(
    of settings: [String: String], round: Int, context: FitContext
  ) throws -> Double {
    let evaluator = Evaluator(
      at: metric.depth, metrics: metric.ranking.map { [$0] }, bootstrap: Bootstrap(resamples: 1))
    let name = algorithm.id.rawValue
    let report =
      switch splits {
      case .ranking(let splits):
        try evaluator.evaluate(
          algorithm.ranking(settings), as: name, on: [splits[round]], context: context
        ).report
      case .rating(let splits):
        try evaluator.evaluate(
          algorithm.predicting(settings), as: name, on: [splits[round]], context: context
        ).report
      }
    guard let value = report.mean(metric.name) else {
      throw Failure(.badData, "Nobody could be measured: the inner split holds nothing liked.")
    }
    return value
  }
}

extension TuningObjective {
  /// The name of the objective; equal for the same objective on the same data.
  var task: String {
    let settings = fixed.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
    return "\(algorithm.id.rawValue)\(settings) by \(metric.name) on \(fingerprint), seed \(seed)"
  }

  /// The splits by name, and a checksum of what they hold.
  private var fingerprint: String {
    var sum = Checksum()
    switch splits {
    case .ranking(let splits):
      for split in splits {
        sum.add(split.train.interactions.rowOffsets.lazy.map(UInt64.init))
        sum.add(split.train.interactions.columns.lazy.map { UInt64($0) })
        sum.add(split.train.interactions.weights.lazy.map { UInt64($0.bitPattern) })
        for items in split.heldOut { sum.add(items.sorted().lazy.map { UInt64($0.position) }) }
      }
      return "\(splits.count) × \(splitLabel) \(sum)"
    case .rating(let splits):
      for split in splits {
        sum.add(split.train.rowOffsets.lazy.map(UInt64.init))
        sum.add(split.train.items.lazy.map { UInt64($0) })
        sum.add(split.train.ratings.lazy.map(\.bitPattern))
        sum.add(split.heldOut.lazy.map { UInt64($0.item.position) })
      }
      return "\(splits.count) × \(splitLabel) \(sum)"
    }
  }
}

/// FNV-1a over numbers: tells data apart, keeps no secrets.
private struct Checksum: CustomStringConvertible {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ numbers: some Sequence<UInt64>) {
    for number in numbers { state = (state ^ number) &* 0x100_0000_01b3 }
    // Lists that follow each other do not run together.
    state = (state ^ 0xff) &* 0x100_0000_01b3
  }

  var description: String { String(state, radix: 16) }
}

/// The metric that is optimised.
struct TunedMetric {
  /// As a report names it: "ndcg@10".
  let name: String
  /// k, where the metric looks at the first k.
  let depth: Int
  /// The metric of rankings; `nil` for errors of predicted ratings.
  let ranking: (any RankingMetric)?

  /// Whether higher or lower is better.
  var direction: StudyPlan.Direction { ranking == nil ? .minimize : .maximize }

  /// The metric a person named, or the task's usual one.
  ///
  /// - Parameters:
  ///   - text: "rmse", "ndcg" or "ndcg@20".
  ///   - task: what is asked.
  ///   - depth: k where the text has none.
  /// - Throws: `Failure` for a metric the task is not measured by.
  init(_ text: String?, for task: LearningTask, depth: Int) throws(Failure) {
    let parts = (text ?? (task == .rating ? "rmse" : "ndcg")).split(
      separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let depth = parts.count > 1 ? Int(parts[1]) ?? 0 : depth
    guard (1...10_000).contains(depth) else {
      throw Failure(.usage, "k of --metric goes from 1 to 10000.")
    }
    self.depth = depth
    if task == .rating {
      guard ["rmse", "mae"].contains(parts[0]), parts.count == 1 else {
        throw Failure(.usage, "Ratings are tuned by rmse or mae, not by “\(text ?? "")”.")
      }
      name = String(parts[0])
      ranking = nil
      return
    }
    let known = Evaluator.allMetrics(at: depth)
    guard let metric = known.first(where: { $0.name == "\(parts[0])@\(depth)" }) else {
      let names = known.map { String($0.name.prefix { $0 != "@" }) }.joined(separator: ", ")
      throw Failure(.usage, "Rankings are tuned by one of \(names), not by “\(text ?? "")”.")
    }
    name = metric.name
    ranking = metric
  }
}
