import Glibc
import PickRecommender

/// Lets a function be minimised by Pick, or by anybody who asks for values over a pipe.
enum Tuning {
  /// A function by its name; the blend reads its data from `directory`.
  static func function(_ name: String, directory: String?) throws -> TestFunction {
    if let found = TestFunction.all.first(where: { $0.name == name }) { return found }
    guard name == "blend", let directory else { throw UsageError.unknown(name) }
    return try BlendObjective(directory: directory).function
  }

  /// Prints the space, a dimension a line, and an empty line; then answers each line of values with
  /// the function's.
  static func answer(_ function: TestFunction) {
    for dimension in function.space {
      print(dimension.name, dimension.domain.words)
    }
    print("")
    fflush(nil)
    while let line = readLine() {
      let texts = line.split(separator: " ").map(String.init)
      let values = zip(function.space, texts).compactMap { $0.domain.parse($1) }
      print(values.count == function.space.count ? function.value(values) : Double.nan)
      fflush(nil)
    }
  }

  /// Prints the best value after 25, 50, … trials, a line for each seed.
  static func search(
    _ function: TestFunction, sampler: String, trials: Int, seeds: Int
  ) throws {
    for seed in 0..<seeds {
      let found = try search(function, sampler: sampler, trials: trials, seed: UInt64(seed))
      var best = Double.infinity
      let curve = found.trials.compactMap(\.value).enumerated().compactMap { index, value in
        best = min(best, value)
        return (index + 1) % 25 == 0 ? "\(best)" : nil
      }
      print(curve.joined(separator: " "))
      fflush(nil)
    }
  }

  /// One study of a function.
  static func search(
    _ function: TestFunction, sampler: String, trials: Int, seed: UInt64
  ) throws -> Study {
    // "multivariate:96" draws 96 candidates.
    let parts = sampler.split(separator: ":").map(String.init)
    let candidates = parts.count > 1 ? Int(parts[1]) ?? 24 : 24
    let samplers: [String: StudyPlan.Sampler] = [
      "random": .random, "univariate": .tpe(TPE(candidates: candidates, isMultivariate: false)),
      "multivariate": .tpe(TPE(candidates: candidates, isMultivariate: true)),
    ]
    guard let sampler = parts.first.flatMap({ samplers[$0] }) else {
      throw UsageError.unknown(sampler)
    }
    var study = Study(
      StudyPlan(
        space: try SearchSpace(function.space), direction: .minimize, seed: seed,
        sampler: sampler))
    for _ in 0..<trials {
      let trial = study.ask()
      try study.tell(trial.number, .complete(function.value(trial.parameters)))
    }
    return study
  }
}

extension ParameterDomain {
  /// One line a script can read: the kind, then the bounds or the words.
  fileprivate var words: String {
    switch self {
    case .integer(let range, let isLogarithmic):
      "integer \(range.lowerBound) \(range.upperBound) \(isLogarithmic)"
    case .real(let range, let isLogarithmic):
      "real \(range.lowerBound) \(range.upperBound) \(isLogarithmic)"
    case .flag: "choice true false"
    case .choice(let words): "choice \(words.joined(separator: " "))"
    }
  }
}
