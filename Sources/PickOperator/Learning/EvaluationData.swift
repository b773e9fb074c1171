import PickCommand
import PickImport
import PickModel
import PickRecommender
import PickStoreMySQL
import PickTraining

/// The data of an evaluation, cut in the ways its models need: every model is asked the same.
struct EvaluationData {
  private let weighed: InteractionLog
  private let asGiven: InteractionLog
  private let ratings: InteractionLog
  private let plan: SplitPlan
  /// Events that were left out because their date is a slip; `nil` where time decides nothing.
  let leftOut: Int?

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
    var logs: [InteractionLog]
    if let path = learning.ratings {
      let read = try RatingSource(
        path, learning, needsTimes: options.needsTimes(isDatabase: false),
        forgivesTimes: !options.needsTimes(isDatabase: false), line: line)
      guard options.task != .rating || read.file.values != .yes else {
        throw Failure(.badData, "\(path) holds no ratings that could be predicted.")
      }
      liked = read.likedFrom
      logs = [read.weighedLog(), read.asGivenLog(), read.file.ratingLog()]
    } else {
      let source = learning.source
      let opened = try await source.database.open()
      let load = LoadWatching(
        catalog: opened.stores, watches: opened.stores, formula: options.formula)
      let log = try await load.log(source.columns, before: source.instant) { line.show($0) }
      logs = [log]
    }
    var far: FarRows?
    if options.needsTimes(isDatabase: isDatabase) {
      let near = logs.map { $0.withoutFarRows() }
      (logs, far) = (near.map(\.log), near[0].far)
    }
    leftOut = far?.count
    if let sentence = far?.sentence { line.say(sentence) }
    weighed = logs[0]
    asGiven = logs[logs.count > 1 ? 1 : 0]
    ratings = logs[logs.count - 1]
    plan = options.plan(isDatabase: isDatabase, positiveMinimum: liked, seed: seed)
  }

  /// The splits rankings are measured on; what ranks by predicted rating learns from ratings as they
  /// were given, all else from their weights.
  func rankingSplits(ofWeights: Bool) throws(SplitError) -> [Split] {
    try plan.rankingSplits(of: ofWeights ? weighed : asGiven)
  }

  /// The splits algorithms are measured on by the ratings they predict.
  func ratingSplits() throws(SplitError) -> [RatingSplit] { try plan.ratingSplits(of: ratings) }
}

extension FarRows {
  /// The sentence about what was left out; `nil` when nothing was.
  var sentence: String? {
    guard count > 0, let first, let last else { return nil }
    func date(_ seconds: Int64) -> String {
      guard (-62_135_596_800...253_402_300_799).contains(seconds) else { return "\(seconds) s" }
      let day = SeoulTime(Instant(secondsSince1970: seconds))
      return
        "\(day.year)-\(day.month < 10 ? "0" : "")\(day.month)-\(day.day < 10 ? "0" : "")\(day.day)"
    }
    let dates = first == last ? date(first) : "\(date(first)) to \(date(last))"
    let others = rest.map { " (\(date($0.lowerBound)) to \(date($0.upperBound)))" } ?? ""
    return "\(count) rows dated \(dates), far from the rest\(others), are left out."
  }
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
