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
      abstract: "The original's CSV files, CP949 or UTF-8.")

    @Option(help: ArgumentHelp("The assets file.", valueName: "file")) var assets: String
    @Option(help: ArgumentHelp("The views file.", valueName: "file")) var views: String
    @Option(help: ArgumentHelp("A file of opened detail pages.", valueName: "file"))
    var clicks: String?
    @Option(
      help: "The files' encoding, UTF-8 or CP949, when detecting it fails.",
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
      commandName: "movielens", abstract: "A MovieLens directory with movies.csv and ratings.csv.")

    @Argument(help: ArgumentHelp("The directory.", valueName: "dir")) var directory: String
    @OptionGroup var database: DatabaseOption
    @OptionGroup var output: FormatOption

    func run() async throws {
      let source = ImportSource.movieLens(directory: directory)
      try await importing(source, into: database, format: output.format)
    }
  }
}

/// Runs an import, shows how far it is and prints what it did.
private func importing(
  _ source: ImportSource, into option: DatabaseOption, format: OutputFormat
) async throws {
  try await reporting {
    let database = try await option.openOrCreate().stores
    let line = ProgressLine()
    defer { line.finish() }
    do {
      let report = try await ImportRun(into: database).run(
        source, now: SystemWallClock().now(), progress: line.show)
      line.finish()
      StandardOutput.show(try ImportSummary(report).text(as: format))
    } catch ImportError.tooManyRejected(let rejected, let count, let rows) {
      line.finish()
      let report = ImportReport(stored: ImportCount(), rejected: rejected)
      StandardOutput.show(try ImportSummary(report).text(as: format))
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

extension TextEncoding {
  /// Reads the name of an encoding as people write it.
  fileprivate static func argument(_ name: String) throws -> TextEncoding {
    guard let encoding = TextEncoding(named: name) else {
      throw ValidationError("Pick reads UTF-8 and CP949, not \(DisplayText.sanitized(name)).")
    }
    return encoding
  }
}
