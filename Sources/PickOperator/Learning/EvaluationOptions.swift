import ArgumentParser
import PickRecommender

/// The options of the task, the metrics and the split.
struct EvaluationOptions: ParsableArguments {
  @Option(
    help: """
      What models are asked: the rating of a pair, a ranking of what was not seen, or what is \
      watched next.
      """)
  var task = LearningTask.ranking
  @Option(
    help: """
      Where the past ends: random folds, the last part of each user's ratings, one instant for \
      all, or the last weeks one by one (default: random for ratings, weekly for next-watch of a \
      database, else user-time).
      """)
  var split: SplitName?
  @Option(
    name: .customLong("folds"), help: "How many random folds, or how many weeks (default: 5).")
  var namedFolds: Int?
  @Option(
    name: .customLong("test-fraction"),
    help: "The share that is held out by user-time and global-time (default: 0.2).")
  var namedFraction: Double?
  @Option(name: .customLong("k"), help: "How many recommendations are looked at.") var depth = 10

  var folds: Int { namedFolds ?? 5 }
  private var testFraction: Double { namedFraction ?? 0.2 }

  /// Refuses what the way of cutting has no use for.
  ///
  /// - Parameter isDatabase: whether the data are those of a database.
  /// - Throws: `ValidationError`.
  func checkCut(isDatabase: Bool) throws {
    let name = split ?? usual(isDatabase: isDatabase)
    switch name {
    case .random, .weekly:
      guard namedFraction == nil else {
        throw ValidationError("--split \(name.rawValue) has no --test-fraction.")
      }
    case .userTime, .globalTime:
      guard namedFolds == nil else {
        throw ValidationError("--split \(name.rawValue) has no --folds.")
      }
    }
  }

  func validate() throws {
    guard (2...1000).contains(folds) else { throw ValidationError("--folds goes from 2 to 1000.") }
    guard testFraction > 0, testFraction < 1 else {
      throw ValidationError("--test-fraction is between 0 and 1.")
    }
    guard (1...10_000).contains(depth) else { throw ValidationError("--k goes from 1 to 10000.") }
    guard task != .nextWatch || split != .random else {
      throw ValidationError("What is watched next is a question of time: no --split random.")
    }
  }

  /// The plan for the task.
  ///
  /// - Parameters:
  ///   - isDatabase: whether a whole catalogue is known, and when things were watched.
  ///   - positiveMinimum: from which rating on an item is liked.
  ///   - seed: deals the folds.
  /// - Returns: how a log is cut.
  func plan(isDatabase: Bool, positiveMinimum: Double?, seed: UInt64) -> SplitPlan {
    SplitPlan(
      method(isDatabase: isDatabase), task: task == .nextWatch ? .nextWatch : .newItems,
      positiveMinimum: positiveMinimum, catalogue: isDatabase ? .all : .known, seed: seed)
  }

  /// The rating formula of the task.
  var formula: ImplicitRating { task == .nextWatch ? .continuing : ImplicitRating() }

  /// Whether the cut needs to know when.
  func needsTimes(isDatabase: Bool) -> Bool {
    if case .random = method(isDatabase: isDatabase) { return false }
    return true
  }

  private func method(isDatabase: Bool) -> SplitPlan.Method {
    switch split ?? usual(isDatabase: isDatabase) {
    case .random: .random(folds: folds)
    case .userTime: .userTime(testFraction: testFraction)
    case .globalTime: .globalTime(testFraction: testFraction)
    case .weekly: .weekly(windows: folds)
    }
  }

  private func usual(isDatabase: Bool) -> SplitName {
    switch task {
    case .rating: .random
    case .ranking: .userTime
    case .nextWatch: isDatabase ? .weekly : .userTime
    }
  }
}

/// The kind of split.
enum SplitName: String, ExpressibleByArgument, CaseIterable {
  /// Folds dealt at random.
  case random
  /// The last part of each user's events.
  case userTime = "user-time"
  /// One instant for all.
  case globalTime = "global-time"
  /// The last weeks one by one.
  case weekly
}
