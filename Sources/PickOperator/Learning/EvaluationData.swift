import PickCore
import PickModel
import PickRecommender
import PickStoreMySQL

/// The data of an evaluation, cut in the ways its models need: every model is asked the same.
struct EvaluationData {
  private let weighed: InteractionLog
  private let asGiven: InteractionLog
  private let ratings: InteractionLog
  private let plan: SplitPlan

  /// Reads a ratings file or a database.
  ///
  /// - Parameters:
  ///   - learning: what is read.
  ///   - options: how it is cut.
  ///   - seed: deals the folds.
  ///   - line: shows how far it is.
  /// - Throws: what reading throws, and `Failure` for a file without ratings.
  init(
    _ learning: LearningOptions, _ options: EvaluationOptions, seed: UInt64, line: ProgressLine
  ) async throws {
    let isDatabase = learning.ratings == nil
    var liked = learning.positiveMin
    if let path = learning.ratings {
      let read = try RatingSource(
        path, learning, needsTimes: options.needsTimes(isDatabase: false), line: line)
      liked = read.likedFrom
      weighed = read.weighedLog()
      asGiven = read.asGivenLog()
      ratings = read.file.ratingLog()
    } else {
      let source = learning.source
      let opened = try await source.database.open()
      let load = LoadWatching(
        catalog: opened.stores, watches: opened.stores, formula: options.formula)
      let log = try await load.log(source.columns, before: source.instant) { line.show($0) }
      (weighed, asGiven, ratings) = (log, log, log)
    }
    plan = options.plan(isDatabase: isDatabase, positiveMinimum: liked, seed: seed)
  }

  /// The splits an algorithm is measured on by its rankings; one that ranks by predicted rating
  /// learns from ratings as they were given, the others from their weights.
  func rankingSplits(for algorithm: Algorithm) throws(SplitError) -> [Split] {
    try plan.rankingSplits(of: algorithm.ranksByRating ? asGiven : weighed)
  }

  /// The splits algorithms are measured on by the ratings they predict.
  func ratingSplits() throws(SplitError) -> [RatingSplit] { try plan.ratingSplits(of: ratings) }
}

extension ProgressLine {
  /// Shows which step of reading a database it is.
  func show(_ step: LoadWatching.Step) {
    switch step {
    case .catalog: show("Reading the catalogue", fraction: 0)
    case .events: show("Reading what was watched", fraction: 0)
    }
  }
}
