import Foundation
import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Recording")
struct RecordingTests {
  @Test(
    "a recording that begins as no program can is refused by its line",
    arguments: [
      ("\"rows\":30", "\"rows\":-1"), ("\"pinLength\":4", "\"pinLength\":-1"),
      ("\"idleSeconds\":90", "\"idleSeconds\":9223372036854775807"),
    ])
  func impossible(_ good: String, _ bad: String) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("pick-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let model = AppModel(
      size: Size(columns: 100, rows: 30), settings: Stage().model.settings,
      options: AppOptions(
        keyMap: KeyMap(), capabilities: Stage().model.options.capabilities, themes: ["dark"],
        kiosk: KioskOptions(
          credentials: SampleWorld.credentials, pin: "1234", idleSeconds: 90)),
      now: SampleWorld.now)
    _ = try Recorder(path: path, model: model)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    _ = try Recording(path: path)
    #expect(text.contains(good))
    try text.replacingOccurrences(of: good, with: bad)
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: Recording.Failure.malformed(line: 1)) { try Recording(path: path) }
  }

  @Test("a recording with a name that would be costly to compare is refused by its line")
  func costlyName() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("pick-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = try Recorder(path: path, model: Stage().model)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for (marks, isRead) in [(100, true), (300, false)] {
      let name = "e" + String(repeating: "\u{301}", count: marks)
      try text.replacingOccurrences(of: "\"_0\":{", with: "\"_0\":{\"\(name)\":1,")
        .write(toFile: path, atomically: true, encoding: .utf8)
      #expect(((try? Recording(path: path)) != nil) == isRead)
    }
  }

  @Test("a recorded session replays to the same last frame, without its password")
  func replays() async throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("pick-\(UUID().uuidString).jsonl").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let terminal = ScriptedTerminal()
    let model = Stage().model
    let program = ProgramTests.program(
      terminal, ScriptedService(isSignedIn: false),
      recorder: try Recorder(path: path, model: model))
    async let reason = program.run(seed: 99)
    _ = await terminal.frame(showing: "셋톱번호")
    terminal.type(SampleWorld.credentials.number)
    terminal.press(.enter)
    terminal.type(SampleWorld.credentials.password)
    terminal.press(.enter)
    _ = await terminal.frame(showing: "이어보기")
    terminal.press(.down, .down, .right, .enter)
    _ = await terminal.frame(showing: "출연")
    terminal.send(.ended(.terminated))
    #expect(await reason == .ended(.terminated))
    let recording = try Recording(path: path)
    let last = try #require(await terminal.lastFrame)
    #expect(recording.lastFrame().text == last.text)
    #expect(recording.agrees(with: recording.lastFrame()))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(!text.contains(SampleWorld.credentials.password))
    for character in SampleWorld.credentials.password where character.isLetter {
      #expect(!text.contains("{\"key\":{\"_0\":\"\(character)\"}}"))
    }
  }
}
