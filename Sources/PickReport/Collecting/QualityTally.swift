import PickModel

/// Counts what is odd about events, which come viewer by viewer, oldest first.
struct QualityTally: Sendable {
  private(set) var figures = QualityFigures()
  /// Events of all viewers by second; only for a range of a month.
  private var seconds: [UInt16]
  private let start: Int64
  private var second: Int64?
  private var assetsOfSecond: [Asset.ID] = []
  private var hasBurst = false
  private var latestEnd: Int64?

  init(_ range: ReportRange) {
    if let month = range.month {
      start = month.start.secondsSince1970
      seconds = [UInt16](repeating: 0, count: Int(month.end.secondsSince1970 - start))
    } else {
      start = 0
      seconds = []
    }
  }

  /// What follows is another viewer's.
  mutating func endViewer() {
    endSecond()
    if hasBurst { figures.sameSecondViewers += 1 }
    (second, latestEnd, hasBurst) = (nil, nil, false)
  }

  /// Counts one event that is dated after the report.
  mutating func addFuture() { figures.future += 1 }

  /// Counts one event.
  mutating func add(_ event: WatchEvent, asset: ReportCatalogue.AssetFacts?, at time: SeoulTime) {
    figures.events += 1
    if asset == nil { figures.unknownAssets += 1 }
    switch (event.statedPreference, event.source) {
    case (.some, _): figures.stated += 1
    case (nil, .marked): figures.marked += 1
    case (nil, _): addWatching(event.watchedSeconds, of: asset)
    }
    if time.hour == 0, time.minute == 0, time.second == 0 { figures.atMidnight += 1 }
    let began = event.startedAt.secondsSince1970
    count(second: began)
    if began != second {
      endSecond()
      second = began
      if let latestEnd, began < latestEnd { figures.overlapping += 1 }
    }
    assetsOfSecond.append(event.asset)
    latestEnd = max(latestEnd ?? .min, began.plus(Int64(event.watchedSeconds)))
  }

  private mutating func addWatching(_ watched: Int, of asset: ReportCatalogue.AssetFacts?) {
    if watched == 0 { figures.zeroSeconds += 1 }
    guard let asset else { return }
    guard let running = asset.runningSeconds, running > 0 else {
      figures.withoutRunningTime += 1
      return
    }
    figures.largestRatio = max(figures.largestRatio, Double(watched) / Double(running))
    if watched > running { figures.overRunningTime += 1 }
    if watched > running.times(2) { figures.overTwice += 1 }
  }

  private mutating func endSecond() {
    let count = assetsOfSecond.count
    figures.largestBurst = max(figures.largestBurst, count)
    if count > 1 {
      figures.sameSecond += count
      hasBurst = true
      let views = Dictionary(grouping: assetsOfSecond) { $0 }.values.map(\.count)
      figures.repeated += views.filter { $0 > 1 }.total()
    }
    assetsOfSecond.removeAll(keepingCapacity: true)
  }

  private mutating func count(second: Int64) {
    let place = second - start
    guard place >= 0, place < Int64(seconds.count) else { return }
    let count = seconds[Int(place)].plus(1)
    seconds[Int(place)] = count
    figures.busiestSecond = max(figures.busiestSecond ?? 0, Int(count))
  }
}
