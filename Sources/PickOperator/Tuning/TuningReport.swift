import PickModel
import PickRecommender

/// The result of a search, as `pickctl tune --format json` prints it.
struct TuningReport: Encodable, Equatable {
  /// A trial for a program.
  struct Line: Encodable, Equatable {
    let number: Int
    let state: String
    let value: Double?
    let params: [String: ReportedParameter]
    let failure: String?
  }

  let model: String
  let task: String
  let split: String
  let metric: String
  let direction: String
  let seed: UInt64
  let complete: Int
  let pruned: Int
  let failed: Int
  /// The best trial; `nil` when none is complete.
  let best: Line?
  /// The settings of the best trial and the fixed ones, as `--param` takes them.
  let params: [String: String]
  /// By parameter, adding up to 1.
  let importance: [String: Double]
  let trials: [Line]

  init(
    _ study: Study, model: String, task: String, split: String, metric: String,
    fixed: [String: String]
  ) {
    self.model = model
    self.task = task
    self.split = split
    self.metric = metric
    direction = study.plan.direction.rawValue
    seed = study.plan.seed
    func count(_ state: Trial.State) -> Int { study.trials.count { $0.state == state } }
    (complete, pruned, failed) = (count(.complete), count(.pruned), count(.failed))
    let space = study.plan.space
    let lines = study.trials.map { trial in
      Line(
        number: trial.number, state: trial.state.rawValue, value: trial.value,
        params: space.named(trial.parameters).mapValues(ReportedParameter.init),
        failure: trial.failure)
    }
    trials = lines
    best = study.best.map { lines[$0.number] }
    let found = study.best.map { space.named($0.parameters).mapValues(\.description) } ?? [:]
    params = fixed.merging(found) { $1 }
    importance = Dictionary(study.importance.map { ($0.name, $0.share) }) { first, _ in first }
  }

  /// For a person: what was found and how to use it.
  var text: String {
    let counts = "\(complete) complete, \(pruned) pruned, \(failed) failed"
    guard let best, let value = best.value else { return "No trial came to a value (\(counts))." }
    let shares = importance.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \(Int(($0.value * 100).rounded())) %" }
    return
      ([
        "\(model): best \(metric) on the inner split \(value), trial \(best.number) (\(counts))"
      ] + params.sorted { $0.key < $1.key }.map { "--param \($0.key)=\($0.value)" }
      + ["what mattered: \(shares.joined(separator: ", "))"]).joined(separator: "\n")
  }
}
