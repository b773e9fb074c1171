import PickModel

/// Counts how far viewers come in series, one viewer at a time.
struct SeriesTally: Sendable {
  private let catalogue: ReportCatalogue
  /// The viewer, counted from 1, who was last seen at each asset.
  private var seenBy: [Int32]
  /// Viewers of each asset.
  private var viewers: [Int32]
  /// Of these, viewers of the next part too.
  private var wentOn: [Int32]
  private var seriesViewers: [Int32]
  private var seriesCompleted: [Int32]
  private var runs = 0
  private var begunAtFirst = 0
  private var completed = 0
  private var onePart = 0
  private var survivalRuns = [Int](repeating: 0, count: SeriesFigures.partLimit)
  private var survivalReached = [Int](repeating: 0, count: SeriesFigures.partLimit)
  private var viewer: Int32 = 0
  private var ownParts: [Int] = []

  init(_ catalogue: ReportCatalogue) {
    self.catalogue = catalogue
    seenBy = [Int32](repeating: 0, count: catalogue.assets.count)
    viewers = seenBy
    wentOn = seenBy
    seriesViewers = [Int32](repeating: 0, count: catalogue.titles.count)
    seriesCompleted = seriesViewers
  }

  mutating func beginViewer() { viewer = viewer.plus(1) }

  /// Notes that the viewer watched an asset, as far as it is a part of a series.
  mutating func add(_ event: WatchEvent, asset place: Int) {
    let asset = catalogue.assets[place]
    guard asset.part != nil, seenBy[place] != viewer else { return }
    let least = WatchingRule.standard.leastSeconds(runningSeconds: asset.runningSeconds)
    guard
      event.watchedSeconds >= least || event.statedPreference != nil || event.source == .marked
    else { return }
    seenBy[place] = viewer
    ownParts.append(place)
  }

  mutating func endViewer() {
    for (title, own) in Dictionary(grouping: ownParts, by: { catalogue.assets[$0].title }) {
      endRun(of: title, parts: own.compactMap { catalogue.assets[$0].part }.sorted())
    }
    ownParts.removeAll(keepingCapacity: true)
  }

  private mutating func endRun(of title: Int, parts: [Int]) {
    let all = catalogue.parts[title]
    guard let last = parts.last else { return }
    runs += 1
    seriesViewers[title] += 1
    if parts.count == 1 { onePart += 1 }
    if parts.count == all.count {
      completed += 1
      seriesCompleted[title] += 1
    }
    for part in parts {
      viewers[all[part]] += 1
      if part + 1 < all.count, seenBy[all[part + 1]] == viewer { wentOn[all[part]] += 1 }
    }
    guard parts.first == 0 else { return }
    begunAtFirst += 1
    for part in 0..<min(all.count, SeriesFigures.partLimit) {
      survivalRuns[part] += 1
      if last >= part { survivalReached[part] += 1 }
    }
  }

  var figures: SeriesFigures {
    let series = catalogue.parts.indices.filter { !catalogue.parts[$0].isEmpty }
    // The last part of a series leads nowhere.
    let leading = series.flatMap { catalogue.parts[$0].dropLast() }
    let top = series.filter { seriesViewers[$0] > 0 }
      .sorted { (seriesViewers[$1], $0) < (seriesViewers[$0], $1) }
    return SeriesFigures(
      series: series.count, watchedSeries: series.count { seriesViewers[$0] > 0 }, runs: runs,
      begunAtFirst: begunAtFirst, completed: completed, onePart: onePart,
      wentOn: leading.map { Int(wentOn[$0]) }.total()
        .share(of: leading.map { Int(viewers[$0]) }.total()),
      survival: zip(survivalRuns, survivalReached).enumerated().filter { $1.0 > 0 }
        .map { SeriesFigures.Survival(part: $0 + 1, runs: $1.0, reached: $1.1) },
      top: top.prefix(SeriesFigures.listed).map(figures))
  }

  private func figures(ofSeries title: Int) -> SeriesFigures.Series {
    let parts = catalogue.parts[title]
    let name = SafeName(catalogue.titles[title].name)
    return SeriesFigures.Series(
      name: name.original, englishName: name.english, parts: parts.count,
      viewers: Int(seriesViewers[title]), completed: Int(seriesCompleted[title]),
      dropOff: parts.prefix(SeriesFigures.partLimit).enumerated().map { part, place in
        SeriesFigures.Part(
          part: part + 1, viewers: Int(viewers[place]), wentOn: Int(wentOn[place]))
      })
  }
}

/// A title's name, made safe to show and cut to a bearable length.
struct SafeName {
  /// Characters of the longest name that is shown.
  static let longest = 60

  let original: String
  let english: String?

  init(_ name: LocalizedText) {
    original = Self.safe(name.original)
    english = name.english.map(Self.safe)
  }

  /// One line without control characters and direction marks, cut where it is too long.
  static func safe(_ text: String) -> String {
    let line = DisplayText.sanitized(text)
    return line.count > longest ? line.prefix(longest - 1) + "…" : line
  }

  /// The same as a text in two languages.
  var text: LocalizedText { LocalizedText(original, english: english) }
}
