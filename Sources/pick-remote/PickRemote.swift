import ArgumentParser
import CMalloc
import PickCommand
import PickModel
import PickTerminal

/// The viewer's program without a database: it only asks a server.
@main
struct PickRemote: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick-remote",
    abstract: "Hello Pick: films and series from a server, in a terminal.",
    version: Release.line(of: "pick-remote"), subcommands: [ApproveCommand.self])

  @OptionGroup var options: PickOptions

  static func main() async {
    // As in `pick`: threads take turns rather than work side by side (docs/decisions/fast-frames.md).
    mallopt(M_ARENA_MAX, 1)
    await main(nil)
  }

  mutating func run() async throws {
    try await reporting(as: "pick-remote") { try await Session(options).run() }
  }
}
