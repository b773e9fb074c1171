import ArgumentParser
import PickModel
import PickTerminal

/// Which database of this machine a run opens, and the time it shows.
struct DatabaseOptions: Equatable, Sendable {
  var data: String?
  /// The time home is made for; `nil` for now.
  var at: Instant?
}

/// The options about the database on this machine, as they are read from the command line.
struct DatabaseArguments: DatabaseNaming {
  @Option(
    help: ArgumentHelp("The database to open instead of asking a server.", valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Show home as it would be then, in Seoul (demo worlds only).",
      valueName: "2026-11-20T22:30"))
  var at: MomentOption?

  /// What the options ask for.
  var options: DatabaseOptions { DatabaseOptions(data: data, at: at?.instant) }
}

/// A wall-clock time in Seoul, `2026-11-20T22:30`.
struct MomentOption: ExpressibleByArgument {
  let instant: Instant

  private static let shape = Array("dddd-dd-ddTdd:dd")

  init?(argument: String) {
    guard argument.count == Self.shape.count,
      zip(argument, Self.shape).allSatisfy({ $1 == "d" ? ("0"..."9").contains($0) : $0 == $1 })
    else { return nil }
    let parts = argument.split { "-T:".contains($0) }.compactMap { Int($0) }
    guard parts.count == 5,
      let time = SeoulTime(
        year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4])
    else { return nil }
    instant = time.instant
  }
}
