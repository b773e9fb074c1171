import PickModel

/// The columns `watch_event` and `checkpoint` share, in the order every statement names them.
enum WatchEventRow {
  static let columns = """
    viewer, id_high, id_low, asset, started_at, watched_seconds, end_position, \
    stated_preference, source
    """

  /// As many parameters.
  static let parameters = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9"

  static func event(_ row: borrowing PreparedStatement) throws(StoreError) -> WatchEvent {
    guard let source = WatchEvent.Source(storedCode: row.integer(8)) else {
      throw .corrupt(reason: "watch_event.source")
    }
    return WatchEvent(
      id: EventID(row, high: 1, low: 2),
      viewer: Viewer.ID(row.integer(0)),
      asset: Asset.ID(row.integer(3)),
      startedAt: Instant(millisecondsSince1970: row.integer(4)),
      watchedSeconds: Int(row.integer(5)),
      endPosition: row.optionalInteger(6).map(Int.init),
      statedPreference: row.optionalReal(7),
      source: source)
  }

  static func bind(_ event: WatchEvent, to statement: borrowing PreparedStatement) {
    statement.bind(1, event.viewer.rawValue)
    event.id.bind(to: statement, high: 2, low: 3)
    statement.bind(4, event.asset.rawValue)
    statement.bind(5, event.startedAt.millisecondsSince1970)
    statement.bind(6, event.watchedSeconds)
    statement.bind(7, event.endPosition)
    statement.bind(8, event.statedPreference)
    statement.bind(9, event.source.storedCode)
  }
}

/// Identities are two columns, each half as the signed number of the same bits.
extension EventID {
  init(_ row: borrowing PreparedStatement, high: Int32, low: Int32) {
    self.init(
      high: UInt64(bitPattern: row.integer(high)), low: UInt64(bitPattern: row.integer(low)))
  }

  func bind(to statement: borrowing PreparedStatement, high: Int32, low: Int32) {
    statement.bind(high, Int64(bitPattern: self.high))
    statement.bind(low, Int64(bitPattern: self.low))
  }
}
