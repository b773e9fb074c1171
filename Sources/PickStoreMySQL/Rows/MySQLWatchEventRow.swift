import PickCore
import PickModel

/// The columns `watch_event` and `checkpoint` share, in the order every statement names them.
enum MySQLWatchEventRow {
  static let names = [
    "viewer", "id_high", "id_low", "asset", "started_at", "watched_seconds", "end_position",
    "stated_preference", "source",
  ]
  static let columns = names.joined(separator: ", ")

  static func event(_ row: Statement) throws(StoreError) -> WatchEvent {
    guard let source = WatchEvent.Source(storedCode: row.integer(8)) else {
      throw .corrupt(reason: "event source")
    }
    return WatchEvent(
      id: EventID(row, high: 1, low: 2),
      viewer: Viewer.ID(row.integer(0)),
      asset: Asset.ID(row.integer(3)),
      startedAt: row.instant(4),
      watchedSeconds: Int(row.integer(5)),
      endPosition: row.optionalInteger(6).map(Int.init),
      statedPreference: row.optionalReal(7),
      source: source)
  }

  static func values(_ event: WatchEvent) -> [SQLValue] {
    [
      event.viewer.sqlValue, event.id.highValue, event.id.lowValue, event.asset.sqlValue,
      event.startedAt.sqlValue, event.watchedSeconds.sqlValue, event.endPosition.sqlValue,
      event.statedPreference.sqlValue, event.source.storedCode.sqlValue,
    ]
  }
}

/// Identities are two columns, each half as the signed number of the same bits.
extension EventID {
  init(_ row: Statement, high: Int, low: Int) {
    self.init(
      high: UInt64(bitPattern: row.integer(high)), low: UInt64(bitPattern: row.integer(low)))
  }

  var highValue: SQLValue { .integer(Int64(bitPattern: high)) }
  var lowValue: SQLValue { .integer(Int64(bitPattern: low)) }
}
