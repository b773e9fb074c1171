import PickClient
import PickModel
import Testing

@testable import PickTUI

@Suite("What is shown of extreme numbers")
struct ExtremeNumbersTests {
  static let wholes = [Int.min, .min + 1, -1, 0, 59, 86_400, .max / 1000, .max - 1, .max]
  static let reals: [Double] = [
    .nan, .infinity, -.infinity, 1e37, -1e300, 9_223_372_036_854_775_808, 0.5, 0,
    .greatestFiniteMagnitude,
  ]

  @Test("times, figures and bars of any number are drawn", arguments: Language.allCases)
  func formatters(_ language: Language) {
    let strings = Strings(language)
    for whole in Self.wholes {
      #expect(!strings.minutes(seconds: whole).isEmpty)
      #expect(!strings.hours(seconds: whole).isEmpty)
      #expect(!strings.position(seconds: whole).isEmpty)
      let time = SeoulTime(Instant(millisecondsSince1970: Int64(whole)))
      #expect(!strings.date(time).isEmpty && !strings.clock(time).isEmpty)
      for other in Self.wholes {
        let progress = WatchProgress(
          position: whole, runningSeconds: other, isFinished: false,
          lastWatchedAt: Instant(millisecondsSince1970: Int64(other)))
        #expect(progress.ratio.map { (0...1).contains($0) } ?? false)
      }
    }
    for real in Self.reals {
      #expect(!WhyView.figure(real).isEmpty)
      #expect((0...1).contains(ProgressBar(ratio: real).ratio))
    }
  }
}
