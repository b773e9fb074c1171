import Foundation
import PickModel
import PickStore
import PickStoreSQLite
import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Titles with pictures of their own")
  struct PictureJourneyTests {
    /// Gives every title of a demo world a picture: red above, blue below.
    static func hang(at home: Home) async throws {
      let database = try SQLiteDatabase.open(readOnly: home.demo)
      let titles = try await database.titles()
      try database.close()
      for (place, title) in titles.enumerated() {
        let poster = TestPictures.poster(shade: UInt8(200 + place % 40))
        try home.write(Data(poster), to: "posters/\(title.id).png")
      }
      let done = try home.pickctl(
        "pictures", "import", home.path + "/posters", "--data", home.demo)
      #expect(done.output.contains("\(titles.count) newly stored, 0 unchanged"))
    }

    /// The colours of the two halves of a cell.
    private static func halves(
      _ column: Int, _ row: Int, of screen: TerminalEmulator
    ) -> [(red: Int, blue: Int)] {
      let cell = screen.cell(column: column, row: row)
      let ground = cell.look.background
      return [cell.text == "▀" ? cell.look.foreground : ground, ground].map { color in
        guard case .rgb(let red, _, let blue) = color else { return (0, 0) }
        return (red, blue)
      }
    }

    /// Whether the right edge of the hero is as red as the pictures are.
    ///
    /// A wide place shows a part above a poster's middle. Drawn scenes begin with a dark sky.
    static func hasOwnHero(_ screen: TerminalEmulator) -> Bool {
      [3, 7, 13].flatMap { halves(117, $0, of: screen) }.allSatisfy {
        $0.red > 120 && $0.blue < 110
      }
    }

    @Test("home shows text first and then the pictures, one page of the hero after the other")
    func home() async throws {
      let home = try Home.withDemo()
      try await Self.hang(at: home)
      let viewer = try Viewer.signedIn(at: home)
      try viewer.wait("the hero's own picture", until: Self.hasOwnHero)
      // Another page of the hero has its own as well.
      viewer.press(.character("]"))
      try viewer.wait("the next one", until: Self.hasOwnHero)
      try viewer.quit()
    }

    @Test("a server's pictures are kept on the device until the viewer signs out")
    func remote() async throws {
      let server = try Server()
      try await Self.hang(at: server.home)
      let home = try Home()
      let viewer = try Viewer.signedIn(at: home, server.arguments)
      try viewer.wait("the hero's own picture", until: Self.hasOwnHero)
      #expect(try Self.keptPictures(at: home) > 0)
      try viewer.quit()
    }

    private static func keptPictures(at home: Home) throws -> Int {
      let cache = home.path + "/.cache/pick"
      let folders = try FileManager.default.contentsOfDirectory(atPath: cache)
        .filter { $0.hasPrefix("pictures-") }
      return try folders.reduce(0) {
        try $0 + FileManager.default.contentsOfDirectory(atPath: cache + "/" + $1).count
      }
    }

    @Test(
      "who wants no pictures gets none", arguments: ["pictures = \"off\"\n", "colors = \"16\"\n"])
    func off(configuration: String) async throws {
      let home = try Home.withDemo()
      try await Self.hang(at: home)
      try home.write(configuration, to: ".config/pick/config.toml")
      let viewer = try Viewer.signedIn(at: home)
      try viewer.see("이어보기")
      #expect(!Self.hasOwnHero(viewer.terminal.screen))
      try viewer.quit()
    }

    @Test("a picture that was spoiled in the folder leaves the drawn scene, and all keys work")
    func spoiled() async throws {
      let home = try Home.withDemo()
      try await Self.hang(at: home)
      let folder = home.data + "/pictures"
      for name in try FileManager.default.contentsOfDirectory(atPath: folder)
      where name.hasSuffix(".jpg") {
        try Data([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]).write(
          to: URL(fileURLWithPath: folder + "/" + name))
      }
      let viewer = try Viewer.signedIn(at: home)
      try viewer.see("이어보기")
      try viewer.move(.down)
      #expect(!Self.hasOwnHero(viewer.terminal.screen))
      try viewer.quit()
    }
  }
}
