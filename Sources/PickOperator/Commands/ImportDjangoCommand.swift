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
        let stores = try await database.openOrCreate().stores
        let line = ProgressLine()
        defer { line.finish() }
        let report = try await ImportDjangoAccounts(into: stores).run(
          file, now: SystemWallClock().now(), progress: line.show)
        line.finish()
        try StandardOutput.show(output.format == .json ? try report.json() : report.summary)
      }
    }
  }
}

extension AccountImportReport {
  fileprivate var summary: String {
    let lines = [
      "Accounts: \(created) new, \(passwords) got a password, \(kept) kept theirs"
    ]
    guard !rejected.isEmpty else { return lines[0] }
    return
      (lines + ["Not taken: \(rejected.count) rows"]
      + rejected.prefix(ImportSummary.shownRows).map { row in
        "  \(DisplayText.sanitized(row.file)):\(row.line): \(row.reason.text)"
      }).joined(separator: "\n")
  }
}
