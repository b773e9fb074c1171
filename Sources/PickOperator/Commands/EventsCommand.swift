import ArgumentParser
import PickCommand
import PickImport
import PickModel
import PickStoreMySQL
import PickSystem

struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Hand what was watched, or what the served blend counts of it, to other tools.",
    subcommands: [Export.self, Counts.self])

  /// The folder that is written.
  struct FolderOption: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "The folder; an earlier one of the same kind is replaced as a whole.", valueName: "dir"))
    var output: String
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write events as gzipped CSV by day in Seoul, with titles and assets.",
      discussion: """
        The folder gets day=YYYY-MM-DD/events.csv.gz, titles.csv.gz, assets.csv.gz and \
        manifest.json with the rows and the checksum of each file. The same events give the same \
        bytes. The folder appears when all of it is written.
        """.examples("pickctl events export --output events --from 2026-11-01 --to 2026-11-30"))

    @OptionGroup var folder: FolderOption
    @OptionGroup var last: LastDayOption
    @Option(
      help: ArgumentHelp(
        "The first day in Seoul (default: that of the first event).", valueName: "yyyy-mm-dd"),
      transform: SeoulTime.date)
    var from: SeoulTime?
    @OptionGroup var database: DatabaseOption
    @OptionGroup var format: FormatOption

    func validate() throws {
      guard let from, let to = last.to, from.dayNumber > to.dayNumber else { return }
      throw ValidationError("--from is after --to.")
    }

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let opened = try await database.open()
        let export = EventExport(
          opened.stores, from: from?.startOfDay, until: last.end(now: SystemWallClock().now()))
        let folder = try StagedFolder(at: folder.output, for: .events)
        try await folder.filling { folder in
          try await export.run(into: folder) { line.show("Writing events", fraction: $0) }
        }
        .show(at: self.folder.output, as: format.format)
      }
    }
  }

  struct Counts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "counts",
      abstract: "Write what the served blend counts: ratings, pairs, popularity by slot.",
      discussion: """
        The folder gets ratings.csv.gz, together.csv.gz, next.csv.gz, popularity.csv.gz and \
        manifest.json, as workflows/spark/counts.py writes them from an export of the same days.
        """.examples("pickctl events counts --output counts"))

    @OptionGroup var folder: FolderOption
    @OptionGroup var last: LastDayOption
    @OptionGroup var database: DatabaseOption
    @OptionGroup var format: FormatOption

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let opened = try await database.open()
        let counts = WatchingCounts(opened.stores, until: last.end(now: SystemWallClock().now()))
        let folder = try StagedFolder(at: folder.output, for: .counts)
        try await folder.filling { folder in
          try await counts.run(into: folder) { line.show("Counting", fraction: $0) }
        }
        .show(at: self.folder.output, as: format.format)
      }
    }
  }
}

extension StagedFolder {
  /// Fills the folder and puts it in its place; nothing is left of one that could not be filled.
  func filling(_ work: (StagedFolder) async throws -> FileManifest) async throws -> FileManifest {
    do {
      let manifest = try await work(self)
      try publish(manifest)
      return manifest
    } catch {
      abandon()
      throw error
    }
  }
}

extension FileManifest {
  /// Prints what was written.
  fileprivate func show(at path: String, as format: OutputFormat) throws {
    switch format {
    case .json: try StandardOutput.show(json())
    case .text:
      let rows = files.reduce(0) { $0 + $1.rows }
      let days = from.flatMap { from in to.map { "\(from) to \($0)" } } ?? "no event"
      try StandardOutput.show("\(path): \(files.count) files, \(rows) rows, \(days)")
    }
  }
}
