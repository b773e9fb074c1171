import Foundation
import PickClient
import PickModel
import PickTestSupport
import Testing

@testable import PickTUI

@Suite("Recording")
struct RecordingTests {
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
    _ = await reason
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
