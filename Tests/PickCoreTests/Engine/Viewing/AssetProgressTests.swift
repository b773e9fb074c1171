import PickModel
import Testing

@testable import PickCore

@Suite("AssetProgress")
struct AssetProgressTests {
  struct View: Sendable, CustomTestStringConvertible {
    let seconds: Int
    var end: Int?
    var stated: Double?
    var source = WatchEvent.Source.player
    var testDescription: String { "\(seconds) s to \(end.map(String.init) ?? "?")" }
  }

  private func progress(_ views: [View], running: Int? = 1000) -> WatchProgress? {
    var progress = AssetProgress(runningSeconds: running)
    for (hour, view) in views.enumerated() {
      progress.add(
        WatchEvent(
          id: EventID(high: UInt64(hour), low: 0), viewer: World.viewer, asset: Asset.ID(1),
          startedAt: Instant(secondsSince1970: Int64(hour) * 3600),
          watchedSeconds: view.seconds, endPosition: view.end,
          statedPreference: view.stated, source: view.source))
    }
    return progress.progress
  }

  @Test(
    "one view is finished from nine tenths on",
    arguments: [(899, false), (900, true), (1400, true)])
  func finishedRatio(seconds: Int, isFinished: Bool) {
    #expect(progress([View(seconds: seconds, end: seconds)])?.isFinished == isFinished)
    #expect(progress([View(seconds: seconds)])?.isFinished == isFinished)
  }

  @Test("a view whose end is known puts the position there")
  func knownEnd() {
    let views = [View(seconds: 600, end: 600), View(seconds: 50, end: 200)]
    #expect(progress(views)?.position == 200)
  }

  @Test("views whose end is not known go on where the last one stopped")
  func unknownEnds() {
    #expect(progress([View(seconds: 300), View(seconds: 200)])?.position == 500)
    #expect(progress([View(seconds: 500), View(seconds: 450)])?.isFinished == true)
  }

  @Test("what was finished stays finished and resumes at its start")
  func watchedAgain() {
    let once = progress([View(seconds: 950, end: 950)])
    #expect(once?.position == 0)
    let again = progress([View(seconds: 950, end: 950), View(seconds: 100, end: 100)])
    #expect(again?.isFinished == true)
    #expect(again?.position == 100)
  }

  @Test("without a running time, with a stated preference or a mark, a view finishes")
  func finishedOtherwise() {
    #expect(progress([View(seconds: 5)], running: nil)?.isFinished == true)
    #expect(progress([View(seconds: 0, stated: 0.2)])?.isFinished == true)
    #expect(progress([View(seconds: 0, source: .marked)], running: nil)?.isFinished == true)
  }

  @Test("a glance of no seconds is no view")
  func glance() {
    #expect(progress([View(seconds: 0, end: 0)]) == nil)
    #expect(progress([View(seconds: 0)], running: nil) == nil)
  }

  @Test("the last view is the later one")
  func lastView() {
    let views = [View(seconds: 10, end: 10), View(seconds: 10, end: 20)]
    #expect(progress(views)?.lastWatchedAt == Instant(secondsSince1970: 3600))
  }
}
