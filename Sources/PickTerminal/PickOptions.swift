import ArgumentParser
import PickModel
import PickTUI

/// What a run of a terminal program was asked to do, whether or not it can open a database.
package struct PickOptions: Equatable, Sendable {
  var server: String?
  var caFile: String?
  var language: Language?
  var theme: String?
  var isASCII = false
  var pictures: PictureChoice?
  var printsPlaces = false
  var record: String?
  var replay: String?
  var printsStatistics = false
  package var kiosk = false

  /// A run without options.
  package init() {}
}

/// The options as they are read from the command line.
package struct PickArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The server to ask (http:// on this machine only).",
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

  @Option(help: "How pictures are shown: auto, off, blocks, kitty or sixel.")
  var pictures: PictureOption?

  @Flag(name: .customLong("where"), help: "Print the places of all files and end.")
  var printsPlaces = false

  @Option(help: ArgumentHelp("Keep the messages of this run in a file.", valueName: "file"))
  var record: String?

  @Option(help: ArgumentHelp("Print the last frame of a recorded run.", valueName: "file"))
  var replay: String?

  @Flag(name: .customLong("stats"), help: "Print at the end what the run cost.")
  var printsStatistics = false

  @Flag(help: "Run for a lobby: a start page, one viewer, left only with the PIN.")
  var kiosk = false

  package init() {}

  /// What the options ask for.
  package var options: PickOptions {
    var options = PickOptions()
    (options.server, options.caFile) = (server, caFile)
    (options.language, options.theme, options.isASCII) = (lang?.language, theme, ascii)
    (options.printsPlaces, options.printsStatistics) = (printsPlaces, printsStatistics)
    (options.record, options.replay) = (record, replay)
    (options.pictures, options.kiosk) = (pictures?.choice, kiosk)
    return options
  }
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

/// How pictures are shown, by its name.
struct PictureOption: ExpressibleByArgument {
  let choice: PictureChoice

  static let allValueStrings = PictureChoice.allCases.map(\.rawValue)

  init?(argument: String) {
    guard let choice = PictureChoice(rawValue: argument) else { return nil }
    self.choice = choice
  }
}

extension Language {
  /// `ko or en`.
  static var codes: String { allCases.map(\.rawValue).joined(separator: " or ") }
}
