package import PickModel

/// Appends watch events within one transaction: each at most once, with its share of popularity.
package struct EventWriter {
  private let db: any SQLConnection
  private let insertion: BulkInsert

  private init(_ db: any SQLConnection) {
    self.db = db
    insertion = BulkInsert(
      db, into: "watch_event", WatchEventRow.names, .kept(key: WatchEventRow.key))
  }

  /// Appends events in place of their checkpoints; returns how many were new.
  package static func append(_ events: [WatchEvent], _ db: any SQLConnection) throws -> Int {
    try db.lock(events.map(\.viewer))
    try clearCheckpoints(of: events, db)
    let new = try EventWriter(db).insert(events)
    let facts = try AssetFacts(of: new.map(\.asset), db)
    var popularity = PopularityWriter(db, facts)
    for event in WatchEvent.inTableOrder(new) { popularity.count(event) }
    try popularity.finish()
    return new.count
  }

  /// Appends millions of events, with popularity summed up in memory and written once.
  ///
  /// - Parameters:
  ///   - db: the connection.
  ///   - events: hands portions of them to its argument, in the order of their table, so that pages
  ///     are filled one after the other.
  /// - Returns: how many were new.
  /// - Throws: what the database or `events` throws.
  static func load(
    _ db: any SQLConnection, _ events: (([WatchEvent]) throws -> Void) throws -> Void
  ) throws -> Int {
    let writer = EventWriter(db)
    var popularity = PopularityWriter(db, try AssetFacts(all: db), locksViewers: true)
    var newCount = 0
    try events { portion in
      let new = try writer.insert(portion)
      newCount += new.count
      for event in new { popularity.count(event) }
      try popularity.storeShares()
    }
    try popularity.finish()
    return newCount
  }

  /// Counts the popularity of all stored events, where nothing is counted yet.
  package static func countAll(_ db: any SQLConnection) throws {
    var popularity = PopularityWriter(db, try AssetFacts(all: db))
    let end = Instant(millisecondsSince1970: .max)
    try WatchEventRow.forEachBatch(before: end, db) { batch in
      // Events of one viewer are in the order of their time; each day's heaviest counts in any order.
      for event in batch { popularity.count(event) }
      try popularity.storeShares()
    }
    try popularity.finish()
  }

  /// Inserts events and returns those that were not there.
  ///
  /// A group is one statement. The database says how many rows of it were new but not which: when it
  /// is some but not all, the group is taken back and its events are inserted one by one.
  private func insert(_ events: [WatchEvent]) throws -> [WatchEvent] {
    var new: [WatchEvent] = []
    for range in BulkInsert.groups(of: events.count, sizes: db.dialect.insertGroupSizes) {
      let group = events[range]
      let rows = group.map(WatchEventRow.values)
      if group.count > 1 { try db.command("SAVEPOINT event_group") }
      let changes = try insertion.insert(rows[...])
      if changes == group.count {
        new += group
      } else if changes > 0 {
        try db.command("ROLLBACK TO SAVEPOINT event_group")
        for (event, row) in zip(group, rows) where try insertion.insert([row]) > 0 {
          new.append(event)
        }
      }
    }
    return new
  }

  private static func clearCheckpoints(of events: [WatchEvent], _ db: any SQLConnection) throws {
    for range in BulkInsert.groups(of: events.count, sizes: db.dialect.insertGroupSizes) {
      let keys = KeyList.matches(WatchEventRow.key, count: range.count)
      try db.prepare("DELETE FROM checkpoint WHERE \(keys)").run(
        events[range].flatMap { [$0.viewer.sqlValue, $0.id.highValue, $0.id.lowValue] })
    }
  }
}

/// What popularity needs to know of assets.
struct AssetFacts {
  private var facts: [Int64: (title: Int64, runningSeconds: Int?)] = [:]

  /// Facts of some assets.
  init(of assets: [Asset.ID], _ db: any SQLConnection) throws {
    let keys = Set(assets.map(\.rawValue)).sorted()
    try KeyList.forEach(
      db, "SELECT id, title, running_seconds FROM asset WHERE id IN", keys
    ) { add($0) }
  }

  /// Facts of all assets.
  init(all db: any SQLConnection) throws {
    try db.forEach("SELECT id, title, running_seconds FROM asset") { add($0) }
  }

  private mutating func add(_ row: any SQLRow) {
    facts[row.integer(0)] = (row.integer(1), row.optionalInteger(2).map(Int.init))
  }

  subscript(_ asset: Asset.ID) -> (title: Int64, runningSeconds: Int?)? { facts[asset.rawValue] }
}

/// Appends what viewers saw, opened detail pages and visible cards, each at most once.
enum SeenWriter {
  /// Returns how many were new.
  static func append(_ views: [DetailView], _ db: any SQLConnection) throws -> Int {
    let insertion = BulkInsert(
      db, into: "detail_view", WatchEventRow.key + ["title", "at"], .kept(key: WatchEventRow.key))
    return try insertion.run(
      views.map { view in
        [
          view.viewer.sqlValue, view.id.highValue, view.id.lowValue, view.title.sqlValue,
          view.at.sqlValue,
        ]
      })
  }

  /// Returns how many were new.
  static func append(_ impressions: [Impression], _ db: any SQLConnection) throws -> Int {
    let insertion = BulkInsert(
      db, into: "impression",
      WatchEventRow.key + ["shelf", "title", "position", "at", "page"],
      .kept(key: WatchEventRow.key))
    return try insertion.run(
      impressions.map { impression in
        [
          impression.viewer.sqlValue, impression.id.highValue, impression.id.lowValue,
          impression.shelf.rawValue.sqlValue, impression.title.sqlValue,
          impression.position.sqlValue, impression.at.sqlValue, impression.page.sqlValue,
        ]
      })
  }
}

extension Array {
  /// Consecutive parts of at most `count` elements.
  func portions(of count: Int) -> [[Element]] {
    stride(from: 0, to: self.count, by: count).map {
      Array(self[$0..<Swift.min(self.count, $0 + count)])
    }
  }
}
