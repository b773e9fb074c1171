import GRDB
import PickModel

/// Appends millions of watch events: in the order of the table, so that pages are filled one after
/// the other, and with popularity summed up in memory, its cells written once.
struct EventLoader {
  private struct AssetFacts {
    let title: Int64
    let runningSeconds: Int?
  }

  private let db: Database
  private let facts: [Int64: AssetFacts]
  private var popularity: PopularityWriter

  init(_ db: Database) throws {
    self.db = db
    popularity = PopularityWriter(db)
    let row = try PreparedStatement(db, "SELECT id, title, running_seconds FROM asset")
    var facts: [Int64: AssetFacts] = [:]
    while try row.step() {
      facts[row.integer(0)] = AssetFacts(
        title: row.integer(1), runningSeconds: row.optionalInteger(2).map(Int.init))
    }
    self.facts = facts
  }

  /// Appends what is not there yet and returns how much that was.
  mutating func load(_ events: [WatchEvent], eachRow: () -> Void) throws -> Int {
    var newCount = 0
    var lastStart: Instant?
    let insertion = try PreparedStatement(db, EventWriter.insertion)
    for event in WatchEvent.inTableOrder(events) {
      eachRow()
      WatchEventRow.bind(event, to: insertion)
      try insertion.run()
      guard insertion.changes > 0 else { continue }
      newCount += 1
      lastStart = max(lastStart ?? event.startedAt, event.startedAt)
      guard let asset = facts[event.asset.rawValue] else { continue }
      try popularity.count(
        event, title: asset.title, runningSeconds: asset.runningSeconds)
    }
    try popularity.finish()
    if let lastStart { try EventWriter.note(lastStart: lastStart, db) }
    return newCount
  }
}
