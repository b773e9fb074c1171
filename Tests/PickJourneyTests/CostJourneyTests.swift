import Foundation
import PickTUI
import PickTestRunning
import PickTestSupport
import Testing

extension Journeys {
  /// What a key may cost, in counts that no load changes.
  @Suite("What a key costs")
  struct CostJourneyTests {
    /// Ends the update in which a frame is written.
    private static let frameEnd = Array("\u{1B}[?2026l".utf8)

    /// Presses keys one by one; what each sent to the terminal, up to the end of its first frame.
    private func output(of keys: [Key], at viewer: Viewer) throws -> [[UInt8]] {
      try keys.map { key in
        let start = viewer.terminal.output.count
        viewer.press(key)
        try viewer.wait("a frame after \(key)") { _ in
          Self.contains(Self.frameEnd, in: viewer.terminal.output[start...])
        }
        return Array(viewer.terminal.output[start...])
      }
    }

    private static func contains(_ part: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
      String(decoding: bytes, as: UTF8.self).contains(String(decoding: part, as: UTF8.self))
    }

    private static func median(_ outputs: [[UInt8]]) -> Int {
      outputs.map(\.count).sorted()[outputs.count / 2]
    }

    /// A viewer before a terminal of 256 colours, which is what sizes are stated for.
    private func viewer(_ arguments: [String] = [], pictures: Bool = true) throws -> Viewer {
      let home = try Home.withDemo()
      if !pictures {
        try home.write("pictures = \"off\"\n", to: ".config/pick/config.toml")
      }
      let viewer = try Viewer.signedIn(at: home, arguments, adding: ["COLORTERM": ""])
      try viewer.see("이어보기", "당신을 위한 추천")
      viewer.press(.down)
      return viewer
    }

    @Test("an arrow within a shelf sends less than 500 bytes, and clears nothing")
    func arrow() throws {
      let viewer = try viewer()
      _ = try output(of: [.right, .left], at: viewer)
      let outputs = try output(of: (0..<20).map { $0 % 2 == 0 ? .right : .left }, at: viewer)
      #expect(Self.median(outputs) < 500)
      for clear in ["\u{1B}[2J", "\u{1B}[H\u{1B}[J", "\u{1B}[3J"] {
        #expect(!outputs.contains { Self.contains(Array(clear.utf8), in: $0[...]) })
      }
    }

    @Test(
      "a step from shelf to shelf sends less than 1,500 bytes of text, also where the page scrolls, and 22,000 with pictures",
      arguments: [(false, 1500), (true, 22_000)])
    func step(pictures: Bool, limit: Int) throws {
      let viewer = try viewer(pictures: pictures)
      let outputs = try output(of: Array(repeating: .down, count: 6), at: viewer)
      #expect(outputs.allSatisfy { $0.count < limit }, "\(outputs.map(\.count))")
    }

    @Test("--stats says what a run cost: a write a frame, and one clear")
    func statistics() throws {
      let viewer = try viewer(["--stats"])
      _ = try output(of: Array(repeating: .right, count: 5), at: viewer)
      try viewer.quit()
      let lines = String(decoding: viewer.terminal.output, as: UTF8.self)
        .split(whereSeparator: \.isNewline)
      func number(_ name: String) throws -> Int {
        let line = try #require(lines.last { $0.hasPrefix(name) })
        return try #require(
          line.split { !$0.isNumber }.first.flatMap { Int($0) })
      }
      let frames = try number("frames")
      #expect(frames >= 7)
      #expect(try number("writes") == frames)
      #expect(try number("clears") == 1)
      #expect(try number("bytes") > 1000)
    }
  }
}
