import PickTestSupport
import Synchronization
import Testing

@testable import pick

@Suite("Making the demo world")
struct DemoMakerTests {
  private final class Written: Sendable {
    let texts = Mutex<[String]>([])
  }

  @Test(
    "its progress is one row of any terminal, and all of it at 80 columns", arguments: [80, 40])
  func progress(columns: Int) {
    let written = Written()
    let line = ProgressLine(isTerminal: true) { text in
      written.texts.withLock { $0.append(text) }
    }
    for (phase, base) in [("living", 0), ("storing", 50)] {
      for done in 0...100 { line.show(phase, done, of: 100, from: base) }
    }
    var screen = TerminalEmulator(columns: columns, rows: 4)
    for text in written.texts.withLock({ $0 }) { screen.feed(text.utf8) }
    #expect(screen.text(row: 0).hasPrefix("헬로 Pick · 100 % [##########] 데모"))
    #expect(screen.text(row: 0).contains("(making the demo world)") == (columns == 80))
    #expect((1..<4).allSatisfy { screen.text(row: $0).isEmpty })
    line.finish()
    screen.feed(written.texts.withLock { $0.last ?? "" }.utf8)
    #expect(screen.text(row: 0).isEmpty)
  }
}
