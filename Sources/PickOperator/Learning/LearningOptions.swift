import ArgumentParser
import PickCore
import PickModel
import PickRecommender

/// What is learned from: a file of ratings, or what a database has seen.
struct LearningOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ratings to learn from: CSV or TSV with the header user,item,rating,timestamp.",
      valueName: "file"))
  var ratings: String?
  @OptionGroup var database: DatabaseOption
  @Option(
    help: ArgumentHelp(
      "Only what was watched before then is known: 2026-11-20, 2026-11-20T19:30 (Seoul), "
        + "2026-11-20T10:30Z, or seconds since 1970 (default: now). With --data.",
      valueName: "time"))
  var at: TimeArgument?
  @Option(
    help: ArgumentHelp(
      "What is recommended from a database: title or episode (default: title).",
      valueName: "level"),
    transform: DataLevel.argument)
  var level: DataLevel?
  @Option(
    help: ArgumentHelp(
      "From which rating on an item is liked (default: four fifths of the highest one); with "
        + "--data from which weight on (default: whatever was watched).",
      valueName: "rating"))
  var positiveMin: Double?
  @Option(
    help: ArgumentHelp(
      "The power ratings are raised to before rankings are learned: 0 takes all for a yes, 1 as "
        + "they are.",
      valueName: "power"))
  var emphasis: Float = ImplicitRating().statedEmphasis

  func validate() throws {
    if ratings != nil {
      guard database.data == nil, database.database == nil else {
        throw ValidationError("--ratings and --data name two sources: use one of them.")
      }
      guard at == nil else { throw ValidationError("--at goes with --data only.") }
      guard level == nil else { throw ValidationError("--level goes with --data only.") }
    }
    guard emphasis.isFinite, (0...10).contains(emphasis) else {
      throw ValidationError("--emphasis goes from 0 to 10.")
    }
    guard positiveMin?.isFinite ?? true else {
      throw ValidationError("--positive-min is a finite number.")
    }
  }

  /// The level asked for; titles unless somebody says otherwise.
  var columns: DataLevel { level ?? .title }
}

extension DataLevel {
  fileprivate static func argument(_ name: String) throws -> DataLevel {
    guard let level = DataLevel(rawValue: name) else {
      throw ValidationError("--level is title or episode.")
    }
    return level
  }
}
