import GRDB
import PickModel

/// Counts events into shares and cells, within the transaction that appends them.
struct PopularityWriter {
  private let db: Database
  private var fold = PopularityFold()
  private var cells = PopularityCells()

  init(_ db: Database) { self.db = db }

  /// Counts one new event; events come viewer by viewer.
  mutating func count(_ event: WatchEvent, title: Int64, runningSeconds: Int?) throws {
    fold.add(event, title: title, runningSeconds: runningSeconds)
    try take(fold.takeFinished())
  }

  /// Writes what is left, as the last thing done.
  mutating func finish() throws {
    try take(fold.takeAll())
    let upsert = try PreparedStatement(
      db,
      """
      INSERT INTO popularity (slot, title, weight) VALUES (?1, ?2, ?3)
      ON CONFLICT (slot, title) DO UPDATE SET weight =
        CASE WHEN weight + ?3 < abs(?3) * ?4 THEN 0 ELSE weight + ?3 END
      """)
    for sum in cells.all {
      upsert.bind(1, sum.slot)
      upsert.bind(2, sum.title)
      upsert.bind(3, sum.weight)
      upsert.bind(4, PopularityCells.rounding)
      try upsert.run()
    }
    cells = PopularityCells()
  }

  private mutating func take(_ entries: [PopularityFold.Entry]) throws {
    for (key, share) in entries {
      let old = try stored(key)
      guard share.replaces(old) else { continue }
      try store(share, key)
      cells.count(share, of: key.title, insteadOf: old)
    }
  }

  private func stored(_ key: PopularityShare.Key) throws -> PopularityShare? {
    let row = try PreparedStatement(
      db,
      """
      SELECT weight, started_at FROM popularity_share
      WHERE viewer = ?1 AND title = ?2 AND day = ?3
      """)
    row.bind(1, key.viewer)
    row.bind(2, key.title)
    row.bind(3, key.day)
    guard try row.step() else { return nil }
    return PopularityShare(
      weight: row.real(0), startedAt: Instant(millisecondsSince1970: row.integer(1)))
  }

  private func store(_ share: PopularityShare, _ key: PopularityShare.Key) throws {
    let upsert = try PreparedStatement(
      db,
      """
      INSERT INTO popularity_share (viewer, title, day, weight, started_at)
      VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT (viewer, title, day) DO UPDATE SET
        weight = excluded.weight, started_at = excluded.started_at
      """)
    upsert.bind(1, key.viewer)
    upsert.bind(2, key.title)
    upsert.bind(3, key.day)
    upsert.bind(4, share.weight)
    upsert.bind(5, share.startedAt.millisecondsSince1970)
    try upsert.run()
  }
}
