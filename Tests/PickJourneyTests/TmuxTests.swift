import Foundation
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Seen by tmux", .needs(.tmux))
  struct TmuxTests {
    private let home: Home
    private let program: String
    private let server: [String]

    init() throws {
      program = Need.tmux.found ?? "/usr/bin/tmux"
      home = try Home.withDemo()
      server = ["-u", "-L", "pick", "-f", "/dev/null"]
    }

    /// Opens a window that runs a command.
    ///
    /// The server is started from a terminal: it must not inherit a pipe a test reads to its end.
    private func window(_ command: String...) throws -> PseudoTerminal {
      try PseudoTerminal(
        program, server + ["new-session"] + command,
        environment: Programs.environment(home: home.path).merging(
          ["TMUX_TMPDIR": home.path]) { $1 }, columns: 100, rows: 31)
    }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
      try Programs.run(
        server + arguments, at: program, home: home.path, adding: ["TMUX_TMPDIR": home.path]
      ).output
    }

    private func see(_ texts: String...) throws {
      var screen = ""
      try waitHere(for: "tmux to show \(texts)", found: { screen }) {
        screen = try tmux("capture-pane", "-p")
        return texts.allSatisfy(screen.contains)
      }
    }

    @Test("another terminal shows the same shelves")
    func secondOpinion() throws {
      let window = try window(try Programs.path("pick"))
      defer { _ = try? tmux("kill-server") }
      try window.wait(for: "셋톱번호")
      try see("셋톱번호")
      try tmux("send-keys", Home.viewer, "Tab", Home.password, "Enter")
      try see("#실시간", "이어보기")
      try tmux("send-keys", "Down", "Down", "i")
      try see("추천 이유", "수치 보기")
      try tmux("send-keys", "Enter")
      try see("추천 이유", "후보 중")
    }

    @Test("Ctrl-Z gives the shell its screen, and fg brings the page back")
    func stopAndContinue() throws {
      let window = try window("bash", "--norc", "-i")
      defer { _ = try? tmux("kill-server") }
      try window.wait(for: "0:bash")
      try tmux("send-keys", "'\(try Programs.path("pick"))'", "Enter")
      try see("셋톱번호")
      try tmux("send-keys", "C-z")
      try see("Stopped")
      try tmux("send-keys", "fg", "Enter")
      try see("셋톱번호", "데모 계정")
    }
  }
}
