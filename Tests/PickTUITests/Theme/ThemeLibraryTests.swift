import Foundation
import Testing

@testable import PickTUI

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
    let set = ["HOME": "/h", "PICK_THEMES": "/t", "XDG_CONFIG_HOME": "/c"]
    #expect(
      ThemeLibrary(environment: set, executable: "pick").directories == ["/t", "/c/pick/themes"])
  }
}
