import GRDB
import PickModel

/// Appends watch events within one transaction: each at most once, with its share of popularity,
/// and in place of its checkpoint.
struct EventWriter {
  private let db: Database
  private var popularity: PopularityWriter
  private var lastStart: Instant?
  private(set) var newCount = 0

  init(_ db: Database) {
    self.db = db
    popularity = PopularityWriter(db)
  }

  /// Appends one event; `false` when it was there already.
  @discardableResult
  mutating func append(_ event: WatchEvent) throws -> Bool {
    try clearCheckpoint(of: event)
    guard try insert(event) else { return false }
    newCount += 1
    lastStart = max(lastStart ?? event.startedAt, event.startedAt)
    try count(event)
    return true
  }

  /// Writes what the events add up to, as the last thing done.
  mutating func finish() throws {
    try popularity.finish()
    if let lastStart { try Self.note(lastStart: lastStart, db) }
  }

  /// Remembers when the last event began, so that nobody has to look through all of them.
  static func note(lastStart: Instant, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE meta SET last_event_start = max(coalesce(last_event_start, ?1), ?1)",
      arguments: [lastStart.millisecondsSince1970])
  }

  /// Nothing happens to an event that is there.
  static let insertion = """
    INSERT INTO watch_event (\(WatchEventRow.columns)) VALUES (\(WatchEventRow.parameters))
    ON CONFLICT (viewer, id_high, id_low) DO NOTHING
    """

  private func insert(_ event: WatchEvent) throws -> Bool {
    let insertion = try PreparedStatement(db, Self.insertion)
    WatchEventRow.bind(event, to: insertion)
    try insertion.run()
    return insertion.changes > 0
  }

  private func clearCheckpoint(of event: WatchEvent) throws {
    let deletion = try PreparedStatement(
      db, "DELETE FROM checkpoint WHERE viewer = ?1 AND id_high = ?2 AND id_low = ?3")
    deletion.bind(1, event.viewer.rawValue)
    event.id.bind(to: deletion, high: 2, low: 3)
    try deletion.run()
  }

  private mutating func count(_ event: WatchEvent) throws {
    let asset = try PreparedStatement(
      db, "SELECT title, running_seconds FROM asset WHERE id = ?1")
    asset.bind(1, event.asset.rawValue)
    guard try asset.step() else { return }
    try popularity.count(
      event, title: asset.integer(0), runningSeconds: asset.optionalInteger(1).map(Int.init))
  }
}
