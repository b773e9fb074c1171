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
      commandName: "check", abstract: "Read the whole file and say what is wrong with it.")

    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let report = try DatabaseAdmin(path: try database.file(for: "pickctl db check")).check {
          line.show("Checking", $0, of: $1)
        }
        line.finish()
        for rows in report.rows { try StandardOutput.show("\(rows.table): \(rows.count)") }
        guard report.isSound else {
          let found = report.problems.map(\.sentence).joined(separator: "; ")
          throw Failure(
            .badData,
            "\(found). The file was left as it is; restore a backup: pickctl db restore FILE")
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
      discussion: "The copy has mode 0600 and does not hold the signing key.")

    @Argument(help: ArgumentHelp("Where the copy goes.", valueName: "file")) var file: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let source = try database.file(for: "pickctl db backup")
        guard !FileManager.default.fileExists(atPath: file) else {
          throw Failure(.badData, "\(file) is there already; nothing was written. Name another.")
        }
        let report = try DatabaseAdmin(path: source).backup(to: file) {
          line.show("Copying", $0, of: $1)
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
        """)

    @Argument(help: ArgumentHelp("The backup.", valueName: "file")) var file: String
    @OptionGroup var database: DatabaseOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let path = try database.file(for: "pickctl db restore")
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
