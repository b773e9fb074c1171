import ArgumentParser
import CMalloc
import PickCommand
import PickModel
import PickTerminal

@main
enum PickRemoteProgram {
  static func main() {
    readPicturesIfAsked()
    beginCounting()
    // As in `pick`: threads take turns rather than work side by side (docs/decisions/fast-frames.md).
    mallopt(M_ARENA_MAX, 1)
    runProgram { await PickRemote.start() }
  }
}

/// The viewer's program without a database: it only asks a server.
struct PickRemote: TerminalProgram {
  static let name = "pick-remote"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Hello Pick: films and series from a server, in a terminal.",
    version: Release.line(of: name), subcommands: [ApproveCommand<PickRemote>.self])

  @OptionGroup var database: NoDatabase
  @OptionGroup var arguments: PickArguments

  mutating func run() async throws {
    try await reporting(as: Self.name) { try await Session(arguments.options).run() }
  }

  static func show() async throws { try await Session(PickOptions()).run() }
}
