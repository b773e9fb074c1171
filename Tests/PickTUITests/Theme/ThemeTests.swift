import Foundation
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Themes")
struct ThemeTests {
  /// The package's directory, from this file's place in it.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static func shipped(_ name: String) throws -> Theme {
    let file = "\(package)/themes/\(name).toml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    // Over a theme that is wrong everywhere: what a file leaves out would show.
    let nothing = Theme(name: "") { _ in Theme.Paint(RGB(0x010203), on: RGB(0x010203)) }
    return try ThemeFile(text, file: file).theme(named: name, over: nothing)
  }

  @Test("the built-in theme is the one in themes/dark.toml")
  func builtIn() throws {
    #expect(try Self.shipped("dark") == .dark)
  }

  @Test("every role can be read: contrast 4.5 at least", arguments: ["dark", "light"])
  func contrast(name: String) throws {
    let theme = try Self.shipped(name)
    for role in Role.allCases where role != .progressTrack && role != .border && role != .skeleton {
      let paint = theme[role]
      #expect(paint.foreground.contrast(with: paint.background) >= 4.5, "\(role)")
    }
  }

  @Test("what 256 colours make of a theme can still be read", arguments: ["dark", "light"])
  func contrastOf256(name: String) throws {
    let theme = try Self.shipped(name)
    for role in Role.allCases where role != .progressTrack && role != .border && role != .skeleton {
      let pen = ColorLadder(depth: .palette256).pen(for: Style(role), in: theme)
      let foreground = try Palette.color(#require(pen.foreground))
      let background = try Palette.color(#require(pen.background))
      #expect(foreground.contrast(with: background) >= 4.5, "\(role)")
    }
  }

  @Test("the accent of the default is the original's, on black")
  func accent() {
    #expect(Theme.dark[.accent].foreground == RGB(hex: "#ED174D"))
    #expect(Theme.dark[.accent].background == RGB(0, 0, 0))
  }

  @Test("a theme is what it says, and its base where it says nothing")
  func basedOn() throws {
    let file = try ThemeFile("[roles]\naccent = { foreground = \"#00FF00\" }", file: "f")
    let theme = file.theme(named: "green", over: .dark)
    #expect(theme[.accent].foreground == RGB(0, 255, 0))
    #expect(theme[.accent].attributes == .bold)
    #expect(theme[.text] == Theme.dark[.text])
  }

  @Test(
    "a broken theme is told by file, line and key",
    arguments: [
      ("[roles]\naccent = { foreground = \"red\" }", 2, "accent"),
      ("[roles]\n\nacent = { foreground = \"#000000\" }", 3, "acent"),
      ("colour = 3", 1, "colour"), ("base = 3", 1, "base"),
      ("[roles]\ntext = { attributes = [\"loud\"] }", 2, "text"),
      ("[roles.text]\nforeground = 3", 1, "text"),
      ("base = \"dark\"\n" + (0..<20_000).map { "[t\($0)]\n" }.joined(), 2, "t0"),
      ("[roles]\nt" + String(repeating: ".a", count: 400_000) + " = 1", 2, "t"),
      ("[roles]\ntext" + String(repeating: ".a", count: 400_000) + " = 1", 2, "text"),
    ])
  func broken(text: String, line: Int, key: String) {
    #expect(throws: ThemeError.value(file: "f.toml", line: line, key: key)) {
      try ThemeFile(text, file: "f.toml")
    }
  }

  @Test("a file that is no TOML is told by its line")
  func noTOML() {
    #expect(throws: ThemeError.syntax(file: "f.toml", line: 2)) {
      try ThemeFile("[roles]\n= nothing", file: "f.toml")
    }
  }
}
