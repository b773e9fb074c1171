import PickModel

/// How facts of all viewers are read: in batches that never end within a viewer.
enum ViewerPortions {
  /// Facts that are handed over at a time, about.
  static let batchSize = 8192

  /// Up to which viewer the next question asks, so that its answer fits into memory; `nil` when
  /// there are no more viewers.
  ///
  /// Where rows are streamed one question is enough. Elsewhere it ends with the viewer within whose
  /// facts a full batch ends, or with the last one of all.
  static func last(
    after last: Int64, of table: String, _ db: any SQLConnection
  ) throws -> Int64? {
    if db.dialect.streamsRows { return last < .max ? .max : nil }
    let full = try db.integer(
      """
      SELECT viewer FROM \(table) WHERE viewer > ? ORDER BY viewer, id_high, id_low
      LIMIT 1 OFFSET \(batchSize - 1)
      """, [last])
    return try full ?? db.integer("SELECT max(viewer) FROM \(table) WHERE viewer > ?", [last])
  }
}

/// Opened detail pages as they are stored.
enum DetailViewRow {
  /// Reads all opened pages by viewer, those of one viewer in the order of time.
  static func forEachBatch(
    before end: Instant, _ db: any SQLConnection, _ body: ([DetailView]) throws -> Void
  ) throws {
    var batch: [DetailView] = []
    var firstOfViewer = 0
    func endViewer() throws {
      batch[firstOfViewer...].sort { ($0.at, $0.id) < ($1.at, $1.id) }
      if batch.count >= ViewerPortions.batchSize {
        try body(batch)
        batch.removeAll(keepingCapacity: true)
      }
      firstOfViewer = batch.count
    }
    var last = Int64.min
    while let through = try ViewerPortions.last(after: last, of: "detail_view", db) {
      try db.forEach(
        """
        SELECT viewer, id_high, id_low, title, at FROM detail_view
        WHERE viewer > ? AND viewer <= ? AND at < ? ORDER BY viewer, id_high, id_low
        """, [last, through, end]
      ) { row in
        let view = DetailView(
          id: EventID(row, high: 1, low: 2), viewer: row.identifier(0), title: row.identifier(3),
          at: row.instant(4))
        if let last = batch.last, last.viewer != view.viewer { try endViewer() }
        batch.append(view)
      }
      last = through
    }
    try endViewer()
    if !batch.isEmpty { try body(batch) }
  }
}
