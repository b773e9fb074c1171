import PickCommand
import PickTestSupport
import Synchronization
import Testing

@Suite("ProgressLine")
struct ProgressLineTests {
  private final class Written: Sendable {
    let lines = Mutex<[String]>([])
  }

  private func line(isTerminal: Bool, into written: Written) -> ProgressLine {
    ProgressLine(isTerminal: isTerminal) { text in written.lines.withLock { $0.append(text) } }
  }

  @Test("a terminal sees one line that changes with each percent, and none at the end")
  func terminal() {
    let written = Written()
    let line = line(isTerminal: true, into: written)
    for done in 0...1000 { line.show("Storing", done, of: 1000) }
    line.finish()
    let texts = written.lines.withLock { $0 }
    #expect(texts.count == 102)
    let expected = (0...100).map { "\r\u{1B}[K\u{1B}[?7l\($0) %  Storing\u{1B}[?7h" }
    #expect(texts == expected + ["\r\u{1B}[K"])
  }

  @Test("a line longer than the terminal is cut, so that it can be written over")
  func long() {
    let written = Written()
    let line = line(isTerminal: true, into: written)
    var screen = TerminalEmulator(columns: 40, rows: 3)
    let phase = "Reading /somewhere/far/away/in/2023-08/views.csv"
    for done in 0...10 { line.show(phase, done, of: 10) }
    for text in written.lines.withLock({ $0 }) { screen.feed(text.utf8) }
    #expect(screen.text(row: 0).hasPrefix("100 %  Reading /somewhere"))
    #expect(screen.text(row: 1).isEmpty)
    line.finish()
    screen.feed(written.lines.withLock { $0.last ?? "" }.utf8)
    #expect(screen.text(row: 0).isEmpty)
  }

  @Test("a text wider than the terminal is cut before it is written, between characters")
  func fits() {
    let written = Written()
    let line = ProgressLine(
      isTerminal: true, write: { text in written.lines.withLock { $0.append(text) } },
      columns: { 20 })
    line.show("데모 세상을 만드는 중입니다", 1, of: 2)
    let text = "50 %  데모 세상을 "
    #expect(written.lines.withLock { $0 } == ["\r\u{1B}[K\u{1B}[?7l\(text)\u{1B}[?7h"])
  }

  @Test("a log gets a line every quarter, without control characters")
  func log() {
    let written = Written()
    let line = line(isTerminal: false, into: written)
    for done in 0...1000 { line.show("Storing", done, of: 1000) }
    line.finish()
    #expect(
      written.lines.withLock { $0 } == [
        "Storing 0 %\n", "Storing 25 %\n", "Storing 50 %\n", "Storing 75 %\n", "Storing 100 %\n",
      ])
  }

  @Test("counts of any size are shown, those out of range as the nearest that is in it")
  func sizes() {
    let written = Written()
    let line = line(isTerminal: false, into: written)
    line.show("Reading", Int.max / 2, of: Int.max)
    line.show("Storing", Int.max, of: Int.max)
    line.show("Storing again", Int.min, of: Int.max)
    #expect(
      written.lines.withLock { $0 } == ["Reading 50 %\n", "Storing 100 %\n", "Storing again 0 %\n"])
  }

  @Test("a file's name cannot steer the terminal")
  func safeNames() {
    let written = Written()
    line(isTerminal: false, into: written).show("Reading a\u{1B}[2Jb.csv", fraction: 0)
    #expect(written.lines.withLock { $0 } == ["Reading ab.csv 0 %\n"])
  }

  @Test("a new phase is shown at once, and nothing to do counts as done")
  func phases() {
    let written = Written()
    let line = line(isTerminal: false, into: written)
    line.show("Reading", fraction: 0.1)
    line.show("Storing", 0, of: 0)
    #expect(written.lines.withLock { $0 } == ["Reading 10 %\n", "Storing 100 %\n"])
  }

  @Test("a terminal is told how long the rest takes, as soon as that can be said")
  func timeLeft() {
    let written = Written()
    let clock = Mutex(0.0)
    let line = ProgressLine(
      isTerminal: true, write: { text in written.lines.withLock { $0.append(text) } },
      seconds: { clock.withLock { $0 } })
    func show(_ fraction: Double, at seconds: Double) {
      clock.withLock { $0 = seconds }
      line.show("Learning", fraction: fraction)
    }
    show(0, at: 0)
    show(0.1, at: 1)
    show(0.25, at: 10)
    show(0.25, at: 12)
    show(0.5, at: 200)
    show(1, at: 400)
    let shown = written.lines.withLock { $0 }.map {
      $0.replacing("\r\u{1B}[K\u{1B}[?7l", with: "").replacing("\u{1B}[?7h", with: "")
    }
    #expect(
      shown == [
        "0 %  Learning", "10 %  Learning", "25 %  30 s left  Learning",
        "25 %  36 s left  Learning", "50 %  3 min left  Learning", "100 %  Learning",
      ])
  }

  @Test("a log is told nothing of the time")
  func logWithoutTime() {
    let written = Written()
    let clock = Mutex(0.0)
    let line = ProgressLine(
      isTerminal: false, write: { text in written.lines.withLock { $0.append(text) } },
      seconds: {
        clock.withLock { now in
          now += 10
          return now
        }
      })
    for done in 0...4 { line.show("Storing", done, of: 4) }
    #expect(
      written.lines.withLock { $0 }
        == [0, 25, 50, 75, 100].map { "Storing \($0) %\n" })
  }
}
