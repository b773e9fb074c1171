import ArgumentParser
import PickCommand
import PickImport
import PickModel
import PickStore
import PickStoreMySQL
import PickSystem

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in catalogue and viewing logs from files.",
    discussion: """
      Good rows go in; bad rows are listed with line and reason. More than 1 % bad rows stop the \
      import and nothing is changed. The same files again store nothing new.
      """,
    subcommands: [HelloPick.self, MovieLens.self])

  struct HelloPick: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hellopick",
      abstract: "The original's CSV files, in any encoding Pick knows, gzip or not.",
      discussion: "".examples(
        "pickctl import hellopick --assets assets.csv --views views.csv",
        "pickctl import hellopick --assets assets.csv.gz --views views.csv.gz --clicks clicks.csv --format json"
      ))

    @Option(help: ArgumentHelp("The assets file.", valueName: "file")) var assets: String
    @Option(help: ArgumentHelp("The views file.", valueName: "file")) var views: String
    @Option(help: ArgumentHelp("A file of opened detail pages.", valueName: "file"))
    var clicks: String?
    @Option(
      help: "The files' encoding, UTF-8, CP949, Latin-1 or UTF-16, when detecting it fails.",
      transform: TextEncoding.argument)
    var encoding: TextEncoding?
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting { () async throws in
        try NamedPath(assets).check(.file, "the file of assets (--assets)")
        try NamedPath(views).check(.file, "the file of views (--views)")
        if let clicks { try NamedPath(clicks).check(.file, "the file of clicks (--clicks)") }
      }
      let files = HelloPickFiles(assets: assets, views: views, clicks: clicks, encoding: encoding)
      try await importing(.helloPick(files), into: database, format: output.format)
    }
  }

  struct MovieLens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "movielens",
      abstract: "A MovieLens directory: movies.csv and ratings.csv, or those of 1M or 100K.",
      discussion: """
        Recognised are movies.csv and ratings.csv (latest, 20M and later), movies.dat and \
        ratings.dat (1M, 10M), u.item and u.data (100K).
        """.examples("pickctl import movielens ml-latest-small"))

    @Argument(help: ArgumentHelp("The directory.", valueName: "dir")) var directory: String
    @Option(
      help: "The files' encoding, UTF-8, CP949, Latin-1 or UTF-16, when detecting it fails.",
      transform: TextEncoding.argument)
    var encoding: TextEncoding?
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting { () async throws in
        try NamedPath(directory).check(
          .folder, "the folder of a MovieLens release, which has movies and ratings")
      }
      let source = ImportSource.movieLens(directory: directory, encoding: encoding)
      try await importing(source, into: database, format: output.format)
    }
  }
}

/// Runs an import, shows how far it is and prints what it did.
private func importing(
  _ source: ImportSource, into option: DatabaseOption, format: OutputFormat
) async throws {
  try await reporting {
    let line = ProgressLine()
    defer { line.finish() }
    do {
      let report = try await option.openOrCreate { opened in
        try await ImportRun(into: opened.stores).run(
          source, now: SystemWallClock().now(), progress: line.show)
      }
      line.finish()
      for form in report.forms { line.say(form) }
      if let warning = report.paddingWarning { line.say(warning) }
      try StandardOutput.show(try ImportSummary(report).text(as: format))
    } catch ImportError.tooManyRejected(let rejected, let count, let rows) {
      line.finish()
      let report = ImportReport(stored: ImportCount(), rejected: rejected)
      try StandardOutput.show(try ImportSummary(report).text(as: format))
      throw ImportError.tooManyRejected(rejected: rejected, count: count, rows: rows)
    }
  }
}

extension ProgressLine {
  /// Shows how far an import is.
  @Sendable func show(_ progress: ImportProgress) {
    switch progress {
    case .reading(let file, let bytes, let total): show("Reading \(file)", bytes, of: total)
    case .storing(let rows, let total): show("Storing", rows, of: total)
    }
  }
}

extension ImportReport {
  /// A warning about set-top numbers that are written in two ways; `nil` without any.
  var paddingWarning: String? {
    guard !paddedNumbers.isEmpty else { return nil }
    let some = paddedNumbers.prefix(3).joined(separator: ", ")
    let are = paddedNumbers.count == 1 ? "set-top number is" : "set-top numbers are"
    return
      "\(paddedNumbers.count) \(are) written with and without leading zeros and became different "
      + "viewers: \(some)\(paddedNumbers.count > 3 ? ", …" : "")."
  }
}

extension AccountCommand {
  struct ImportDjango: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import-django",
      abstract: "Take accounts over from Django, with their passwords.",
      discussion: """
        The file has columns username, password and, if you like, is_active; or it is what \
        manage.py dumpdata auth.user writes. Passwords are pbkdf2_sha256$… and are stored better \
        at the next sign-in. An account that has a password keeps it.
        """.examples("pickctl account import-django auth_user.json"))

    @Argument(help: ArgumentHelp("The table or the dump.", valueName: "file")) var file: String
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      try await reporting {
        try NamedPath(file).check(.file, "the table of accounts or the dump")
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

/// The result of an import, for a person or a program.
private struct ImportSummary {
  /// Bad rows a person gets to see; a program gets all of them.
  static let shownRows = 20

  private let report: ImportReport

  init(_ report: ImportReport) { self.report = report }

  func text(as format: OutputFormat) throws -> String {
    format == .json ? try report.json() : lines.joined(separator: "\n")
  }

  private var lines: [String] {
    let stored = report.stored
    let lines = [
      "Newly stored: \(stored.titles) titles, \(stored.assets) assets, \(stored.viewers) viewers, "
        + "\(stored.events) events"
    ]
    return lines + Self.lines(of: report.rejected)
  }

  /// The rows that were not taken, the first of them one by one.
  static func lines(of rejected: [RejectedRow]) -> [String] {
    guard !rejected.isEmpty else { return [] }
    var lines = ["Not taken: \(rejected.count) rows"]
    lines += rejected.prefix(shownRows).map { row in
      "  \(DisplayText.sanitized(row.file)):\(row.line): \(row.reason.text)"
    }
    if rejected.count > shownRows { lines.append("  … --format json lists all") }
    return lines
  }
}

extension TableForm {
  /// The recognised form of the file, in one line.
  var text: String {
    var parts: [String] = []
    if isPacked { parts.append("gzip") }
    parts.append(encoding.rawValue + (isEncodingGuessed ? " (a guess; else --encoding)" : ""))
    parts.append("separated by \(separatorName)")
    if endsAtReturn { parts.append("lines end with CR") }
    if !hasHeader { parts.append("no header") }
    if !columns.isEmpty { parts.append("columns \(columns.joined(separator: " "))") }
    if let times {
      let unread = unreadTimes > 0 ? ", \(unreadTimes) of them unreadable and left aside" : ""
      parts.append("times in \(times.words)\(unread)")
    }
    if let values { parts.append(values.words(scale)) }
    return "Took \(file) for " + parts.joined(separator: ", ") + "."
  }

  private var separatorName: String {
    switch separator {
    case "\t": "tabs"
    case ",": "commas"
    case ";": "semicolons"
    case "|": "bars"
    case " ": "blanks"
    default: separator
    }
  }
}

extension TimeFormat {
  fileprivate var words: String {
    switch self {
    case .seconds, .milliseconds, .microseconds, .nanoseconds: "\(rawValue) since 1970"
    case .iso: "ISO 8601, in Seoul where no zone is named"
    case .compact: "digits, year first, in Seoul"
    case .dmy: "day, month, year"
    case .mdy: "month, day, year"
    }
  }
}

extension RatingValues {
  fileprivate func words(_ scale: ClosedRange<Double>?) -> String {
    let range = scale.map { " from \(Self.short($0.lowerBound)) to \(Self.short($0.upperBound))" }
    return switch self {
    case .ratings: "ratings\(range ?? "")"
    case .counts:
      "counts\(range ?? ""): every row is a yes, more weigh more (else --values ratings)"
    case .yes: "no ratings: every row is a yes"
    }
  }

  private static func short(_ value: Double) -> String {
    Int64(exactly: value).map(String.init) ?? "\(value)"
  }
}

extension ProgressLine {
  /// Says what a file was taken for, and which of its rows were not taken.
  func say(_ form: TableForm, _ rejected: RejectedRows? = nil) {
    say(form.text)
    guard let rejected, rejected.count > 0 else { return }
    say("\(rejected.count) of \(rejected.rows) rows of \(form.file) are bad and left out:")
    for row in rejected.listed.prefix(ImportSummary.shownRows) {
      say("  \(row.file):\(row.line): \(row.reason.text)")
    }
    if rejected.count > ImportSummary.shownRows { say("  …") }
  }
}
