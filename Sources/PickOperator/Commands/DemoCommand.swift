import ArgumentParser
import Foundation
import PickCommand
import PickDemo
import PickModel
import PickStore
import PickSystem

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Invent a world: a catalogue, viewers, and what they watched.",
    subcommands: [Create.self, Export.self])

  /// The size, seed and date of a world.
  struct Sizes: ParsableArguments {
    @Option(help: "How many viewers.") var viewers = 2000
    @Option(help: "How many titles.") var titles = 1200
    @Option(help: "Where all chance comes from: the same seed and date give the same world.")
    var seed: UInt64 = 7
    @Option(
      help: ArgumentHelp(
        "The first day that is not lived any more (default: today in Seoul).",
        valueName: "yyyy-mm-dd"),
      transform: SeoulTime.date)
    var until: SeoulTime?

    func recipe(days: Int = 60) -> DemoRecipe {
      DemoRecipe(
        viewers: viewers, titles: titles, days: days, seed: seed,
        until: until ?? SeoulTime(SystemWallClock().now()))
    }
  }

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make a demo database; an earlier demo world there is replaced.",
      discussion: "".examples(
        "pickctl demo create",
        "pickctl demo create --data small.sqlite --viewers 50 --titles 200 --days 30"))

    @OptionGroup var sizes: Sizes
    @Option(help: "How many days of behaviour.") var days = 60
    @Option(
      help: ArgumentHelp(
        "The file (default: where the viewer's program looks for a demo).",
        valueName: "file"))
    var data: String?
    @Option(
      help: ArgumentHelp("The same as sqlite:FILE; demo worlds are files.", valueName: "database"))
    var database: String?

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let path = try place()
        let count = try await CreateDemoWorld().run(sizes.recipe(days: days), at: path) {
          line.show($0)
        }
        line.finish()
        try StandardOutput.show(
          """
          \(count.titles) titles, \(count.assets) assets, \(count.viewers) viewers, \
          \(count.events) events
          Sign in as \(DemoAccounts.viewer.number) (or \(DemoAccounts.newcomer.number), who has \
          watched nothing), password \(DemoAccounts.password)
          """)
      }
    }

    private func place() throws -> String {
      guard data != nil || database != nil else { return try Self.usualPath() }
      var option = DatabaseOption()
      option.data = data
      option.database = database
      try option.validate()
      return try option.file(for: "pickctl demo create")
    }

    private static func usualPath() throws(Failure) -> String {
      guard let places = Places(environment: ProcessInfo.processInfo.environment) else {
        throw Failure(.configuration, "There is no HOME; say where the database goes with --data.")
      }
      return places.demoDatabase
    }
  }

  private struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Write whole months before --until in the original's CP949 format.",
      discussion: "".examples("pickctl demo export --months 2 --inbox inbox"))

    @OptionGroup var sizes: Sizes
    @Option(help: "How many months.") var months: Int
    @Option(help: ArgumentHelp("Where the months' directories go.", valueName: "dir"))
    var inbox: String

    func run() async throws {
      try await reporting {
        let line = ProgressLine()
        defer { line.finish() }
        let export = try ExportDemoMonths(months: months, of: sizes.recipe())
        let written = try export.run(inbox: inbox) { line.show("Writing", $0, of: $1) }
        line.finish()
        for month in written {
          try StandardOutput.show(
            "\(month.path): \(month.assets) assets, \(month.views) views, \(month.clicks) clicks")
        }
      }
    }
  }
}

extension ProgressLine {
  fileprivate func show(_ progress: CreateDemoWorld.Progress) {
    switch progress {
    case .living(let viewers, let total): show("Inventing", viewers, of: total)
    case .storing(let rows, let total): show("Storing", rows, of: total)
    }
  }
}

extension SeoulTime {
  /// Reads a date as "2026-11-20".
  static func date(_ text: String) throws -> SeoulTime {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      let date = SeoulTime(year: year, month: month, day: day)
    else { throw ValidationError("A date is written 2026-11-20.") }
    return date
  }
}
