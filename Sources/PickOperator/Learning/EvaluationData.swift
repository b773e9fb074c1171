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
  ///   - source: what is read.
  ///   - options: how it is cut.
  ///   - seed: deals the folds.
  ///   - line: shows how far it is.
  /// - Throws: what reading throws, and `Failure` for a file without ratings.
  init(
    _ source: LearningOptions, _ options: EvaluationOptions, seed: UInt64, line: ProgressLine
  ) async throws {
    let isDatabase = source.ratings == nil
    var liked = source.positiveMin
    if let path = source.ratings {
      let read = try RatingSource(
        path, source, needsTimes: options.needsTimes(isDatabase: false), line: line)
      liked = read.likedFrom
      weighed = read.weighedLog()
      asGiven = read.asGivenLog()
      ratings = read.file.ratingLog()
    } else {
      let opened = try await source.database.open()
      let load = LoadWatching(catalog: opened.stores, watches: opened.stores)
      let at = source.at?.instant ?? SystemWallClock().now()
      let log = try await load.log(source.columns, before: at) { line.show($0) }
      (weighed, asGiven, ratings) = (log, log, log)
    }
    plan = options.plan(isDatabase: isDatabase, positiveMinimum: liked, seed: seed)
  }

  /// The splits an algorithm is measured on by its rankings; one that predicts ratings learns from
  /// them as they were given, the others from their weights.
  func rankingSplits(for algorithm: Algorithm) throws(SplitError) -> [Split] {
    try plan.rankingSplits(of: algorithm.isRatingPredictor ? asGiven : weighed)
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
