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
    runProgram { await Pick.main(nil) }
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

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var options: PickOptions

  mutating func run() async throws {
    try await reporting(as: Self.name) {
      try await Session(options, onThisMachine: HomeDatabase.meant(by: database)).run()
    }
  }
}
