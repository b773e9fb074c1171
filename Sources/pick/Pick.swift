import ArgumentParser
import CMalloc
import PickCommand
import PickModel
import PickTerminal

@main
enum PickProgram {
  static func main() {
    readPicturesIfAsked()
    beginCounting()
    // Threads take turns here rather than work side by side: an arena each would only have to be
    // filled anew (docs/decisions/fast-frames.md).
    mallopt(M_ARENA_MAX, 1)
    runProgram { await Pick.start() }
  }
}

/// The viewer's program.
struct Pick: TerminalProgram {
  static let name = "pick"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Hello Pick: films and series for one viewer, in a terminal.",
    usage: "pick [OPTIONS]\npick approve CODE [--server https://host[:port]] [--ca-file FILE]",
    discussion: """
      Without options Pick opens pick.sqlite where there is one, else the demo world, which it \
      makes the first time. `pick --where` prints every place it uses.
      """,
    version: Release.line(of: name), subcommands: [ApproveCommand<Pick>.self, TrainCommand.self])

  @OptionGroup var database: DatabaseArguments
  @OptionGroup var arguments: PickArguments

  mutating func run() async throws {
    try await reporting(as: Self.name) {
      let database = HomeDatabase.meant(by: database.options)
      try await Session(arguments.options, onThisMachine: database).run()
    }
  }

  static func show() async throws {
    let database = HomeDatabase.meant(by: DatabaseOptions())
    try await Session(PickOptions(), onThisMachine: database).run()
  }
}
