import ArgumentParser
import Foundation
import Glibc
import PickCommand
import PickCore
import PickStore
import PickStoreMySQL
import PickStoreSQLite
import PickSystem

/// The option that names the database.
struct DatabaseOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The database: sqlite:FILE or mysql://USER@HOST[:PORT]/NAME "
        + "(default: the file where the viewer's program keeps it).",
      valueName: "database"))
  var database: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Short for --database: a file may be written without sqlite:.", valueName: "database"))
  var data: String?

  // The text is read here and not by the parser, which would repeat a password in it.
  func validate() throws {
    guard database == nil || data == nil else {
      throw ValidationError("--data is short for --database: use one of them.")
    }
    do {
      _ = try named()
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// The place named, or the usual file.
  func location() throws -> DatabaseLocation {
    if let named = try named() { return named }
    guard let places = Self.places else {
      throw Failure(.configuration, "There is no HOME; say where the database is with --database.")
    }
    return .sqlite(path: places.database)
  }

  /// The location given on the command line, if any.
  private func named() throws(DatabaseLocationError) -> DatabaseLocation? {
    if let database { return try DatabaseLocation(database) }
    guard let data else { return nil }
    return data.contains("://") ? try DatabaseLocation(data) : .sqlite(path: data)
  }

  /// The file of a command that works on files only; `work` names the command.
  func file(for work: String) throws -> String {
    switch try location() {
    case .sqlite(let path): return path
    case .mysql:
      throw Failure(
        .usage,
        "\(work) works on SQLite files only. A server's databases are looked after with its own "
          + "tools (mariadb-dump, mariadb-backup).")
    }
  }

  /// Opens a database that is there.
  func open() async throws -> OpenStores {
    if case .sqlite(let path) = try location() { try Self.checkFile(path) }
    return try await OpenStores.open(location(), access: access(), mode: .existing)
  }

  /// Says what a database's file is instead of one, before anything is opened.
  ///
  /// - Throws: `Failure` where there is no file, one that may not be read, or a folder.
  static func checkFile(_ path: String) throws(Failure) {
    var isDirectory: ObjCBool = false
    guard Glibc.access(path, R_OK) == 0 || errno != EACCES else {
      throw Failure(
        .noPermission,
        "The database \(path) may not be read by this user. Check the rights of the file and of the "
          + "folders above it.")
    }
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(
        .unavailable,
        "There is no database \(path).\(NearFiles.question(after: path)) Say which with --data, or make "
          + "one: pickctl import, pickctl demo create")
    }
    guard !isDirectory.boolValue else {
      throw Failure(
        .unavailable, "\(path) is a folder, and no database. Say which file with --data.")
    }
  }

  /// Works on a database that is made when it is not there.
  ///
  /// A file that was made for this and has nothing in it when the work fails goes away again: the
  /// viewer's program would take it for the database it is to open.
  func openOrCreate<Result>(_ work: (OpenStores) async throws -> Result) async throws -> Result {
    let location = try location()
    var made: String?
    if case .sqlite(let path) = location, !FileManager.default.fileExists(atPath: path) {
      made = path
    }
    let opened = try await OpenStores.open(
      location, access: access(), mode: .createIfMissing(.random()))
    do {
      return try await work(opened)
    } catch {
      if let made, (try? opened.close()) != nil { DatabaseAdmin(path: made).removeIfEmpty() }
      throw error
    }
  }

  private func access() throws -> ServerAccess {
    switch try location() {
    case .sqlite: return ServerAccess()
    case .mysql:
      return try ServerAccess(environment: ProcessInfo.processInfo.environment) {
        PasswordPrompt.isPossible ? PasswordPrompt().ask("Password of the database: ") : ""
      }
    }
  }

  static var places: Places? { Places(environment: ProcessInfo.processInfo.environment) }
}

/// The option that names the directory of models.
struct ModelsOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where models are (default: models/ beside the file; for a server models/ where the "
        + "viewer's program keeps its data).",
      valueName: "dir"))
  var models: String?

  /// The directory that holds the models of an opened database.
  func directory(of opened: OpenStores) throws -> ModelDirectory {
    if let models { return ModelDirectory(path: models, database: opened.id) }
    switch opened.location {
    case .sqlite(let path): return ModelDirectory(besideDatabase: path, named: opened.id)
    case .mysql:
      guard let places = DatabaseOption.places else {
        throw Failure(.configuration, "There is no HOME; say where models are with --models.")
      }
      return ModelDirectory(path: places.data + "/models", database: opened.id)
    }
  }
}

/// Reads a password from the terminal without showing it, or from a pipe.
struct PasswordPrompt {
  /// Whether standard input is a terminal.
  static var isPossible: Bool { isatty(STDIN_FILENO) == 1 }

  func read() throws(Failure) -> String {
    guard Self.isPossible else {
      guard let line = readLine(strippingNewline: true), !line.isEmpty else {
        throw Failure(.badData, "Standard input holds no password.")
      }
      return line
    }
    let first = ask("New password: ")
    guard !first.isEmpty else { throw Failure(.badData, "No password was typed.") }
    guard first == ask("The same again: ") else {
      throw Failure(.badData, "The two were not the same. Nothing was changed.")
    }
    return first
  }

  /// Asks one question; the answer is not shown.
  func ask(_ question: String) -> String {
    StandardError.write(question)
    var shown = termios()
    tcgetattr(STDIN_FILENO, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
      StandardError.write("\n")
    }
    return readLine(strippingNewline: true) ?? ""
  }
}
