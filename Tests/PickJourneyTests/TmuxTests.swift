import Foundation
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Seen by tmux")
  struct TmuxTests {
    private static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux"]
      .first(where: FileManager.default.fileExists(atPath:))
    private static let isWanted = program != nil || Programs.isContinuousIntegration

    private let home: Home
    private let program: String
    private let server: [String]

    init() throws {
      program = Self.program ?? "/usr/bin/tmux"
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

    private func shows(_ texts: String...) throws -> Bool {
      try eventually {
        let screen = try tmux("capture-pane", "-p")
        return texts.allSatisfy(screen.contains)
      }
    }

    @Test(
      "another terminal shows the same shelves",
      .enabled(if: isWanted, "SKIPPED: the package tmux is not installed"))
    func secondOpinion() throws {
      let window = try window(try Programs.path("pick"))
      defer { _ = try? tmux("kill-server") }
      try window.wait(for: "셋톱번호")
      #expect(try shows("셋톱번호"))
      try tmux("send-keys", Home.viewer, "Tab", Home.password, "Enter")
      #expect(try shows("#실시간", "이어보기"))
      try tmux("send-keys", "Down", "Down", "i")
      #expect(try shows("추천 이유", "후보 중"))
    }

    @Test(
      "Ctrl-Z gives the shell its screen, and fg brings the page back",
      .enabled(if: isWanted, "SKIPPED: the package tmux is not installed"))
    func stopAndContinue() throws {
      let window = try window("bash", "--norc", "-i")
      defer { _ = try? tmux("kill-server") }
      try window.wait(for: "0:bash")
      try tmux("send-keys", "'\(try Programs.path("pick"))'", "Enter")
      #expect(try shows("셋톱번호"))
      try tmux("send-keys", "C-z")
      #expect(try shows("Stopped"))
      try tmux("send-keys", "fg", "Enter")
      #expect(try shows("셋톱번호", "데모 계정"))
    }
  }
}
