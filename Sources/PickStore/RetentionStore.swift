package import PickModel

/// Removes what was done long ago.
package protocol RetentionStore: Sendable {
  /// Removes what some viewers did before an instant, in one transaction, with its share of
  /// popularity.
  ///
  /// Events go title by title. Those of a title stay together, whatever their age, where the viewer
  /// watched it since, is in the middle of it or has its next part to see, has it on the list or
  /// marked a part of it: continue watching and my list show what they showed before.
  ///
  /// - Parameters:
  ///   - viewer: those after it are looked at; `nil` for the first ones.
  ///   - count: how many of them.
  ///   - instant: the first one whose facts stay.
  /// - Returns: what was removed; `nil` when there is no viewer after.
  /// - Throws: `StoreError`; nothing of the batch was removed then.
  func removeFacts(
    ofViewersAfter viewer: Viewer.ID?, count: Int, before instant: Instant
  ) async throws(StoreError) -> RemovedFacts?
}

/// What was removed of some viewers.
package struct RemovedFacts: Equatable, Sendable {
  /// The last of the viewers.
  package let last: Viewer.ID
  package var events = 0
  package var detailViews = 0
  package var impressions = 0
}

extension SQLDatabase {
  /// See `FactRemover`.
  package func removeFacts(
    ofViewersAfter viewer: Viewer.ID?, count: Int, before instant: Instant
  ) async throws(StoreError) -> RemovedFacts? {
    let after = viewer?.rawValue ?? Int64.min
    return try await write { db in
      let viewers: [Viewer.ID] = try db.all(
        "SELECT id FROM viewer WHERE id > ? ORDER BY id LIMIT ?", [after, max(1, count)]
      ) { $0.identifier(0) }
      guard let last = viewers.last else { return nil }
      try db.lock(viewers)
      return try FactRemover(
        db: db, span: [after, last.rawValue], instant: instant
      ).remove(through: last)
    }
  }
}

/// Removes old facts of the viewers of a span, within one transaction.
private struct FactRemover {
  let db: any SQLConnection
  /// The viewer before the span, and the last one of it.
  let span: [Int64]
  let instant: Instant

  func remove(through last: Viewer.ID) throws -> RemovedFacts {
    var removed = RemovedFacts(last: last)
    let candidates = try candidates()
    let parts = Dictionary(
      grouping: try AssetRow.assets(of: Set(candidates.values.joined()).sorted(), db), by: \.title)
    var popularity = PopularityWriter(db, try AssetFacts(of: [], db))
    for (viewer, titles) in candidates.sorted(by: { $0.key < $1.key }) {
      let over = try over(titles, of: viewer, parts)
      for (title, events) in over.sorted(by: { $0.key < $1.key }) {
        removed.events += try remove(events)
        try popularity.remove(title: title, of: viewer, from: .min)
      }
    }
    try popularity.finish()
    removed.detailViews = try removeSeen("detail_view")
    removed.impressions = try removeSeen("impression")
    return removed
  }

  /// Titles by viewer of which nothing was done since, and that are neither on the list nor being
  /// played nor marked.
  private func candidates() throws -> [Viewer.ID: [Title.ID]] {
    var found: [Viewer.ID: [Title.ID]] = [:]
    try db.forEach(
      """
      SELECT watch_event.viewer, asset.title
      FROM watch_event JOIN asset ON asset.id = watch_event.asset
      WHERE watch_event.viewer > ? AND watch_event.viewer <= ?
        AND NOT EXISTS (SELECT 1 FROM my_list
          WHERE my_list.viewer = watch_event.viewer AND my_list.title = asset.title)
        AND NOT EXISTS (SELECT 1 FROM checkpoint JOIN asset AS playing
          ON playing.id = checkpoint.asset
          WHERE checkpoint.viewer = watch_event.viewer AND playing.title = asset.title)
      GROUP BY watch_event.viewer, asset.title
      HAVING max(watch_event.started_at) < ?
        AND max(CASE WHEN watch_event.source = ? THEN 1 ELSE 0 END) = 0
      """, span + [instant.millisecondsSince1970, WatchEvent.Source.marked.storedCode]
    ) { found[$0.identifier(0), default: []].append($0.identifier(1)) }
    return found
  }

  /// The events of those titles that the viewer is through with, or never really began.
  private func over(
    _ titles: [Title.ID], of viewer: Viewer.ID, _ parts: [Title.ID: [Asset]]
  ) throws -> [Title.ID: [WatchEvent]] {
    let titleOf = Dictionary(
      uniqueKeysWithValues: titles.flatMap { parts[$0] ?? [] }.map { ($0.id, $0.title) })
    var events: [Title.ID: [WatchEvent]] = [:]
    try db.forEach(
      "SELECT \(WatchEventRow.columns) FROM watch_event WHERE viewer = ?", [viewer]
    ) { row in
      let event = try WatchEventRow.event(row)
      if let title = titleOf[event.asset] { events[title, default: []].append(event) }
    }
    return events.filter { title, events in
      let standing = TitleStanding(
        assets: parts[title] ?? [], events: events.sorted(by: WatchEvent.began))
      switch standing.next {
      case .notBegun, .finished: return true
      case .unfinished, .next: return false
      }
    }
  }

  private func remove(_ events: [WatchEvent]) throws -> Int {
    try BulkInsert.groups(of: events.count, sizes: db.dialect.insertGroupSizes).reduce(0) {
      count, range in
      let keys = KeyList.matches(WatchEventRow.key, count: range.count)
      return try count
        + db.prepare("DELETE FROM watch_event WHERE \(keys)").run(
          events[range].flatMap { [$0.viewer.sqlValue, $0.id.highValue, $0.id.lowValue] })
    }
  }

  private func removeSeen(_ table: String) throws -> Int {
    try db.run(
      "DELETE FROM \(table) WHERE viewer > ? AND viewer <= ? AND at < ?",
      span + [instant.millisecondsSince1970])
  }
}
