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
    var merged: [Asset.ID: AssetProgress] = [:]
    for (index, event) in events.enumerated() {
      if merged[event.asset] == nil {
        guard let asset = parts[event.asset] else { continue }
        merged[event.asset] = AssetProgress(runningSeconds: asset.runningSeconds, rule: rule)
      }
      merged[event.asset]?.add(event, at: index)
    }
    self.parts = parts
    progress = merged.compactMapValues(\.progress)
    begun = Set(merged.filter { $0.value.lastPlayed != nil || !$0.value.finishes.isEmpty }.keys)
    evidence = events.enumerated().filter { index, event in
      event.isEvidence && merged[event.asset] != nil
        && (event.source != .marked || merged[event.asset]?.finishes.contains(index) == true)
    }.map(\.element)
    let course = Course(parts: parts, merged: merged)
    last = course.last
    lastWatchedAt = course.latest.map { events[$0].startedAt }
    next = course.next
    isAtEnd = course.isAtEnd
  }

  /// Whether the title counts as begun.
  public var isBegun: Bool { next != .notBegun }
}

/// The viewer's way through the parts of a title.
private struct Course {
  let parts: TitleParts
  let merged: [Asset.ID: AssetProgress]
  let last: Asset?
  /// The last event that counted.
  let latest: Int?
  /// Whether the part that decides is finished.
  private let isLastFinished: Bool
  /// What was ever finished, and what of it in this run; empty while the last part is under way.
  private let seen: (ever: Set<Asset.ID>, now: Set<Asset.ID>)

  init(parts: TitleParts, merged: [Asset.ID: AssetProgress]) {
    self.parts = parts
    self.merged = merged
    // Of a series with hundreds of parts few were watched: those are gone through.
    func latest(_ index: (AssetProgress) -> Int?) -> (index: Int, place: Int)? {
      merged.compactMap { part, progress in
        guard let index = index(progress), let place = parts.place(of: part) else { return nil }
        return (index: index, place: place)
      }.max { $0.index < $1.index }
    }
    let played = latest(\.lastPlayed)
    let marked = latest { $0.finishes.last }
    last = (played ?? marked).map { parts.main[$0.place] }
    self.latest = [played?.index, marked?.index].compactMap(\.self).max()
    isLastFinished = last.map { merged[$0.id]?.progress?.isFinished == true } ?? false
    seen = isLastFinished ? Self.seen(parts, merged) : ([], [])
  }

  /// Whether the part that decides is finished and no part after it is left.
  var isAtEnd: Bool {
    guard let last, isLastFinished else { return false }
    return parts.following(last.id, passingOver: seen.now.contains) == nil
  }

  var next: TitleStanding.Next {
    guard let last else { return .notBegun }
    guard isLastFinished else { return .unfinished(last) }
    guard parts.isSerial else { return .finished }
    if let ahead = parts.following(last.id, passingOver: seen.now.contains) { return .next(ahead) }
    let left = parts.main.filter { !seen.ever.contains($0.id) }
    // From number 667 of a daily show a viewer is sent to the one before, not to the first.
    let behind = parts.isRunningShow(at: last) ? left.last : left.first
    return behind.map(TitleStanding.Next.next) ?? .finished
  }

  /// What was ever finished, and what of it in this run: a run begins anew when the first part is
  /// finished again, or any part after all were seen.
  private static func seen(
    _ parts: TitleParts, _ merged: [Asset.ID: AssetProgress]
  ) -> (ever: Set<Asset.ID>, now: Set<Asset.ID>) {
    let finishes = merged.flatMap { part, progress in
      parts.place(of: part) == nil
        ? [] : progress.finishes.map { (index: $0, part: part) }
    }.sorted { $0.index < $1.index }
    var (ever, now): (Set<Asset.ID>, Set<Asset.ID>) = ([], [])
    for finish in finishes {
      let isAnew = finish.part == parts.main.first?.id || ever.count == parts.main.count
      if isAnew, now.contains(finish.part) { now = [] }
      ever.insert(finish.part)
      now.insert(finish.part)
    }
    return (ever, now)
  }
}
