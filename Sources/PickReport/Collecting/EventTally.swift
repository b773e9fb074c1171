import PickModel

/// Counts everything a report says about events, in one pass.
///
/// Events come viewer by viewer, oldest first. Of a viewer only the titles and parts of the moment
/// are kept: memory grows with viewers, titles and assets, not with events.
struct EventTally: Sendable {
  private let catalogue: ReportCatalogue
  private let range: ReportRange
  private let asOf: Instant
  private let monthBefore: Month?

  private var quality: QualityTally
  private var time: TimeTally
  private var series: SeriesTally
  private var clicks: ClickTally
  private var before: MonthBefore

  private var eventsOfViewers: [Int] = []
  private var eventsOfTitles: [Int]
  private var viewersOfTitles: [Int]
  private var eventsOfCategories = [Int](repeating: 0, count: ReportCatalogue.categoryCount)
  private var secondsOfCategories = [Int](repeating: 0, count: ReportCatalogue.categoryCount)
  private var isWatched: [Bool]
  private var seconds = 0
  private var ratios = RatioTally()
  private var titlesOfViewers: [Int] = []
  private var daysActive = [Int](repeating: 0, count: AudienceFigures.daySteps.count)
  private var newViewers = 0
  private var keptViewers = 0
  private(set) var examples = ExampleViewers()

  private var viewer = CurrentViewer()
  /// The viewer, counted from 1, who was last seen at each title.
  private var seenBy: [Int32]
  private var viewerNumber: Int32 = 0

  /// Nothing counted yet but clicks.
  init(_ catalogue: ReportCatalogue, range: ReportRange, asOf: Instant, clicks: ClickTally) {
    self.catalogue = catalogue
    self.range = range
    self.asOf = asOf
    self.clicks = clicks
    monthBefore = range.month?.previous
    quality = QualityTally(range)
    time = TimeTally(titleCount: catalogue.titles.count)
    series = SeriesTally(catalogue)
    before = MonthBefore(titleCount: catalogue.titles.count)
    eventsOfTitles = [Int](repeating: 0, count: catalogue.titles.count)
    viewersOfTitles = eventsOfTitles
    isWatched = [Bool](repeating: false, count: catalogue.assets.count)
    seenBy = [Int32](repeating: 0, count: catalogue.titles.count)
  }

  /// Takes in a batch; a viewer may go on in the next one.
  mutating func add(_ events: [WatchEvent]) {
    for event in events where !event.takesBack { add(event) }
  }

  private mutating func add(_ event: WatchEvent) {
    if event.viewer != viewer.id { beginViewer(event.viewer) }
    if event.startedAt > asOf {
      quality.addFuture()
      guard range.month != nil else { return }
    }
    let place = catalogue.place(of: event.asset)
    let moment = SeoulTime(event.startedAt)
    guard range.contains(event.startedAt, asOf: asOf) else {
      addEarlier(event, place, moment)
      return
    }
    let isFirst = viewer.events == 0 && !viewer.wasBefore
    viewer.events += 1
    if viewer.lastDay != moment.dayNumber {
      viewer.lastDay = moment.dayNumber
      viewer.days += 1
    }
    let title = place.map { catalogue.assets[$0].title }
    quality.add(event, asset: place.map { catalogue.assets[$0] }, at: moment)
    time.add(moment, title: title, seconds: event.watchedSeconds, isNew: isFirst)
    seconds = seconds.plus(event.watchedSeconds)
    guard let place, let title else { return }
    isWatched[place] = true
    series.add(event, asset: place)
    add(title: title, event)
    if let ratio = WatchRatio(event, catalogue.assets[place]) {
      ratios.add(ratio, category: catalogue.category(ofTitle: title))
    }
  }

  private mutating func add(title: Int, _ event: WatchEvent) {
    let category = catalogue.category(ofTitle: title)
    eventsOfTitles[title] += 1
    eventsOfCategories[category] += 1
    secondsOfCategories[category] = secondsOfCategories[category].plus(event.watchedSeconds)
    guard seenBy[title] != viewerNumber else { return }
    seenBy[title] = viewerNumber
    viewersOfTitles[title] += 1
    viewer.firstWatched.append((title, event.startedAt.secondsSince1970))
  }

  /// Counts an event outside of the range: of the month before, or only as one that was before.
  private mutating func addEarlier(_ event: WatchEvent, _ place: Int?, _ moment: SeoulTime) {
    guard let month = range.month, event.startedAt < month.start else { return }
    viewer.wasBefore = true
    guard let monthBefore, event.startedAt >= monthBefore.start else { return }
    if !viewer.wasLastMonth { before.addViewer() }
    viewer.wasLastMonth = true
    before.add(moment, seconds: event.watchedSeconds)
    guard let place else { return }
    let asset = catalogue.assets[place]
    before.add(title: asset.title, category: catalogue.category(ofTitle: asset.title))
    if let ratio = WatchRatio(event, asset) {
      before.add(ratio: ratio.value, isFinished: ratio.isFinished)
    }
  }

  private mutating func beginViewer(_ id: Viewer.ID) {
    endViewer()
    viewer = CurrentViewer(id: id)
    viewerNumber = viewerNumber.plus(1)
    time.beginViewer()
    series.beginViewer()
  }

  private mutating func endViewer() {
    guard let id = viewer.id else { return }
    quality.endViewer()
    series.endViewer()
    clicks.compare(viewer: id, firstWatched: viewer.firstWatched)
    guard viewer.events > 0 else { return }
    eventsOfViewers.append(viewer.events)
    titlesOfViewers.append(viewer.firstWatched.count)
    let step = AudienceFigures.daySteps.lastIndex { $0 <= viewer.days } ?? 0
    daysActive[step] += 1
    if !viewer.wasBefore { newViewers += 1 }
    if viewer.wasLastMonth { keptViewers += 1 }
    examples.offer(id, titles: viewer.firstWatched.count)
  }

  /// The figures of everything that was taken in; counting is over.
  mutating func figures(
    imported: ImportFacts?, recommendation: RecommendationFigures
  ) -> ReportFigures {
    endViewer()
    viewer = CurrentViewer()
    let change = ChangeFigures(
      now: eventsOfTitles, categories: eventsOfCategories,
      hours: (0..<24).map { hour in time.hours.map { $0[hour] }.total() }, before: before,
      of: catalogue)
    return ReportFigures(
      range: range, asOf: asOf, imported: imported, size: size, quality: quality.figures,
      time: time.figures,
      activity: ActivityFigures(
        perViewer: Distribution(eventsOfViewers),
        perTitle: Distribution(eventsOfTitles.filter { $0 > 0 }),
        catalogueGini: Inequality.gini(sorted: eventsOfTitles.sorted())),
      ratio: ratios.figures, series: series.figures, audience: audience(change), sparsity: sparsity,
      change: change, clicks: clicks.figures, recommendation: recommendation)
  }

  private func audience(_ change: ChangeFigures?) -> AudienceFigures {
    AudienceFigures(
      active: eventsOfViewers.count, new: newViewers,
      kept: change == nil ? nil : keptViewers, lost: change.map { $0.viewers - keptViewers },
      daysActive: daysActive)
  }

  private var size: SizeFigures {
    var titles = [Int](repeating: 0, count: ReportCatalogue.categoryCount)
    for place in catalogue.titles.indices { titles[catalogue.category(ofTitle: place)] += 1 }
    return SizeFigures(
      titles: catalogue.titles.count, series: catalogue.titles.count { $0.kind == .series },
      assets: catalogue.assets.count,
      assetsWithoutRunningTime: catalogue.assets.count { $0.runningSeconds == nil },
      events: quality.figures.events, viewers: eventsOfViewers.count,
      watchedTitles: eventsOfTitles.count { $0 > 0 }, watchedAssets: isWatched.count { $0 },
      seconds: seconds, firstDay: time.firstDay, lastDay: time.lastDay,
      categories: titles.indices.map { place in
        SizeFigures.Category(
          category: ReportCatalogue.categoryName(place), titles: titles[place],
          events: eventsOfCategories[place], seconds: secondsOfCategories[place])
      })
  }

  private var sparsity: SparsityFigures {
    let new = catalogue.titles.indices.filter {
      range.month != nil && range.contains(catalogue.titles[$0].addedAt, asOf: asOf)
    }
    return SparsityFigures(
      viewers: eventsOfViewers.count, titles: catalogue.titles.count,
      pairs: titlesOfViewers.total(), viewersOfOne: titlesOfViewers.count { $0 == 1 },
      viewersOfFew: titlesOfViewers.count { $0 < SparsityFigures.few },
      titlesWithoutViewer: viewersOfTitles.count { $0 == 0 },
      titlesOfFew: viewersOfTitles.count { $0 > 0 && $0 < SparsityFigures.few },
      newTitles: new.count, newTitleEvents: new.map { eventsOfTitles[$0] }.total(),
      events: quality.figures.events)
  }
}

/// What is kept of the viewer whose events are being read.
private struct CurrentViewer: Sendable {
  var id: Viewer.ID?
  var events = 0
  var days = 0
  var lastDay: Int64?
  /// Whether there is an event before the range.
  var wasBefore = false
  /// Whether there is one in the month before.
  var wasLastMonth = false
  /// Each title once, with the second it was first watched.
  var firstWatched: [(title: Int, at: Int64)] = []
}

/// How far one event went.
private struct WatchRatio {
  /// In [0, 1].
  let value: Double
  let isFinished: Bool
  let runningSeconds: Int

  /// `nil` for ratings, marks, and assets whose running time is not known.
  init?(_ event: WatchEvent, _ asset: ReportCatalogue.AssetFacts) {
    guard event.statedPreference == nil, event.source != .marked,
      let running = asset.runningSeconds, running > 0
    else { return nil }
    value = min(1, Double(event.watchedSeconds) / Double(running))
    isFinished =
      event.watchedSeconds >= WatchingRule.standard.finishLine(runningSeconds: running)
    runningSeconds = running
  }
}

/// Watch ratios of all events, by page and by running time.
private struct RatioTally: Sendable {
  private var all = RatioHistogram()
  private var categories = [RatioHistogram](
    repeating: RatioHistogram(), count: ReportCatalogue.categoryCount)
  private var runningTimes = [RatioHistogram](
    repeating: RatioHistogram(), count: RatioFigures.minutes.count)

  mutating func add(_ ratio: WatchRatio, category: Int) {
    all.add(ratio.value, isFinished: ratio.isFinished)
    categories[category].add(ratio.value, isFinished: ratio.isFinished)
    let minutes = ratio.runningSeconds / 60
    let step = RatioFigures.minutes.lastIndex { $0 <= minutes } ?? 0
    runningTimes[step].add(ratio.value, isFinished: ratio.isFinished)
  }

  var figures: RatioFigures {
    let steps = RatioFigures.minutes
    return RatioFigures(
      all: all.group("all"), histogram: all.twentieths,
      categories: categories.enumerated()
        .map { $1.group(ReportCatalogue.categoryName($0) ?? "none") },
      runningTimes: runningTimes.enumerated().map { place, ratios in
        let end = place + 1 < steps.count ? "\(steps[place + 1])" : ""
        return ratios.group("\(steps[place])-\(end)")
      })
  }
}

/// One viewer of little, one of some and one of much, for examples: always the same of equal data.
struct ExampleViewers: Sendable {
  /// The titles a viewer of each kind has watched.
  private static let kinds = [1...2, 5...9, 20...200]
  private var found = [Viewer.ID?](repeating: nil, count: kinds.count)

  /// The viewers that were found, those of little first.
  var viewers: [Viewer.ID] { found.compactMap(\.self) }

  fileprivate mutating func offer(_ viewer: Viewer.ID, titles: Int) {
    guard let kind = Self.kinds.firstIndex(where: { $0.contains(titles) }) else { return }
    if found[kind] == nil { found[kind] = viewer }
  }
}
