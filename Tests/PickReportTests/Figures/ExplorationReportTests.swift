import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickReport

@Suite("Figures of a small month, counted by hand")
struct ExplorationReportTests {
  @Test("sizes are those of the month, and of the whole catalogue")
  func size() async throws {
    let size = try await SmallMonth.figures().size
    #expect(size.events == 6 && size.viewers == 2 && size.watchedTitles == 2)
    #expect(size.watchedAssets == 4 && size.seconds == 23_100)
    #expect(size.titles == 2 && size.series == 1 && size.assets == 5)
    #expect(size.assetsWithoutRunningTime == 1)
    #expect(size.categories.first { $0.category == "drama" }?.events == 5)
    #expect(size.categories.first { $0.category == "film" }?.seconds == 6_000)
  }

  @Test("oddities are counted once each")
  func quality() async throws {
    let quality = try await SmallMonth.figures().quality
    #expect(quality.withoutRunningTime == 1 && quality.zeroSeconds == 1)
    #expect(quality.overRunningTime == 1 && quality.overTwice == 1 && quality.largestRatio == 3)
    #expect(quality.sameSecond == 2 && quality.sameSecondViewers == 1 && quality.repeated == 2)
    #expect(quality.largestBurst == 2 && quality.busiestSecond == 2)
    #expect(quality.overlapping == 1 && quality.atMidnight == 1 && quality.future == 0)
  }

  @Test("what is dated after the report is counted, and left out of an unbounded report")
  func future() async throws {
    let later = SmallMonth.event(9, 102, 11, SmallMonth.at(12, 24, 1), 60)
    let figures = try await SmallMonth.figures(.everything, events: SmallMonth.events + [later])
    #expect(figures.quality.future == 1 && figures.size.events == 7)
  }

  @Test("watch ratios are clamped, and absent without a running time")
  func ratio() async throws {
    let ratio = try await SmallMonth.figures().ratio
    #expect(ratio.all.events == 5 && ratio.all.median == 1 && ratio.all.finished == 0.6)
    #expect(abs(ratio.all.mean - 0.75) < 1e-12)
    #expect(ratio.histogram[5] == 1 && ratio.histogram[10] == 1 && ratio.histogram[19] == 3)
    let drama = ratio.categories.first { $0.name == "drama" }
    #expect(drama?.events == 4 && drama?.median == 0.75)
    #expect(ratio.runningTimes.first { $0.name == "50-70" }?.events == 4)
    #expect(ratio.runningTimes.first { $0.name == "100-130" }?.events == 1)
  }

  @Test("hours and days are Seoul's")
  func time() async throws {
    let time = try await SmallMonth.figures().time
    #expect(time.hours[6][0] == 1 && time.hours[0][20] == 3 && time.hours[1][20] == 1)
    #expect(time.hours[2][20] == 1 && time.hours.flatMap(\.self).total() == 6)
    #expect(time.weekdays == [1, 1, 1, 0, 0, 0, 1])
    #expect(time.unit == .day && time.periods.map(\.events) == [1, 3, 1, 1])
    #expect(time.periods.map(\.newViewers) == [1, 0, 0, 0])
    // 2026-11-01 is a Sunday: its week began in October.
    #expect(time.rounds.map(\.viewers) == [1, 2] && time.rounds.map(\.titles) == [1, 1])
  }

  @Test("the long tail of viewers and titles")
  func activity() async throws {
    let activity = try await SmallMonth.figures().activity
    #expect(abs(activity.perViewer.gini - 1 / 6.0) < 1e-12 && activity.perViewer.median == 3)
    #expect(abs(activity.perTitle.gini - 1 / 3.0) < 1e-12)
    #expect(activity.catalogueGini == activity.perTitle.gini)
  }

  @Test("a series is followed part by part")
  func series() async throws {
    let series = try await SmallMonth.figures().series
    #expect(series.series == 1 && series.watchedSeries == 1 && series.runs == 2)
    #expect(series.begunAtFirst == 2 && series.completed == 0 && series.onePart == 1)
    #expect(abs(series.wentOn - 1 / 3.0) < 1e-12)
    #expect(series.survival.map(\.reached) == [2, 1, 0, 0])
    #expect(series.survival.map(\.runs) == [2, 2, 2, 2])
    #expect(series.top.first?.dropOff.map(\.viewers) == [2, 1, 0, 0])
    #expect(series.top.first?.dropOff.map(\.wentOn) == [1, 0, 0, 0])
  }

  @Test("a series of which every part was watched is completed")
  func completed() async throws {
    let events = [21, 22, 23, 24].enumerated().map { place, asset in
      SmallMonth.event(
        UInt64(place), 101, Int64(asset), SmallMonth.at(11, 2 + place, 20), 3_000)
    }
    let series = try await SmallMonth.figures(events: events).series
    #expect(series.runs == 1 && series.completed == 1 && series.wentOn == 1)
  }

  @Test("viewers are new, kept or lost")
  func audience() async throws {
    let audience = try await SmallMonth.figures().audience
    #expect(audience.active == 2 && audience.new == 1 && audience.returning == 1)
    #expect(audience.kept == 1 && audience.lost == 0)
    #expect(audience.daysActive == [0, 2, 0, 0, 0])
  }

  @Test("density counts pairs once")
  func sparsity() async throws {
    let sparsity = try await SmallMonth.figures().sparsity
    #expect(sparsity.pairs == 3 && sparsity.density == 0.75)
    #expect(sparsity.viewersOfOne == 1 && sparsity.viewersOfFew == 2)
    #expect(sparsity.titlesWithoutViewer == 0 && sparsity.titlesOfFew == 2)
    #expect(sparsity.newTitles == 2 && sparsity.newTitleEvents == 6)
  }

  @Test("the month before is read in the same pass")
  func change() async throws {
    let change = try #require(try await SmallMonth.figures().change)
    #expect(change.events == 1 && change.viewers == 1 && change.watchedTitles == 1)
    #expect(change.seconds == 3_000 && change.medianRatio == 0.5)
    #expect(change.titleDrift > ChangeFigures.largeDrift)
    #expect(change.risen.map(\.events) == [5] && change.fallen.map(\.before) == [1])
    let everything = try await SmallMonth.figures(.everything)
    #expect(everything.change == nil && everything.audience.kept == nil)
  }

  @Test("clicks are held against what was watched")
  func clicks() async throws {
    let clicks = try #require(try await SmallMonth.figures().clicks)
    #expect(clicks.clicks == 3 && clicks.viewers == 2 && clicks.sampled == 1)
    #expect(clicks.clicked == 3 && clicks.watched == 3 && clicks.both == 2)
    #expect(clicks.clickedFirst == 1 && clicks.medianMinutes == 10)
    #expect(try await SmallMonth.figures(detailViews: []).clicks == nil)
  }

  @Test("of too many clicks those of a part of the viewers are kept")
  func bounded() throws {
    var tally = ClickTally(limit: 100)
    for viewer in 1...1000 as ClosedRange<Int64> {
      tally.add(viewer: Viewer.ID(viewer), title: 0, at: SmallMonth.now)
    }
    for viewer in 1...1000 as ClosedRange<Int64> {
      tally.compare(
        viewer: Viewer.ID(viewer), firstWatched: [(0, SmallMonth.now.secondsSince1970)])
    }
    let figures = try #require(tally.figures)
    #expect(figures.clicks == 1000 && figures.viewers == 1000)
    #expect(figures.clicked <= 100 && figures.clicked > 20 && figures.sampled < 1)
    #expect(figures.both == figures.clicked && figures.watched == figures.both)
  }

  @Test("nothing watched makes a report of nothing")
  func empty() async throws {
    let figures = try await SmallMonth.figures(events: [], detailViews: [])
    #expect(figures.size.events == 0 && figures.size.viewers == 0)
    for language in Language.allCases {
      let document = ReportDocument(figures, in: language)
      #expect(document.sections.map(\.id) == ["nothing"])
      #expect(document.headline.map(\.value) == ["0"])
      let text = ReportTables(document).text
      #expect(
        text.contains(
          language == .korean ? "저장된 시청이 한 건도 없습니다" : "Not one view"))
      #expect(!text.contains("nan") && !text.contains("0%"))
    }
  }

  @Test("a month of nothing still says which rows were delivered and rejected")
  func emptyDelivery() async throws {
    let facts = ImportFacts(
      files: [ImportFacts.File(name: "views.csv", rows: 40, rejected: 40)],
      reasons: [ImportFacts.Reason(text: "viewer is empty", count: 40)])
    let figures = try await SmallMonth.figures(
      events: [], detailViews: [], imported: facts)
    let document = ReportDocument(figures, in: .english)
    #expect(document.sections.map(\.id) == ["nothing", "loaded"])
  }

  @Test(
    "the first and the last month of the calendar have reports of nothing",
    arguments: ["0001-01", "9999-12"])
  func ends(name: String) async throws {
    let figures = try await SmallMonth.figures(.month(try #require(Month(name))))
    #expect(figures.size.events == 0 && figures.quality.busiestSecond == nil)
  }

  @Test("equal data give equal figures, however the batches are cut")
  func batches() async throws {
    let catalog = try await StoreSample.database()
    let month = try #require(Month("2026-11"))
    var all: [ReportFigures] = []
    for size in [1, 2, 100] {
      let watches = ArrayWatches(
        events: SmallMonth.events, detailViews: SmallMonth.detailViews, batchSize: size)
      all.append(
        try await ExplorationReport(catalog: catalog, watches: watches)(
          .month(month), asOf: SmallMonth.now))
    }
    #expect(all[0] == all[1] && all[1] == all[2])
  }

  @Test("a store that fails is an error of the report")
  func failing() async throws {
    let report = ExplorationReport(
      catalog: try await StoreSample.database(), watches: ArrayWatches(failure: .busy))
    await #expect(throws: ReportError.store(.busy)) {
      _ = try await report(.everything, asOf: SmallMonth.now)
    }
  }
}
