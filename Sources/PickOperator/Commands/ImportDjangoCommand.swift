import ArgumentParser
import PickCore
import PickModel
import PickStoreMySQL

extension AccountCommand {
  /// `pickctl account import-django`.
  struct ImportDjango: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import-django",
      abstract: "Take accounts over from Django, with their passwords.",
      discussion: """
        The file has columns username, password and, if you like, is_active; or it is what \
        manage.py dumpdata auth.user writes. Passwords are pbkdf2_sha256$… and are stored better \
        at the next sign-in. An account that has a password keeps it.
        """)

    @Argument(help: ArgumentHelp("The table or the dump.", valueName: "file")) var file: String
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        do {
          let report = try await database.openOrCreate { opened in
            try await ImportDjangoAccounts(into: opened.stores).run(
              file, now: SystemWallClock().now(), progress: line.show)
          }
          line.finish()
          try StandardOutput.show(try report.text(as: output.format))
        } catch ImportError.tooManyRejected(let rejected, let count, let rows) {
          line.finish()
          let report = AccountImportReport(rejected: rejected)
          try StandardOutput.show(try report.text(as: output.format))
          throw ImportError.tooManyRejected(rejected: rejected, count: count, rows: rows)
        }
      }
    }
  }
}

extension AccountImportReport {
  fileprivate func text(as format: OutputFormat) throws -> String {
    guard format == .text else { return try json() }
    let first = "Accounts: \(created) new, \(passwords) got a password, \(kept) kept theirs"
    return ([first] + ImportSummary.lines(of: rejected)).joined(separator: "\n")
  }
}
