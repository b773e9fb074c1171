/// What a viewer has watched of a title and what is next: the one place that decides both.
///
/// docs/watching.md has the rule as a table. In short: extras and views too short to count move
/// nothing; a part left in the middle is gone on with, wherever in the title it is; after a finished
/// one comes the next that was not seen in this run through the title; when none is left ahead, what
/// was never seen before it; and when all was seen, nothing.
public struct TitleStanding: Equatable, Sendable {
  /// The part that is offered next.
  public enum Next: Equatable, Sendable {
    /// No part of the title was watched, at most extras, or for moments.
    case notBegun
    /// Playback of the part watched last stopped in the middle.
    case unfinished(Asset)
    /// The part watched last is finished; this one is to be seen next.
    case next(Asset)
    /// Everything was seen.
    case finished
  }

  /// All assets of the title, told apart.
  public let parts: TitleParts
  /// The part that is offered next.
  public let next: Next
  /// The progress in each asset that was watched, extras included.
  public let progress: [Asset.ID: WatchProgress]
  /// The part that decides: played last, or marked last when none was played.
  public let last: Asset?
  /// When a part of the title was last watched or marked; extras and moments do not count.
  public let lastWatchedAt: Instant?
  /// Parts whose watching counted, finished or not.
  public let begun: Set<Asset.ID>
  /// Whether nothing comes after the part that decides: it is watched, and so is what follows it.
  ///
  /// Then `next` may name a part before it that was never seen, which no viewer waits for.
  public let isAtEnd: Bool
  /// The events that stand, oldest first: evidence of interest, without marks that were taken back.
  public let evidence: [WatchEvent]

  /// Works out the standing.
  ///
  /// - Parameters:
  ///   - assets: all assets of the title, in watching order.
  ///   - events: the viewer's events of the title, oldest first.
  ///   - rule: the numbers of the rule.
  public init(assets: [Asset], events: [WatchEvent], rule: WatchingRule = .standard) {
    self.init(parts: TitleParts(assets), events: events, rule: rule)
  }

  /// Works out the standing where the title's assets were told apart already; O(events log events), and
  /// where nothing is left ahead, O(assets).
  ///
  /// - Parameters:
  ///   - parts: all assets of the title.
  ///   - events: the viewer's events of the title, oldest first.
  ///   - rule: the numbers of the rule.
  public init(parts: TitleParts, events: [WatchEvent], rule: WatchingRule = .standard) {
    var watched: [WatchedPart] = []
    var slots: [Asset.ID: Int] = [:]
    for (index, event) in events.enumerated() {
      if let slot = slots[event.asset] {
        watched[slot].progress.add(event, at: index)
      } else if let place = parts.index(of: event.asset) {
        slots[event.asset] = watched.count
        var part = WatchedPart(event.asset, at: place, of: parts, rule)
        part.progress.add(event, at: index)
        watched.append(part)
      }
    }
    self.parts = parts
    progress = Dictionary(
      uniqueKeysWithValues: watched.compactMap { part in
        part.progress.progress.map { (part.id, $0) }
      })
    begun = Set(
      watched.filter { $0.progress.lastPlayed != nil || !$0.progress.finishes.isEmpty }.map(\.id))
    evidence = events.indices.filter { index in
      let event = events[index]
      guard event.isEvidence, let slot = slots[event.asset] else { return false }
      return event.source != .marked || watched[slot].progress.finishes.contains(index)
    }.map { events[$0] }
    let course = Course(parts: parts, watched: watched)
    last = course.last.map { parts.main[$0] }
    lastWatchedAt = course.latest.map { events[$0].startedAt }
    next = course.next
    isAtEnd = course.isAtEnd
  }

  /// Whether the title counts as begun.
  public var isBegun: Bool { next != .notBegun }
}

/// One asset that was watched, with what comes of its events.
private struct WatchedPart {
  let id: Asset.ID
  /// The place among the parts that make the title up; `nil` for an extra.
  let place: Int?
  var progress: AssetProgress

  init(_ id: Asset.ID, at index: Int, of parts: TitleParts, _ rule: WatchingRule) {
    self.id = id
    place = index < parts.main.count ? index : nil
    progress = AssetProgress(runningSeconds: parts.runningSeconds(at: index), rule: rule)
  }
}

/// The viewer's way through the parts of a title.
///
/// Of a series with hundreds of parts few were watched: those are gone through.
private struct Course {
  let parts: TitleParts
  /// The place of the part that decides.
  let last: Int?
  /// The last event that counted.
  let latest: Int?
  /// Whether the part that decides is finished.
  private let isLastFinished: Bool
  /// What was ever finished, and what of it in this run; empty while the last part is under way.
  private let seen: (ever: Set<Int>, now: Set<Int>)

  init(parts: TitleParts, watched: [WatchedPart]) {
    self.parts = parts
    var (played, marked): ((index: Int, part: Int)?, (index: Int, part: Int)?) = (nil, nil)
    for (part, watched) in watched.enumerated() where watched.place != nil {
      if let index = watched.progress.lastPlayed, index >= played?.index ?? 0 {
        played = (index, part)
      }
      if let index = watched.progress.finishes.last, index >= marked?.index ?? 0 {
        marked = (index, part)
      }
    }
    let deciding = (played ?? marked).map { watched[$0.part] }
    last = deciding?.place
    latest = [played?.index, marked?.index].compactMap(\.self).max()
    isLastFinished = deciding?.progress.progress?.isFinished == true
    seen = isLastFinished ? Self.seen(parts, watched) : ([], [])
  }

  /// Whether the part that decides is finished and no part after it is left.
  var isAtEnd: Bool { isLastFinished && (last.map { ahead(of: $0) == nil } ?? false) }

  var next: TitleStanding.Next {
    guard let last else { return .notBegun }
    guard isLastFinished else { return .unfinished(parts.main[last]) }
    guard parts.isSerial else { return .finished }
    if let ahead = ahead(of: last) { return .next(parts.main[ahead]) }
    let left = parts.main.indices.filter { !seen.ever.contains($0) }
    // From number 667 of a daily show a viewer is sent to the one before, not to the first.
    let behind = parts.isRunningShow(at: parts.main[last]) ? left.last : left.first
    return behind.map { .next(parts.main[$0]) } ?? .finished
  }

  /// The first part after `place` that was not seen in this run; `nil` where no part follows another.
  private func ahead(of place: Int) -> Int? {
    parts.isSerial ? (place + 1..<parts.main.count).first { !seen.now.contains($0) } : nil
  }

  /// What was ever finished, and what of it in this run: a run begins anew when the first part is
  /// finished again, or any part after all were seen.
  private static func seen(
    _ parts: TitleParts, _ watched: [WatchedPart]
  ) -> (ever: Set<Int>, now: Set<Int>) {
    let finishes = watched.flatMap { part in
      part.place.map { place in part.progress.finishes.map { (index: $0, place: place) } } ?? []
    }.sorted { $0.index < $1.index }
    var (ever, now): (Set<Int>, Set<Int>) = ([], [])
    for finish in finishes {
      let isAnew = finish.place == 0 || ever.count == parts.main.count
      if isAnew, now.contains(finish.place) { now = [] }
      ever.insert(finish.place)
      now.insert(finish.place)
    }
    return (ever, now)
  }
}
