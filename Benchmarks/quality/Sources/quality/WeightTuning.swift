import Glibc
import PickRecommender

/// Finds the coefficients of the rating formula on weeks that nothing is reported of.
///
/// TPE proposes; then every feature that cannot be shown to help is taken out, the least helpful
/// first, and of the others each is made as small as can be before the loss shows. What is left is
/// rounded to twentieths: more would be noise.
struct WeightTuning {
  static let trials = 100
  /// Stricter than in a report: the coefficients were chosen by these very weeks.
  static let confidence = 0.99

  let task: WeightTask

  func best() throws -> BehaviourFeatures {
    let features = task.features
    let space = try SearchSpace(
      features.map { .init($0.name, .real($0.search, isLogarithmic: false)) })
    var study = Study(StudyPlan(space: space, direction: .maximize, seed: 7))
    while study.trials.count < Self.trials {
      let trial = study.ask()
      let value = try task.value(Self.coefficients(trial.parameters, features))
      try study.tell(trial.number, .complete(value))
    }
    guard let best = study.best else { return BehaviourFeatures() }
    let proposed = Self.coefficients(best.parameters, features)
    let ratio = try task.value(BehaviourFeatures())
    print(
      "\n\(task.name): ratio alone \(Comparison.text(ratio)), best of \(Self.trials) trials "
        + "\(Comparison.text(best.value ?? 0)) with \(Self.text(proposed))")
    fflush(nil)
    let kept = try withoutIdle(Self.rounded(proposed))
    print("Without what cannot be shown to help: \(Self.text(kept))")
    let least = try smallest(kept)
    print("As small as can be: \(Self.text(least))")
    return least
  }

  /// Takes out one feature after another whose loss is not shown by an interval above zero.
  private func withoutIdle(_ coefficients: BehaviourFeatures) throws -> BehaviourFeatures {
    var kept = coefficients
    while true {
      let whole = try task.evaluate(kept)
      var idle: (feature: RatingFeature, gain: Double)?
      for feature in task.features where kept[keyPath: feature.path] != 0 {
        let gain = try gain(of: whole, over: kept.with(feature, 0))
        guard gain.low ?? 0 <= 0, gain.mean < idle?.gain ?? .infinity else { continue }
        idle = (feature, gain.mean)
      }
      guard let idle else { return kept }
      kept = kept.with(idle.feature, 0)
    }
  }

  /// Makes one coefficient after another smaller, until what it loses would show.
  private func smallest(_ coefficients: BehaviourFeatures) throws -> BehaviourFeatures {
    let whole = try task.evaluate(coefficients)
    var least = coefficients
    for feature in task.features where coefficients[keyPath: feature.path] != 0 {
      for share in [0.25, 0.5, 0.75] as [Float] {
        let smaller = Self.rounded(
          least.with(feature, share * coefficients[keyPath: feature.path]))
        guard try gain(of: whole, over: smaller).low ?? 0 <= 0 else { continue }
        least = smaller
        break
      }
    }
    return least
  }

  private func gain(
    of whole: Evaluation, over coefficients: BehaviourFeatures
  ) throws -> Interval {
    WeightTask.difference(whole, try task.evaluate(coefficients), confidence: Self.confidence)
  }

  private static func coefficients(
    _ values: [ParameterValue], _ features: [RatingFeature]
  ) -> BehaviourFeatures {
    zip(features, values).reduce(into: BehaviourFeatures()) { made, pair in
      if case .real(let value) = pair.1 { made[keyPath: pair.0.path] = Float(value) }
    }
  }

  private static func rounded(_ coefficients: BehaviourFeatures) -> BehaviourFeatures {
    RatingFeature.all.reduce(coefficients) {
      $0.with($1, ($0[keyPath: $1.path] * 20).rounded() / 20)
    }
  }

  static func text(_ coefficients: BehaviourFeatures) -> String {
    let parts = RatingFeature.all.filter { coefficients[keyPath: $0.path] != 0 }.map {
      "\($0.name) \(Comparison.text(Double(coefficients[keyPath: $0.path]), places: 2))"
    }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}
