import PickModel

/// A title and what one viewer does with it, told step by step in a test.
///
/// Parts run an hour unless a test says otherwise; each step comes an hour after the last.
struct WatchingStory {
  var assets: [Asset] = []
  private(set) var events: [WatchEvent] = []

  /// A series of seasons with so many episodes each: the third of season 2 is 203.
  static func series(_ seasons: Int..., running: Int? = 3600) -> WatchingStory {
    var story = WatchingStory()
    for (season, count) in seasons.enumerated() {
      for number in 1...count {
        story.part(
          Int64((season + 1) * 100 + number), EpisodeNumber(season: season + 1, number: number),
          running: running)
      }
    }
    return story
  }

  /// A film; its asset is 1.
  static func film(running: Int? = 3600) -> WatchingStory {
    var story = WatchingStory()
    story.part(1, nil, name: "작품", running: running)
    return story
  }

  mutating func part(
    _ id: Int64, _ episode: EpisodeNumber?, name: String = "작품", running: Int? = 3600
  ) {
    assets.append(
      Asset(
        id: Asset.ID(id), title: Title.ID(1), episode: episode, name: name,
        runningSeconds: running, addedAt: Instant(secondsSince1970: 0)))
  }

  /// Something without a number that belongs to the title.
  func with(_ id: Int64, _ name: String) -> WatchingStory {
    var story = self
    story.part(id, nil, name: name, running: 600)
    return story
  }

  /// Plays a part for some seconds up to a place; to its end where neither is said.
  func play(_ id: Int64, seconds: Int? = nil, to end: Int? = nil) -> WatchingStory {
    let running = assets.first { $0.id.rawValue == id }?.runningSeconds ?? 3600
    return adding(id, seconds ?? end ?? running, end ?? seconds ?? running, .player)
  }

  /// An imported view, whose end is not known.
  func imported(_ id: Int64, seconds: Int) -> WatchingStory { adding(id, seconds, nil, .imported) }

  /// Says that a part was watched.
  func mark(_ id: Int64) -> WatchingStory {
    let running = assets.first { $0.id.rawValue == id }?.runningSeconds
    return adding(id, running ?? 0, running, .marked)
  }

  /// Takes that back.
  func unmark(_ id: Int64) -> WatchingStory { adding(id, 0, 0, .marked) }

  /// Rates a part, as imported ratings do.
  func rate(_ id: Int64) -> WatchingStory { adding(id, 0, nil, .imported, stated: 0.4) }

  private func adding(
    _ id: Int64, _ seconds: Int, _ end: Int?, _ source: WatchEvent.Source, stated: Double? = nil
  ) -> WatchingStory {
    var story = self
    let start = Instant(secondsSince1970: Int64(events.count + 1) * 3600)
    story.events.append(
      WatchEvent(
        id: EventID(high: UInt64(events.count + 1), low: 0), viewer: Viewer.ID(1),
        asset: Asset.ID(id), startedAt: start, watchedSeconds: seconds, endPosition: end,
        statedPreference: stated, source: source))
    return story
  }

  func standing(_ rule: WatchingRule = .standard) -> TitleStanding {
    TitleStanding(assets: assets, events: events, rule: rule)
  }

  /// What is offered, in short: "continue 101", "next 102", "finished", "not begun".
  var offer: String {
    switch standing().next {
    case .notBegun: "not begun"
    case .unfinished(let asset): "continue \(asset.id)"
    case .next(let asset): "next \(asset.id)"
    case .finished: "finished"
    }
  }

  /// How far a part is: "12", "finished", or "nothing".
  func place(_ id: Int64) -> String {
    guard let progress = standing().progress[Asset.ID(id)] else { return "nothing" }
    return progress.isFinished ? "finished" : String(progress.position)
  }
}
