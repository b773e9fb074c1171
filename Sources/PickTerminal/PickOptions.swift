package import ArgumentParser
package import PickModel

/// The options of the command line.
package struct PickOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The database to open.", valueName: "file"))
  package var data: String?

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
  package var at: MomentOption?

  @Option(help: ArgumentHelp("Keep the messages of this run in a file.", valueName: "file"))
  var record: String?

  @Option(help: ArgumentHelp("Print the last frame of a recorded run.", valueName: "file"))
  var replay: String?

  @Flag(help: "Run for a lobby: a start page, one viewer, left only with the PIN.")
  package var kiosk = false

  package init() {}
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
package struct MomentOption: ExpressibleByArgument {
  package let instant: Instant

  private static let shape = Array("dddd-dd-ddTdd:dd")

  package init?(argument: String) {
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
