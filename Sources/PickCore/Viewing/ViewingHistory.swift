import PickModel
import PickStore

/// The events, the titles watched and the opened pages of a viewer, as they were read.
struct ViewingHistory: Equatable, Sendable {
  /// The events of each title, oldest first; those of assets that no title has are left out.
  let events: [Title.ID: [WatchEvent]]
  /// The titles that the events belong to.
  let watched: WatchedTitles
  /// Detail pages that were opened, oldest first.
  let detailViews: [DetailView]

  /// Sorts what was read.
  ///
  /// - Parameters:
  ///   - events: what was watched, oldest first.
  ///   - watched: the title of every event whose asset the catalogue knows.
  ///   - detailViews: the pages that were opened, oldest first.
  init(
    events: [WatchEvent] = [], watched: WatchedTitles = WatchedTitles(),
    detailViews: [DetailView] = []
  ) {
    var groups: [Title.ID: [WatchEvent]] = [:]
    for event in events {
      if let title = watched.titles[event.asset] { groups[title, default: []].append(event) }
    }
    self.events = groups
    self.watched = watched
    self.detailViews = detailViews
  }

  private init(
    grouped events: [Title.ID: [WatchEvent]], _ watched: WatchedTitles, _ detailViews: [DetailView]
  ) {
    self.events = events
    self.watched = watched
    self.detailViews = detailViews
  }

  /// The history as it would be read now that events were stored that were not there.
  ///
  /// - Parameters:
  ///   - stored: the events; one that a running playback had become takes its place.
  ///   - titles: the titles of their assets.
  /// - Returns: `nil` where the oldest events would not be read any more.
  func adding(_ stored: [WatchEvent], of titles: WatchedTitles) -> ViewingHistory? {
    guard events.values.reduce(stored.count, { $0 + $1.count }) <= HistoryLimits.events else {
      return nil
    }
    var events = events
    for (title, group) in events
    where group.contains(where: { event in stored.contains { $0.id == event.id } }) {
      let others = group.filter { event in !stored.contains { $0.id == event.id } }
      events[title] = others.isEmpty ? nil : others
    }
    for event in stored {
      guard let title = titles.titles[event.asset] else { continue }
      var group = events[title] ?? []
      let place = group.lastIndex { WatchEvent.began($0, event) }.map { $0 + 1 } ?? 0
      group.insert(event, at: place)
      events[title] = group
    }
    return ViewingHistory(grouped: events, watched.merging(titles), detailViews)
  }

  /// The history without what is of titles within the time that was withdrawn of each.
  func without(_ withdrawn: [Title.ID: Range<Instant>]) -> ViewingHistory {
    var events = events
    for (title, time) in withdrawn {
      let left = events[title]?.filter { !time.contains($0.startedAt) } ?? []
      events[title] = left.isEmpty ? nil : left
    }
    return ViewingHistory(
      grouped: events, watched,
      detailViews.filter { view in !(withdrawn[view.title]?.contains(view.at) ?? false) })
  }

  /// All events, by ascending title, each title's oldest first.
  var allEvents: [WatchEvent] { events.sorted { $0.key < $1.key }.flatMap(\.value) }
}

/// Titles of which assets were watched, each with all of its parts.
///
/// Parts are the same for all viewers and are shared (`KnownParts`): of a viewer who watched 150 titles
/// they are nine tenths of what was read.
struct WatchedTitles: Equatable, Sendable {
  /// All assets of each title, told apart.
  private(set) var parts: [Title.ID: TitleParts] = [:]
  /// The title of each watched asset; others may be missing.
  private(set) var titles: [Asset.ID: Title.ID] = [:]

  /// Nothing watched.
  init() {}

  /// The titles of `assets`, which are all of theirs, each title's in watching order.
  init(_ assets: [Asset]) {
    parts = Dictionary(grouping: assets, by: \.title).mapValues(TitleParts.init)
    titles = Dictionary(assets.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  /// Adds a title by one of its watched assets.
  mutating func add(_ asset: Asset.ID, of title: Title.ID, _ parts: TitleParts) {
    titles[asset] = title
    self.parts[title] = parts
  }

  /// These titles and others; of those in both the parts stay that are here.
  func merging(_ others: WatchedTitles) -> WatchedTitles {
    var merged = self
    merged.parts.merge(others.parts) { own, _ in own }
    merged.titles.merge(others.titles) { own, _ in own }
    return merged
  }

  /// All assets of all titles, by ascending title.
  var assets: [Asset] {
    parts.sorted { $0.key < $1.key }.flatMap { $1.main + $1.extras }
  }
}
