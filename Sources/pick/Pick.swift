import ArgumentParser
import CMalloc
import PickCore
import PickModel

/// The viewer's program.
@main
struct Pick: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pick",
    abstract: "Hello Pick: films and series for one viewer, in a terminal.",
    usage: "pick [OPTIONS]\npick approve CODE [--server https://host[:port]] [--ca-file FILE]",
    discussion: """
      Without options Pick opens pick.sqlite where there is one, else the demo world, which it \
      makes the first time. `pick --where` prints every place it uses.
      """,
    version: Release.line(of: "pick"), subcommands: [ApproveCommand.self, TrainCommand.self])

  @OptionGroup var options: PickOptions

  static func main() async {
    // Threads take turns here rather than work side by side: an arena each would only have to be
    // filled anew (docs/decisions/fast-frames.md).
    mallopt(M_ARENA_MAX, 1)
    await main(nil)
  }

  mutating func run() async throws {
    try await reporting { try await Session(options: options).run() }
  }
}

/// The options of the command line.
struct PickOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The database to open.", valueName: "file"))
  var data: String?

  @Option(
    help: ArgumentHelp(
      "Ask a server instead of a database (http:// on this machine only).",
      valueName: "https://host[:port]"))
  var server: String?

  @Option(
    help: ArgumentHelp(
      "Trust only the authority with these certificates (PEM).", valueName: "file"))
  var caFile: String?

  @Option(help: "The language of the screen: \(Language.codes).")
  var lang: LanguageOption?

  @Option(help: ArgumentHelp("The colours of the screen.", valueName: "name"))
  var theme: String?

  @Flag(help: "Draw lines in ASCII.")
  var ascii = false

  @Flag(name: .customLong("where"), help: "Print the places of all files and end.")
  var printsPlaces = false

  @Option(
    help: ArgumentHelp(
      "Show home as it would be then, in Seoul (demo worlds only).",
      valueName: "2026-11-20T22:30"))
  var at: MomentOption?

  @Option(help: ArgumentHelp("Keep the messages of this run in a file.", valueName: "file"))
  var record: String?

  @Option(help: ArgumentHelp("Print the last frame of a recorded run.", valueName: "file"))
  var replay: String?

  @Flag(help: "Run for a lobby: a start page, one viewer, left only with the PIN.")
  var kiosk = false
}

/// A language by its code.
struct LanguageOption: ExpressibleByArgument {
  let language: Language

  static let allValueStrings = Language.allCases.map(\.rawValue)

  init?(argument: String) {
    guard let language = Language(rawValue: argument) else { return nil }
    self.language = language
  }
}

extension Language {
  /// `ko or en`.
  static var codes: String { allCases.map(\.rawValue).joined(separator: " or ") }
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
