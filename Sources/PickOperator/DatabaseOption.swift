import ArgumentParser
import Foundation
import PickCore

/// Which database a command works on.
struct DatabaseOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The database file (default: where the viewer's program keeps it).",
      valueName: "file"))
  var data: String?

  /// The file named, or the usual one.
  func path() throws(Failure) -> String {
    if let data { return data }
    guard let places = Places(environment: ProcessInfo.processInfo.environment) else {
      throw Failure(.configuration, "There is no HOME; say where the database is with --data.")
    }
    return places.database
  }

  /// Opens a database that is there.
  func open() throws -> SQLiteDatabase {
    try SQLiteDatabase.open(path: path(), mode: .existing)
  }

  /// Opens a database, made when it is not there.
  func openOrCreate() throws -> SQLiteDatabase {
    try SQLiteDatabase.open(path: path(), mode: .createIfMissing(.random()))
  }
}
