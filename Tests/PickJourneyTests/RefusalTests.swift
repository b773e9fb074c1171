import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Where Pick cannot be shown as it is meant")
  struct RefusalTests {
    private let home: Home

    init() throws { home = try Home.withDemo() }

    @Test(
      "a terminal that cannot place a cursor, or is unknown, is refused with 69 and the reason",
      arguments: [("dumb", "dumb"), ("no-such-terminal", "TERM=xterm-256color")])
    func terminals(type: String, word: String) throws {
      let viewer = try Viewer(at: home, adding: ["TERM": type])
      #expect(try viewer.terminal.waitForEnd() == .exited(69))
      #expect(viewer.text.contains(word))
      #expect(!viewer.terminal.output.contains(0x1B))
    }

    @Test("without a terminal it says so and ends with 69")
    func noTerminal() throws {
      let run = try Programs.run([], of: "pick", home: home.path)
      #expect(run.status == 69)
      #expect(run.errors.contains("terminal") && run.output.isEmpty)
    }

    @Test(
      "a wrong command line or configuration has its own status",
      arguments: [
        ("--lang xx", Int32(64)), ("--no-such-option", 64), ("--at yesterday", 64),
        ("--data /no/such/file", 69), ("--replay /no/such/file", 69), ("--kiosk", 78),
        ("--help", 0), ("--version", 0), ("--where", 0),
      ])
    func statuses(line: String, status: Int32) throws {
      let viewer = try Viewer(at: home, line.split(separator: " ").map(String.init))
      #expect(try viewer.terminal.waitForEnd() == .exited(status), "\(viewer.text)")
    }

    @Test("the program that only asks a server offers no options of a database, and refuses them")
    func onlyServer() throws {
      let help = try Programs.run(["--help"], of: "pick-remote", home: home.path)
      #expect(help.status == 0 && help.output.contains("--server"))
      #expect(!help.output.contains("--data") && !help.output.contains("--at "))
      for line in [["--data", home.demo], ["--at", "2026-11-20T22:30"]] {
        let run = try Programs.run(line, of: "pick-remote", home: home.path)
        #expect(run.status == 64 && run.errors.contains("Unknown option"))
      }
    }

    @Test("each program refuses under its own name", arguments: ["pick", "pick-remote"])
    func names(program: String) throws {
      let run = try Programs.run(["approve", "BCDF-GHJK"], of: program, home: home.path)
      #expect(run.status == 64 && run.errors.hasPrefix("\(program): "))
    }

    @Test("a configuration with an unknown key names file, line and key")
    func configuration() throws {
      try home.write("language = \"ko\"\ncolour = \"red\"\n", to: ".config/pick/config.toml")
      let run = try Programs.run([], of: "pick", home: home.path)
      #expect(run.status == 78)
      #expect(run.errors.contains("config.toml:2") && run.errors.contains("colour"))
    }

    @Test("with NO_COLOR there is none, and the focus still shows")
    func noColor() throws {
      let viewer = try Viewer.signedIn(at: home, adding: ["NO_COLOR": "1"])
      try viewer.see("이어보기")
      let screen = viewer.terminal.screen
      let looks = (0..<screen.rows).flatMap { row in
        (0..<screen.columns).map { screen.cell(column: $0, row: row).look }
      }
      #expect(looks.allSatisfy { $0.foreground == .standard && $0.background == .standard })
      #expect(looks.contains { $0.attributes.contains(.reverse) })
    }

    @Test("a locale without UTF-8 gets English and ASCII lines")
    func plainLocale() throws {
      let viewer = try Viewer(at: home, adding: ["LANG": "C"])
      try viewer.see("Set-top number")
      viewer.type(Home.viewer)
      viewer.press(.tab)
      viewer.type(Home.password)
      viewer.press(.enter)
      try viewer.see("Continue watching")
      viewer.press(.character("?"))
      try viewer.see("+--")
      #expect(viewer.terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test("without a place for its files Pick runs, and signs nobody in for the next time")
    func noHome() throws {
      let nowhere = ["HOME": "/proc", "TMPDIR": home.path]
      let viewer = try Viewer.signedIn(at: home, ["--data", home.demo], adding: nowhere)
      try viewer.see("이어보기")
      try viewer.quit()
      let next = try Viewer(at: home, ["--data", home.demo], adding: nowhere)
      try next.see("셋톱번호")
    }

    @Test("with no home at all the demo world is made for this run only, and the viewer is told")
    func unsaved() throws {
      let viewer = try Viewer(at: home, adding: ["HOME": "/proc", "TMPDIR": home.path])
      try viewer.terminal.wait(atMost: 120) { $0.text.contains("셋톱번호") }
      try viewer.see("저장할 곳이 없어")
      try viewer.signIn()
      try viewer.quit()
    }
  }
}
