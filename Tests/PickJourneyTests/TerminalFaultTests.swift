import Foundation
import Glibc
import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A terminal that misbehaves")
  struct TerminalFaultTests {
    private let home: Home

    init() throws { home = try Home.withDemo() }

    /// The settings of a new terminal.
    private func untouchedSettings() throws -> [UInt8] {
      let terminal = try PseudoTerminal("/bin/true")
      try terminal.waitForEnd()
      return terminal.settings
    }

    @Test("1x1, 0x0 and 1000x1000 are survived, and the layout returns")
    func sizes() throws {
      let viewer = try Viewer.signedIn(at: home)
      try viewer.see("이어보기")
      try viewer.move(.down)
      let focus = viewer.focus
      for size in [(1, 1), (0, 0), (12, 3), (1000, 1000), (1, 500), (500, 1)] {
        viewer.terminal.resize(columns: size.0, rows: size.1)
        viewer.press(.right, .left)
      }
      viewer.terminal.resize(columns: 120, rows: 40)
      try viewer.waitForFocus(on: focus)
      try viewer.see("이어보기", "당신을 위한 추천")
      try viewer.quit()
    }

    @Test("a window that shrinks and grows back at once is painted anew")
    func thereAndBack() throws {
      let viewer = try Viewer.signedIn(at: home)
      for _ in 0..<30 {
        viewer.terminal.resize(columns: 1, rows: 1)
        viewer.terminal.resize(columns: 120, rows: 40)
        try viewer.see("이어보기", "당신을 위한 추천")
      }
    }

    @Test("a hundred resizes at once end in the last size")
    func manyResizes() throws {
      let viewer = try Viewer.signedIn(at: home)
      for step in 0..<100 {
        viewer.terminal.resize(columns: 20 + step * 7 % 150, rows: 3 + step * 11 % 60)
      }
      viewer.terminal.resize(columns: 100, rows: 30)
      try viewer.wait("the footer in the last row") { $0.text(row: 29).contains("Enter 재생") }
      try viewer.see("이어보기")
    }

    @Test(
      "a signal ends the program with 128 and its number, and gives the terminal back",
      arguments: [
        SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
        SIGXFSZ, SIGPOLL, SIGPWR, SIGSTKFLT, SIGPIPE, 34, 50, 64,
      ])
    func signals(signal: Int32) throws {
      let viewer = try Viewer.signedIn(at: home)
      try viewer.see("이어보기")
      let untouched = try untouchedSettings()
      #expect(viewer.terminal.settings != untouched)
      viewer.terminal.signal(signal)
      #expect(try viewer.terminal.waitForEnd() == .exited(128 + signal))
      #expect(viewer.terminal.settings == untouched)
      #expect(!viewer.terminal.screen.isAlternate && viewer.terminal.screen.showsCursor)
    }

    @Test("Ctrl-C ends like the signal does")
    func interruptKey() throws {
      let viewer = try Viewer.signedIn(at: home)
      viewer.press(.control("c"))
      #expect(try viewer.terminal.waitForEnd() == .exited(128 + SIGINT))
      #expect(viewer.terminal.settings == (try untouchedSettings()))
    }

    @Test("a sequence nobody bound does nothing, also where Esc would ask to quit")
    func unknownSequences() throws {
      let viewer = try Viewer.signedIn(at: home)
      try viewer.see("이어보기")
      viewer.terminal.type(
        "\u{1B}[27;2;120~\u{1B}q\u{1B}x\u{1B}[99;1;4~\u{1B}]11;rgb:qxw\u{7}\u{1B}[M qw")
      viewer.terminal.type("\u{1B}[200~xwq")
      viewer.terminal.type("\u{1B}[20")
      viewer.terminal.type("1~")
      try viewer.press("?", toSee: "도움말")
      #expect(!viewer.text.contains("끝낼까요"))
    }

    @Test("keypad digits are digits, a pasted line end is dropped, Ctrl-C works in an open paste")
    func keypadAndPastes() throws {
      let viewer = try Viewer(at: home)
      try viewer.see("셋톱번호")
      viewer.press(.control("u"))
      for digit in Home.viewer.utf8 {
        viewer.terminal.send([0x1B, 0x4F, digit - 0x30 + UInt8(ascii: "p")])
      }
      viewer.press(.tab)
      viewer.terminal.type("\u{1B}[200~\(Home.password)\r\u{1B}[201~")
      viewer.press(.enter)
      try viewer.see("#실시간")
      viewer.terminal.type("\u{1B}[200~xw")
      viewer.press(.control("c"))
      #expect(try viewer.terminal.waitForEnd() == .exited(128 + SIGINT))
    }

    @Test(
      "a terminal the system knows nothing of starts as the one it is like, and the log says so",
      arguments: ["xterm-no-such", "kitty-no-such"])
    func standIn(type: String) throws {
      let viewer = try Viewer(at: home, adding: ["TERM": type])
      try viewer.see("셋톱번호")
      viewer.press(.control("c"))
      try viewer.terminal.waitForEnd()
      let log = try String(
        contentsOfFile: home.path + "/.local/state/pick/pick.log", encoding: .utf8)
      #expect(log.contains("taken_for=xterm-256color"))
    }

    @Test(
      "Esc is waited for as long as the environment or the configuration says",
      arguments: [
        (["ESCDELAY": "2000"], ""), ([:], "escape_delay = 2000\n"),
        (["ESCDELAY": "2000"], "escape_delay = 5\n"),
      ] as [([String: String], String)])
    func escapeDelay(variables: [String: String], configuration: String) throws {
      try home.write(configuration, to: ".config/pick/config.toml")
      let viewer = try Viewer(at: home, adding: variables)
      try viewer.see("셋톱번호")
      let start = ContinuousClock.now
      try viewer.press(.escape, toSee: "끝낼까요")
      // A busy machine makes it longer only.
      #expect(ContinuousClock.now - start >= .milliseconds(1990))
    }

    @Test(
      "colours are those that the terminal can show and the viewer wants",
      arguments: [
        ([:], "", true), (["TERM": "screen-256color"], "", false),
        (["STY": "1.pts-0.host"], "", false),
        (["TERM": "screen-256color", "TMUX": "/tmp/t,1,0"], "", true),
        ([:], "colors = \"256\"\n", false), (["NO_COLOR": "1"], "", false),
        (["NO_COLOR": "1"], "colors = \"truecolor\"\n", true),
      ] as [([String: String], String, Bool)])
    func colors(variables: [String: String], configuration: String, areTrue: Bool) throws {
      try home.write(configuration, to: ".config/pick/config.toml")
      let viewer = try Viewer(at: home, adding: variables)
      try viewer.see("셋톱번호")
      let sent = String(decoding: viewer.terminal.output, as: UTF8.self)
      #expect(sent.contains("38;2;") == areTrue)
    }
  }
}
