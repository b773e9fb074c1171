import ArgumentParser
import PickCore
import PickModel
import PickRecommender

/// Where data come from: a file of ratings, or what a database has seen.
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

  /// The level asked for; titles unless somebody says otherwise.
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
