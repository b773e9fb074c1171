import Foundation
import PickTUI
import PickTestSupport
import Testing

extension Journeys {
  @Suite("Pictures of the screen")
  struct GalleryTests {
    @Test("a picture holds the text of the screen and its colours")
    func picture() throws {
      let viewer = try Viewer.signedIn(at: try Home.withDemo(), columns: 80, rows: 24)
      try viewer.see("이어보기")
      let picture = ScreenPicture(viewer.terminal.screen).svg
      #expect(picture.contains("<svg") && picture.contains("#ED174D"))
      #expect(picture.contains(">이<"))
    }

    @Test("a recording shows each screen for its time, and one where nothing may move")
    func recording() {
      func screen(_ line: String) -> TerminalEmulator {
        var screen = TerminalEmulator(columns: 8, rows: 2)
        screen.feed(Array("\(line)\r\nsame".utf8))
        return screen
      }
      var recording = ScreenRecording()
      recording.add(screen("one"), milliseconds: 1_000, isStill: true)
      recording.add(screen("two"), caption: "Enter", milliseconds: 3_000)
      let svg = recording.svg
      #expect(svg.contains("animation:k0 4000ms step-end infinite"))
      #expect(svg.contains(".a0{visibility:visible}.a1{visibility:hidden}"))
      #expect(svg.contains("@keyframes k1{0.0000%{visibility:hidden}25.0000%{visibility:visible}}"))
      #expect(svg.contains("prefers-reduced-motion:no-preference"))
      #expect(svg.contains(">one<") && svg.contains(">two<") && svg.contains(">Enter<"))
      // A row that both have is drawn once.
      #expect(svg.components(separatedBy: ">same<").count == 2)
      #expect(!svg.contains("<script"))
    }

    /// Writes the README's pictures and the recording: `make gallery`.
    @Test(
      "of the default demo world on a Friday night are written where PICK_GALLERY says",
      .enabled(if: ProcessInfo.processInfo.environment["PICK_GALLERY"] != nil))
    func gallery() throws {
      let folder = try #require(ProcessInfo.processInfo.environment["PICK_GALLERY"])
      let gallery = Gallery(folder: folder, home: try Home())
      try gallery.home.pickctl(
        "demo", "create", "--data", gallery.home.demo, "--until", "2026-11-20")
      try gallery.home.pickctl("train", "--data", gallery.home.demo)
      try gallery.pages()
      try gallery.light()
      try gallery.smallTerminal()
      try gallery.lobby()
      try gallery.evening()
    }
  }
}

/// Takes the pictures of one demo world, at one time of one day.
private struct Gallery {
  private static let evening = ["--at", "2026-11-20T22:30"]

  let folder: String
  let home: Home

  private func write(_ svg: String, _ name: String) throws {
    try Data(svg.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).svg"))
  }

  private func take(_ viewer: Viewer, _ name: String) throws {
    try write(ScreenPicture(viewer.terminal.screen).svg, name)
  }

  /// Home, a title, search, the player.
  func pages() throws {
    let viewer = try Viewer.signedIn(at: home, Self.evening)
    try viewer.focus(onShelf: "당신을 위한 추천")
    try viewer.move(.right)
    try take(viewer, "home")
    try viewer.press(.enter, toSee: "더 보기")
    try take(viewer, "detail")
    try viewer.press("7", toSee: "찾고 싶은 작품을 입력하세요")
    viewer.type("ㅎㄹ")
    try viewer.see("건")
    viewer.press(.down, .down)
    try take(viewer, "search")
    viewer.press(.character("1"))
    try viewer.see("이어보기")
    try viewer.press(.space, toSee: "재생 중")
    viewer.press(.right, .right, .right)
    try viewer.see("남음")
    try take(viewer, "player")
    viewer.press(.escape)
    try viewer.see("이어보기")
    try viewer.quit()
  }

  /// Home in the light theme.
  func light() throws {
    let viewer = try Viewer(at: home, Self.evening + ["--theme", "light"])
    try viewer.see("이어보기")
    for key in [Key.down, .down, .right] {
      let before = viewer.terminal.screen.updateCount
      viewer.press(key)
      try viewer.wait("another focus") { $0.updateCount > before }
    }
    let picture = ScreenPicture(viewer.terminal.screen).svg
    #expect(picture.contains(##"fill="#FAFAF7""##))
    try write(picture, "home-light")
    try viewer.quit()
  }

  /// Home on a small terminal.
  func smallTerminal() throws {
    let viewer = try Viewer(at: home, Self.evening, columns: 80, rows: 24)
    try viewer.see("이어보기")
    try take(viewer, "home-80")
    try viewer.quit()
  }

  /// What a lobby shows before a key is pressed.
  func lobby() throws {
    let lobby = try Home()
    try FileManager.default.removeItem(atPath: lobby.data)
    try FileManager.default.copyItem(atPath: home.data, toPath: lobby.data)
    try lobby.write("[kiosk]\npin = \"2468\"\n", to: ".config/pick/config.toml")
    let viewer = try Viewer(at: lobby, Self.evening + ["--kiosk"])
    try viewer.see("아무 키나 누르세요")
    try take(viewer, "kiosk")
  }

  /// An evening from sign-in to a home that has changed.
  func evening() throws {
    let evening = try Home()
    try FileManager.default.removeItem(atPath: evening.data)
    try FileManager.default.copyItem(atPath: home.data, toPath: evening.data)
    let viewer = try Viewer(at: evening, Self.evening, columns: 80, rows: 24)
    var recording = ScreenRecording()
    func show(_ caption: String, _ milliseconds: Int = 900, isStill: Bool = false) {
      recording.add(
        viewer.terminal.screen, caption: caption, milliseconds: milliseconds, isStill: isStill)
    }
    try viewer.see("셋톱번호")
    show("./scripts/run", 1_500)
    try viewer.signIn()
    try viewer.see("이어보기")
    show("Enter", 1_800, isStill: true)
    for _ in 0..<2 {
      try viewer.move(.right)
      show("→", 1_200)
    }
    for _ in 0..<2 {
      try viewer.move(.down)
      show("↓", 900)
    }
    for _ in 0..<3 {
      try viewer.move(.right)
      show("→", 900)
    }
    try viewer.press("i", toSee: "Esc 닫기")
    show("i", 2_500)
    viewer.press(.escape)
    try viewer.wait("the reason to close") { !$0.text.contains("Esc 닫기") }
    try viewer.press(.enter, toSee: "더 보기")
    let title = viewer.title
    show("Enter", 2_000)
    try viewer.press(.space, toSee: "재생 중")
    show("Space", 1_500)
    for _ in 0..<6 {
      let before = viewer.terminal.screen.updateCount
      viewer.press(.right)
      try viewer.wait("the position to move") { $0.updateCount > before }
      show("→", 350)
    }
    viewer.press(.escape)
    try viewer.see("더 보기")
    show("Esc", 1_200)
    viewer.press(.character("1"))
    try viewer.wait("the title to lead home") {
      $0.text.contains("#실시간") && $0.text.contains(String(title.prefix(4)))
    }
    show("1", 3_000)
    try viewer.quit()
    try write(recording.svg, "evening")
  }
}

extension TerminalEmulator.Color {
  /// The ground of the dark theme.
  fileprivate static let ground = Self.rgb(0x0B, 0x0B, 0x0E)
}
