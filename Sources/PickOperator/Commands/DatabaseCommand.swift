import ArgumentParser
import Foundation
import PickCommand
import PickStore
import PickStoreSQLite
import PickSystem

struct DatabaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "db",
    abstract: "Check, back up and restore the database.",
    subcommands: [Check.self, Backup.self, Restore.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Read the whole file and say what is wrong with it.",
      discussion: "".examples("pickctl db check"))

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let path = try database.file(for: "pickctl db check")
        try DatabaseOption.checkFile(path)
        let report = try DatabaseAdmin(path: path).check {
          line.show("Checking", $0, of: $1)
        }
        line.finish()
        for rows in report.rows { try StandardOutput.show("\(rows.table): \(rows.count)") }
        guard report.isSound else {
          let found = report.problems.map(\.sentence).joined(separator: "; ")
          throw Failure(
            .badData,
            "\(found). The file was left as it is. If it is the right one, restore a backup: "
              + "pickctl db restore --data \(path) BACKUP")
        }
        try StandardOutput.show(
          (["The database is sound."] + report.problems.map { "\($0.sentence)." })
            .joined(separator: "\n"))
      }
    }
  }

  private struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract: "Copy the database while it is being used.",
      discussion: "The copy has mode 0600 and does not hold the signing key.".examples(
        "pickctl db backup pick-2026-11-20.sqlite",
        "pickctl db backup copy.sqlite --data /srv/pick/pick.sqlite"))

    @Argument(help: ArgumentHelp("Where the copy goes.", valueName: "file")) var file: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let source = try database.file(for: "pickctl db backup")
        try NamedPath(file).check(.file, "the name of the copy, a file that is not there yet")
        try CopyPlace(file).check(source: source)
        try DatabaseOption.checkFile(source)
        let report: DatabaseReport
        do throws(StoreError) {
          report = try DatabaseAdmin(path: source).backup(to: file) {
            line.show("Copying", $0, of: $1)
          }
        } catch {
          throw Failure(backingUpTo: file, error)
        }
        line.finish()
        let rows = report.rows.reduce(0) { $0 + $1.count }
        try StandardOutput.show("\(file): \(rows) rows, checked.")
      }
    }
  }

  struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Put a backup in the database's place.",
      discussion: """
        The backup is checked first. The replaced file is kept beside it, and every session ends.
        """.examples("pickctl db restore pick-2026-11-20.sqlite"))

    @Argument(help: ArgumentHelp("The backup.", valueName: "file")) var file: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let path = try database.file(for: "pickctl db restore")
        try NamedPath(file).check(.file, "the backup, a file that pickctl db backup wrote")
        try BackupFile(file).check(target: path)
        let kept: String?
        do throws(StoreError) {
          kept = try DatabaseAdmin(path: path).restore(
            from: file, at: SystemWallClock().now()
          ) { line.show("Copying", $0, of: $1) }
        } catch {
          throw Failure(restoringFrom: file, error)
        }
        line.finish()
        try StandardOutput.show("\(path) is restored. Everybody has to sign in again.")
        if let kept { try StandardOutput.show("The replaced file is \(kept).") }
      }
    }
  }
}

/// Where a copy is to go.
struct CopyPlace {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Says why nothing can be written there, before anything is read.
  ///
  /// The likeliest mistake is to name the database that is to be copied.
  func check(source: String) throws(Failure) {
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      let advice =
        BackupFile(path).isDatabase
        ? "To copy \(path) itself: pickctl db backup COPY --data \(path)" : "Name another."
      throw Failure(
        .badData,
        "The copy would go to \(path), and there is a file already; nothing was written. \(advice)")
    }
    let parent = PathName.directory(of: path)
    guard files.fileExists(atPath: parent) else {
      throw Failure(
        .unavailable,
        "There is no folder \(parent) for the copy.\(NearFiles.question(after: parent))")
    }
  }
}

/// A file that is to be restored.
struct BackupFile {
  private static let beginning = Array("SQLite format 3\0".utf8)

  private let path: String

  init(_ path: String) { self.path = path }

  /// Whether the file begins as every file of SQLite does.
  var isDatabase: Bool { (try? firstBytes()) == Self.beginning }

  /// Says what the file is instead of a backup, before the database is touched.
  func check(target: String) throws(Failure) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(
        .unavailable, "There is no backup \(path).\(NearFiles.question(after: path))")
    }
    guard !isDirectory.boolValue else {
      throw Failure(.badData, "\(path) is a folder, and no backup. Nothing was changed.")
    }
    let resolved = [path, target].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    guard resolved[0] != resolved[1] else {
      throw Failure(
        .usage, "\(path) is the database itself, and no backup of it. Nothing was changed.")
    }
    let beginning: [UInt8]
    do { beginning = try firstBytes() } catch {
      throw Failure(.noPermission, "The backup \(path) cannot be read. Check its rights.")
    }
    guard beginning == Self.beginning else {
      throw Failure(
        .badData,
        "\(path) is no backup: it is not a file of SQLite. Nothing was changed. A backup is what "
          + "pickctl db backup FILE wrote.")
    }
  }

  private func firstBytes() throws -> [UInt8] {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    return Array(try handle.read(upToCount: Self.beginning.count) ?? Data())
  }
}

extension DatabaseReport.Problem {
  fileprivate var sentence: String {
    switch self {
    case .damaged(let reason): "The file is damaged: \(reason)"
    case .danglingReferences(let table, let count):
      "\(count) rows of \(table) refer to nothing"
    case .strangeValue(let table, let row, let column):
      "\(table), row \(row): \(column) holds what no program of Pick writes"
    case .olderSchema(let missing):
      missing.count == 1
        ? "Its schema is one step behind; the next program that opens it takes that step"
        : "Its schema is \(missing.count) steps behind; the next program that opens it takes them"
    }
  }
}
