import PickCore
import PickModel

/// Appends watch events within one transaction: each at most once, with its share of popularity,
/// and in place of its checkpoint.
enum MySQLEventWriter {
  private static let insertion = BulkInsert(
    into: "watch_event", MySQLWatchEventRow.names, keeping: "viewer")

  /// Returns how many were new.
  static func append(_ events: [WatchEvent], _ db: MySQLConnection) throws -> Int {
    try claimViewers(of: events, db)
    try clearCheckpoints(of: events, db)
    let new = try insert(events, db)
    let assets = try MySQLAssetFacts(of: new.map(\.asset), db)
    var fold = PopularityFold()
    for event in new.sorted(by: { ($0.viewer, $0.id) < ($1.viewer, $1.id) }) {
      assets.count(event, in: &fold)
    }
    var cells = PopularityCells()
    try take(fold.takeAll(), into: &cells, db)
    try write(cells, db)
    return new.count
  }

  /// Inserts events and returns those that were not there.
  ///
  /// A group is one statement. The server says how many rows of it were new but not which: when it
  /// is some but not all, the group is taken back and its events are inserted one by one.
  static func insert(_ events: [WatchEvent], _ db: MySQLConnection) throws -> [WatchEvent] {
    var new: [WatchEvent] = []
    for range in BulkInsert.groups(of: events.count) {
      let group = events[range]
      let rows = group.map(MySQLWatchEventRow.values)
      if group.count > 1 { try db.command("SAVEPOINT event_group") }
      let changes = try insertion.insert(db, rows[...])
      if changes == group.count {
        new += group
      } else if changes > 0 {
        try db.command("ROLLBACK TO SAVEPOINT event_group")
        for (event, row) in zip(group, rows) where try insertion.insert(db, [row]) > 0 {
          new.append(event)
        }
      }
    }
    return new
  }

  /// Stores the shares that replace what is stored, and counts what that changes.
  ///
  /// Their viewers are claimed, so that no other connection changes them meanwhile.
  static func take(
    _ entries: [PopularityFold.Entry], into cells: inout PopularityCells, _ db: MySQLConnection
  ) throws {
    var rows: [[SQLValue]] = []
    for group in BulkInsert.groups(of: entries.count) {
      let stored = try shares(entries[group].map(\.key), db)
      for (key, share) in entries[group] {
        let old = stored[key]
        guard share.replaces(old) else { continue }
        cells.count(share, of: key.title, insteadOf: old)
        rows.append([
          key.viewer.sqlValue, key.title.sqlValue, key.day.sqlValue, share.weight.sqlValue,
          share.startedAt.sqlValue,
        ])
      }
    }
    let upsert = BulkInsert(
      into: "popularity_share", ["viewer", "title", "day", "weight", "started_at"],
      orElse: """
        ON DUPLICATE KEY UPDATE weight = VALUES(weight), started_at = VALUES(started_at)
        """)
    try upsert.run(db, rows)
  }

  private static func shares(
    _ keys: [PopularityShare.Key], _ db: MySQLConnection
  ) throws -> [PopularityShare.Key: PopularityShare] {
    let list = Array(repeating: "(?, ?, ?)", count: keys.count).joined(separator: ", ")
    let row = try db.query(
      """
      SELECT viewer, title, day, weight, started_at FROM popularity_share
      WHERE (viewer, title, day) IN (\(list)) FOR UPDATE
      """, keys.flatMap { [$0.viewer.sqlValue, $0.title.sqlValue, $0.day.sqlValue] })
    var shares: [PopularityShare.Key: PopularityShare] = [:]
    while try row.step() {
      let key = PopularityShare.Key(
        viewer: row.integer(0), title: row.integer(1), day: row.integer(2))
      shares[key] = PopularityShare(weight: row.real(3), startedAt: row.instant(4))
    }
    return shares
  }

  /// Adds sums to the stored ones.
  static func write(_ cells: PopularityCells, _ db: MySQLConnection) throws {
    let sum = "popularity.weight + VALUES(weight)"
    let upsert = BulkInsert(
      into: "popularity", ["slot", "title", "weight"],
      orElse: """
        ON DUPLICATE KEY UPDATE weight =
          IF(\(sum) < ABS(VALUES(weight)) * \(PopularityCells.rounding), 0, \(sum))
        """)
    try upsert.run(db, cells.all.map { [$0.slot.sqlValue, $0.title.sqlValue, $0.weight.sqlValue] })
  }

  /// Notes the latest start with each viewer, in the viewers' order.
  ///
  /// The rows stay locked, so that one viewer's writes happen one after the other. Harmless for
  /// events that turn out to be known.
  private static func claimViewers(of events: [WatchEvent], _ db: MySQLConnection) throws {
    let starts = Dictionary(events.map { ($0.viewer, $0.startedAt) }) { max($0, $1) }
    for (viewer, start) in starts.sorted(by: { $0.key < $1.key }) {
      try db.run(
        """
        UPDATE viewer SET last_event_start = GREATEST(COALESCE(last_event_start, ?), ?)
        WHERE id = ?
        """, [start, start, viewer])
    }
  }

  private static func clearCheckpoints(of events: [WatchEvent], _ db: MySQLConnection) throws {
    for range in BulkInsert.groups(of: events.count) {
      let keys = Array(repeating: "(?, ?, ?)", count: range.count).joined(separator: ", ")
      try db.run(
        "DELETE FROM checkpoint WHERE (viewer, id_high, id_low) IN (\(keys))",
        events[range].flatMap { [$0.viewer.sqlValue, $0.id.highValue, $0.id.lowValue] })
    }
  }
}

/// What popularity needs to know of assets.
struct MySQLAssetFacts {
  private var facts: [Int64: (title: Int64, runningSeconds: Int?)] = [:]

  /// Facts of some assets.
  init(of assets: [Asset.ID], _ db: MySQLConnection) throws {
    let keys = Set(assets.map(\.rawValue)).sorted()
    try KeyList.query(db, "SELECT id, title, running_seconds FROM asset WHERE id IN", keys) {
      add($0)
    }
  }

  /// Facts of all assets.
  init(all db: MySQLConnection) throws {
    let row = try db.query("SELECT id, title, running_seconds FROM asset")
    while try row.step() { add(row) }
  }

  private mutating func add(_ row: Statement) {
    facts[row.integer(0)] = (row.integer(1), row.optionalInteger(2).map(Int.init))
  }

  /// Counts an event of a known asset.
  func count(_ event: WatchEvent, in fold: inout PopularityFold) {
    guard let asset = facts[event.asset.rawValue] else { return }
    fold.add(event, title: asset.title, runningSeconds: asset.runningSeconds)
  }
}
