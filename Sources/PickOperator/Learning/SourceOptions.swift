import ArgumentParser
import PickCommand
import PickImport
import PickModel
import PickRecommender
import PickSystem
import PickTraining

/// The source of data: a file of ratings, or the events of a database.
struct SourceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ratings to learn from: a table with a user, an item and, where it has them, a rating and a "
        + "time. Separator, encoding, header, columns, times and gzip are recognised.",
      valueName: "file"))
  var ratings: String?
  @OptionGroup var table: TableFileOptions
  @OptionGroup var database: DatabaseOption
  @Option(
    help: ArgumentHelp(
      "Only what was watched before then is known: 2026-11-20, 2026-11-20T19:30 (Seoul), "
        + "2026-11-20T10:30Z, or seconds since 1970 (default: now). With --data.",
      valueName: "time"))
  var at: TimeArgument?
  @Option(
    help: ArgumentHelp(
      "What the items of a database are: title or episode (default: title).",
      valueName: "level"),
    transform: DataLevel.argument)
  var level: DataLevel?

  func validate() throws {
    guard ratings != nil else {
      if let named = table.named {
        throw ValidationError("\(named) says how a file is read: it goes with --ratings only.")
      }
      return
    }
    guard database.data == nil, database.database == nil else {
      throw ValidationError("--ratings and --data name two sources: use one of them.")
    }
    guard at == nil else { throw ValidationError("--at goes with --data only.") }
    guard level == nil else { throw ValidationError("--level goes with --data only.") }
  }

  /// The level asked for; titles by default.
  var columns: DataLevel { level ?? .title }
  /// The end of what is known of a database.
  var instant: Instant { at?.instant ?? SystemWallClock().now() }
}

extension DataLevel {
  fileprivate static func argument(_ name: String) throws -> DataLevel {
    guard let level = DataLevel(rawValue: name) else {
      throw ValidationError("--level is title or episode.")
    }
    return level
  }
}

/// A ratings file, read and ready to be learned from in either way.
struct RatingSource {
  let file: RatingsFile
  private let emphasis: Float
  private let positiveMin: Double?
  /// The rows that are left out because their date is far from the rest.
  private let far: FarRows

  /// Reads the file.
  init(
    _ path: String, _ options: LearningOptions, needsTimes: Bool = false,
    forgivesTimes: Bool = false, line: ProgressLine
  ) throws {
    file = try RatingsFile(
      path, needsTimes: needsTimes, forgivesTimes: forgivesTimes,
      options: options.source.table.options, progress: line.show)
    line.say(file.form, file.rejected)
    guard file.count > 0 else { throw Failure(.badData, "\(path) holds no ratings.") }
    emphasis = options.emphasis ?? ImplicitRating().statedEmphasis
    positiveMin = options.positiveMin
    far = file.farRows
  }

  /// The sentence about rows that are left out; `nil` without any.
  var leftOut: String? { far.sentence }

  /// The rating from which on an item is liked: four fifths of the highest one (of the way from
  /// the lowest to the highest where ratings go below zero) unless it is said; `nil` where every
  /// row is a yes.
  var likedFrom: Double? {
    guard file.values == .ratings else { return positiveMin }
    let low = min(0, file.scale.lowerBound)
    return positiveMin ?? low + 0.8 * (file.scale.upperBound - low)
  }

  /// For rankings learned from weights: everything that was rated.
  func weighed() throws(DatasetError) -> Dataset { try dataset(rule.weight) }

  /// The same without what is rated below `--positive-min`; `nil` without that option.
  func liked() throws(DatasetError) -> Dataset? {
    guard let positiveMin else { return nil }
    let rule = rule
    return try dataset { $0 >= positiveMin ? rule.weight(of: $0) : 0 }
  }

  /// The same, rating by rating.
  func weighedLog() -> InteractionLog {
    file.rankingLog(rule.weight)
  }

  /// For rankings by predicted rating: weights are the ratings as given, raised above zero where
  /// some are not.
  func asGiven() throws(DatasetError) -> Dataset { try dataset(raised) }

  /// The same, rating by rating.
  func asGivenLog() -> InteractionLog { file.rankingLog(raised) }

  private func dataset(_ weight: (Double) -> Float) throws(DatasetError) -> Dataset {
    try file.dataset(where: far.isNear, weight)
  }

  private var rule: RatingWeight {
    RatingWeight(file.scale, emphasis: emphasis, values: file.values)
  }

  private var raised: (Double) -> Float {
    // The numbers of counts are no opinions: the hundredth play says less than the second.
    guard file.values == .ratings else { return rule.weight }
    let lift = file.scale.lowerBound > 0 ? 0 : 1 - file.scale.lowerBound
    return { Float($0 + lift) }
  }
}
