import Foundation
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Seen by tmux")
  struct TmuxTests {
    private static let program = ["/usr/bin/tmux", "/usr/local/bin/tmux"]
      .first(where: FileManager.default.fileExists(atPath:))
    private static let isWanted = program != nil || Programs.isContinuousIntegration

    @Test(
      "another terminal shows the same shelves",
      .enabled(if: isWanted, "SKIPPED: the package tmux is not installed"))
    func secondOpinion() throws {
      let program = try #require(Self.program, "tmux is missing: run scripts/prepare test")
      let home = try Home.withDemo()
      let server = ["-u", "-L", "pick-test-\(getpid())", "-f", "/dev/null"]
      // The server is started from a terminal: it must not inherit a pipe this test reads to its end.
      let window = try PseudoTerminal(
        program, server + ["new-session", try Programs.path("pick")],
        environment: Programs.environment(home: home.path).merging(
          ["TMUX_TMPDIR": home.path]) { $1 }, columns: 100, rows: 31)
      @discardableResult
      func tmux(_ arguments: String...) throws -> String {
        try Programs.run(
          server + arguments, at: program, home: home.path, adding: ["TMUX_TMPDIR": home.path]
        ).output
      }
      defer { _ = try? tmux("kill-server") }
      func shows(_ texts: String...) throws -> Bool {
        try eventually {
          let screen = try tmux("capture-pane", "-p")
          return texts.allSatisfy(screen.contains)
        }
      }
      try window.wait(for: "셋톱번호")
      #expect(try shows("셋톱번호"))
      try tmux("send-keys", Home.viewer, "Tab", Home.password, "Enter")
      #expect(try shows("#실시간", "이어보기"))
      try tmux("send-keys", "Down", "Down", "i")
      #expect(try shows("추천 이유", "후보 중"))
    }
  }
}
