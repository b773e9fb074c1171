import ArgumentParser
import PickCore
import PickModel
import PickStoreMySQL

/// `pickctl import`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in catalogue and viewing logs from files.",
    discussion: """
      Good rows go in; bad rows are listed with line and reason. More than 1 % bad rows stop the \
      import and nothing is changed. The same files again store nothing new.
      """,
    subcommands: [HelloPick.self, MovieLens.self])

  /// `pickctl import hellopick`.
  struct HelloPick: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hellopick",
      abstract: "The original's CSV files, in any encoding Pick knows, gzip or not.")

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
      let files = HelloPickFiles(assets: assets, views: views, clicks: clicks, encoding: encoding)
      try await importing(.helloPick(files), into: database, format: output.format)
    }
  }

  /// `pickctl import movielens`.
  struct MovieLens: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "movielens",
      abstract: "A MovieLens directory: movies.csv and ratings.csv, or those of 1M or 100K.",
      discussion: """
        Recognised are movies.csv and ratings.csv (latest, 20M and later), movies.dat and \
        ratings.dat (1M, 10M), u.item and u.data (100K).
        """)

    @Argument(help: ArgumentHelp("The directory.", valueName: "dir")) var directory: String
    @Option(
      help: "The files' encoding, UTF-8, CP949, Latin-1 or UTF-16, when detecting it fails.",
      transform: TextEncoding.argument)
    var encoding: TextEncoding?
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
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
  /// What to know of set-top numbers that are written in two ways; `nil` when none are.
  var paddingWarning: String? {
    guard !paddedNumbers.isEmpty else { return nil }
    let some = paddedNumbers.prefix(3).joined(separator: ", ")
    let are = paddedNumbers.count == 1 ? "set-top number is" : "set-top numbers are"
    return
      "\(paddedNumbers.count) \(are) written with and without leading zeros and became different "
      + "viewers: \(some)\(paddedNumbers.count > 3 ? ", …" : "")."
  }
}
