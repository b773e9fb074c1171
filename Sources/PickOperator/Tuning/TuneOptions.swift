import ArgumentParser
import PickRecommender

/// How a search goes about it.
struct TuneOptions: ParsableArguments {
  /// How points are proposed.
  enum SamplerName: String, ExpressibleByArgument, CaseIterable {
    /// Tree-structured Parzen estimators.
    case tpe
    /// Every point alike.
    case random
  }

  /// What ends a trial early.
  enum PrunerName: String, ExpressibleByArgument, CaseIterable {
    /// Nothing.
    case none
    /// Being worse than the median after a round.
    case median
    /// Not being among the best third after rounds 1, 3, 9.
    case halving
  }

  @Option(help: "How many trials the study is to have in all.") var trials = 50
  @Option(
    help: ArgumentHelp("Stop after this long; what was found is kept.", valueName: "seconds"))
  var timeout: Double?
  @Option(
    help: ArgumentHelp(
      "What is to be best: rmse or mae; ndcg, precision, recall, map, mrr or hit-rate, each with "
        + "@k (default: rmse, ndcg@10).", valueName: "name"))
  var metric: String?
  @Option(help: "How points are proposed.") var sampler = SamplerName.tpe
  @Flag(
    inversion: .prefixedNo, help: "Whether tpe proposes all parameters together, or each alone.")
  var multivariate = true
  @Option(
    help: """
      How many inner splits a trial is measured on, each cut from the past of the one before; the \
      mean counts.
      """)
  var rounds = 1
  @Option(help: "What ends a trial between rounds.") var pruner = PrunerName.none
  @Option(
    help: ArgumentHelp(
      "Keep the study in this file, and go on with the one that is there.", valueName: "file"))
  var study: String?
  @Option(
    help: ArgumentHelp(
      "Begin a new study at the best trial of the one in this file, which may be of other data.",
      valueName: "file"))
  var startFrom: String?
  @Option(
    name: .customLong("space"),
    help: ArgumentHelp(
      "Where to look for a parameter: name=low..high, name=low..high:log, name=a,b,c; may be "
        + "repeated (default: what pickctl algorithms lists).", valueName: "range"))
  var spaces: [String] = []

  /// Thirty years; a `Duration` ends somewhere.
  private static let longestTimeout = 1e9

  func validate() throws {
    guard (1...100_000).contains(trials) else {
      throw ValidationError("--trials goes from 1 to 100000.")
    }
    guard timeout.map({ $0 > 0 && $0 <= Self.longestTimeout }) ?? true else {
      throw ValidationError("--timeout is more than 0 and at most 1000000000 seconds.")
    }
    guard (1...20).contains(rounds) else { throw ValidationError("--rounds goes from 1 to 20.") }
    guard pruner == .none || rounds > 1 else {
      throw ValidationError("Trials are pruned between rounds: --pruner needs --rounds 2 or more.")
    }
  }

  /// The plan over a space.
  func plan(
    _ space: SearchSpace, direction: StudyPlan.Direction, seed: UInt64
  ) -> StudyPlan {
    StudyPlan(
      space: space, direction: direction, seed: seed,
      sampler: sampler == .random ? .random : .tpe(TPE(isMultivariate: multivariate)),
      pruner: {
        switch pruner {
        case .none: .none
        case .median: .median(startupTrials: 5, warmupSteps: 1)
        case .halving: .successiveHalving(firstStep: 1, reduction: 3)
        }
      }())
  }
}
