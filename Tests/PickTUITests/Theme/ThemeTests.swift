import Foundation
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Themes")
struct ThemeTests {
  /// The package's directory, from this file's place in it.
  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The themes that come with the program.
  static let shippedNames = ["dark", "light", "contrast", "colour-blind"]

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

  @Test("every role can be read: contrast 4.5 at least", arguments: shippedNames)
  func contrast(name: String) throws {
    let theme = try Self.shipped(name)
    for role in Role.allCases where role != .progressTrack && role != .border && role != .skeleton {
      let paint = theme[role]
      #expect(paint.foreground.contrast(with: paint.background) >= 4.5, "\(role)")
    }
  }

  @Test("what 256 colours make of a theme can still be read", arguments: shippedNames)
  func contrastOf256(name: String) throws {
    let theme = try Self.shipped(name)
    for role in Role.allCases where role != .progressTrack && role != .border && role != .skeleton {
      let pen = ColorLadder(depth: .palette256).pen(for: Style(role), in: theme)
      let foreground = try Palette.color(#require(pen.foreground))
      let background = try Palette.color(#require(pen.background))
      #expect(foreground.contrast(with: background) >= 4.5, "\(role)")
    }
  }

  @Test("the accent of the default is the original's")
  func accent() {
    #expect(Theme.dark[.accent].foreground == RGB(hex: "#ED174D"))
  }

  @Test("the colours of pictures and of roles fit the pens of 256 numbers", arguments: shippedNames)
  func pens(name: String) throws {
    let theme = try Self.shipped(name)
    let roles = Role.allCases.flatMap { [theme[$0].foreground, theme[$0].background] }
    let pigments = (0..<Pigment.hues).flatMap { hue in
      (0...Pigment.shades).map { theme[Pigment(hue: hue, shade: $0)] }
    }
    // The viewer's own sixteen are left alone.
    #expect(Set(roles + pigments).count <= 256 - 16)
  }

  @Test("the accent is for brand and focus only", arguments: shippedNames)
  func accentIsRare(name: String) throws {
    let theme = try Self.shipped(name)
    let accents: Set<Role> = [.accent, .headerCurrent]
    for role in Role.allCases where !accents.contains(role) {
      #expect(theme[role].foreground != theme[.accent].foreground, "\(role)")
    }
  }

  @Test("a hue turns from shade to shade, away from the ground", arguments: shippedNames)
  func ramps(name: String) throws {
    let theme = try Self.shipped(name)
    for hue in 0..<Pigment.hues {
      let ramp = (0...Pigment.shades).map { theme[Pigment(hue: hue, shade: $0)] }
      #expect(ramp[0] == theme[.text].background)
      let contrasts = ramp.map { $0.contrast(with: ramp[0]) }
      #expect(contrasts == contrasts.sorted(), "\(hue)")
      #expect(Set(ramp).count == ramp.count, "\(hue)")
    }
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

@Suite("Theme library")
final class ThemeLibraryTests {
  let folder = NSTemporaryDirectory() + "pick-themes-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func put(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  @Test("the first folder that has a theme counts, and bases are followed")
  func finds() throws {
    try put("a.toml", "base = \"b\"\n[roles]\ntext = { foreground = \"#111111\" }")
    try put("b.toml", "[roles]\nmuted = { foreground = \"#222222\" }")
    try put("no theme.toml", "")
    let library = ThemeLibrary(directories: ["/nowhere", folder])
    let theme = try library.theme(named: "a")
    #expect(theme.name == "a")
    #expect(theme[.text].foreground == RGB(0x111111))
    #expect(theme[.muted].foreground == RGB(0x222222))
    #expect(library.names == ["dark", "a", "b"])
  }

  @Test("themes based on each other are refused")
  func circular() throws {
    try put("a.toml", "base = \"b\"")
    try put("b.toml", "base = \"a\"")
    #expect(throws: ThemeError.self) { try ThemeLibrary(directories: [folder]).theme(named: "a") }
  }

  @Test(
    "a name cannot lead out of the folder",
    arguments: ["../a", "/etc/passwd", "a/b", "", ".", "..", "a\u{0}b", "한글"])
  func traversal(name: String) {
    #expect(throws: ThemeError.invalidName(name)) {
      try ThemeLibrary(directories: [folder]).theme(named: name)
    }
  }

  @Test("links, folders and huge files are refused")
  func irregular() throws {
    try put("target", "[roles]")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/link.toml", withDestinationPath: "\(folder)/target")
    try FileManager.default.createDirectory(
      atPath: "\(folder)/folder.toml", withIntermediateDirectories: false)
    try put("huge.toml", String(repeating: "#", count: 100_000))
    for name in ["link", "folder", "huge"] {
      #expect(throws: ThemeError.unreadable(file: "\(folder)/\(name).toml")) {
        try ThemeLibrary(directories: [folder]).theme(named: name)
      }
    }
  }

  @Test("folders come from PICK_THEMES or the program's place, then the configuration")
  func places() {
    let home = ["HOME": "/h"]
    #expect(
      ThemeLibrary(environment: home, executable: "/opt/pick/pick").directories
        == ["/opt/pick/themes", "/h/.config/pick/themes"])
    #expect(
      ThemeLibrary(environment: home, executable: "/usr/bin/pick").directories
        == ["/usr/bin/themes", "/usr/share/pick/themes", "/h/.config/pick/themes"])
    let set = ["HOME": "/h", "PICK_THEMES": "/t", "XDG_CONFIG_HOME": "/c"]
    #expect(
      ThemeLibrary(environment: set, executable: "pick").directories == ["/t", "/c/pick/themes"])
  }
}
