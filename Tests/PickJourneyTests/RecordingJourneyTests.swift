import Foundation
import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A recorded run")
  struct RecordingJourneyTests {
    @Test("replays to the same last frame, and holds no password")
    func replay() throws {
      let home = try Home.withDemo()
      try home.pickctl(
        "account", "set-password", "--account", Home.viewer, "--data", home.demo,
        input: "a secret of mine\n")
      let file = home.path + "/run.jsonl"
      let viewer = try Viewer(at: home, ["--record", file])
      try viewer.see("셋톱번호")
      try viewer.signIn(password: "a secret of mine")
      try viewer.focus(onShelf: "당신을 위한 추천")
      try viewer.press(.enter, toSee: "더 보기")
      let title = viewer.title
      try viewer.quit()
      let replay = try Programs.run(["--replay", file], of: "pick", home: home.path)
      #expect(replay.status == 0, "\(replay.errors)")
      #expect(replay.output.contains(title) && replay.output.contains("더 보기"))
      #expect(!(try String(contentsOfFile: file, encoding: .utf8)).contains("secret"))
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
      #expect(mode as? Int == 0o600)
      let spoilt = home.path + "/spoilt.jsonl"
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try text.replacing(#/"rows":\d+/#, with: #""rows":-1"#)
        .write(toFile: spoilt, atomically: true, encoding: .utf8)
      #expect(try Programs.run(["--replay", spoilt], of: "pick", home: home.path).status == 65)
    }
  }
}
