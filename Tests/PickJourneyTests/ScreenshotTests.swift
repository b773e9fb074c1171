import Foundation
import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("A picture of the screen")
  struct ScreenshotTests {
    @Test("holds the text of the screen")
    func smallPicture() throws {
      let viewer = try Viewer.signedIn(at: try Home.withDemo(), columns: 80, rows: 24)
      try viewer.see("이어보기")
      let picture = ScreenPicture(viewer.terminal.screen).svg
      #expect(
        picture.contains("<svg") && picture.contains("#EE174D") || picture.contains("#ED174D"))
      #expect(picture.contains(">이<") || picture.contains("이어보기"))
    }

    /// Writes the README's picture: `make screenshot`.
    @Test(
      "of the default demo world on a Friday night is written where PICK_SCREENSHOT says",
      .enabled(if: ProcessInfo.processInfo.environment["PICK_SCREENSHOT"] != nil))
    func screenshot() throws {
      let file = try #require(ProcessInfo.processInfo.environment["PICK_SCREENSHOT"])
      let home = try Home()
      try home.pickctl("demo", "create", "--data", home.demo, "--until", "2026-11-20")
      try home.pickctl("train", "--data", home.demo)
      let viewer = try Viewer.signedIn(at: home, ["--at", "2026-11-20T22:30"])
      try viewer.focus(onShelf: "당신을 위한 추천")
      try viewer.move(.right)
      try Data(ScreenPicture(viewer.terminal.screen).svg.utf8)
        .write(to: URL(fileURLWithPath: file))
    }
  }
}
