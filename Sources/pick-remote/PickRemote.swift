import ArgumentParser
import CMalloc
import PickCommand
import PickModel
import PickTerminal

/// The viewer's program without a database: it only asks a server.
@main
struct PickRemote: TerminalProgram {
  static let name = "pick-remote"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Hello Pick: films and series from a server, in a terminal.",
    version: Release.line(of: name), subcommands: [ApproveCommand<PickRemote>.self])

  @OptionGroup var database: NoDatabase
  @OptionGroup var options: PickOptions

  static func main() async {
    readPicturesIfAsked()
    beginCounting()
    // As in `pick`: threads take turns rather than work side by side (docs/decisions/fast-frames.md).
    mallopt(M_ARENA_MAX, 1)
    await main(nil)
  }

  mutating func run() async throws {
    try await reporting(as: Self.name) { try await Session(options).run() }
  }
}
