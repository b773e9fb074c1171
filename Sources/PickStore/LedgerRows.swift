package import PickModel

// The ledger in SQL.
extension SQLDatabase {
  /// One conditional update decides who wins.
  package func lockMonth(
    _ month: Month, run: String, holder: String, now: Instant, expired: Instant, dead: String?
  ) async throws(StoreError) -> MonthLock? {
    try await write { db in
      let keeping = db.dialect.keepingStored(in: "pipeline_lock", key: ["month"])
      try db.run(
        """
        INSERT INTO pipeline_lock (month, run, holder, heartbeat_at) VALUES (?, ?, ?, ?) \(keeping)
        """, [month.description, run, holder, now])
      try db.run(
        """
        UPDATE pipeline_lock SET run = ?, holder = ?, heartbeat_at = ?
        WHERE month = ? AND (run = ? OR heartbeat_at < ? OR holder = ?)
        """, [run, holder, now, month.description, run, expired, dead ?? ""])
      let found = try db.first(
        "\(MonthLock.columns) WHERE month = ?", [month.description], MonthLock.init)
      return found?.run == run ? nil : found
    }
  }

  /// Only the run that has the lock keeps it.
  package func keepMonth(
    _ month: Month, run: String, now: Instant
  ) async throws(StoreError) -> Bool {
    try await write { db in
      try db.run(
        "UPDATE pipeline_lock SET heartbeat_at = ? WHERE month = ? AND run = ?",
        [now, month.description, run])
      return try db.integer(
        "SELECT count(*) FROM pipeline_lock WHERE month = ? AND run = ?",
        [month.description, run]) == 1
    }
  }

  /// A lock of another run stays.
  package func unlockMonth(_ month: Month, run: String) async throws(StoreError) {
    try await write { db in
      _ = try db.run(
        "DELETE FROM pipeline_lock WHERE month = ? AND run = ?", [month.description, run])
    }
  }

  /// All of them, by month.
  package func monthLocks() async throws(StoreError) -> [MonthLock] {
    try await read { db in try db.all("\(MonthLock.columns) ORDER BY month", [], MonthLock.init) }
  }

  /// One row a run and stage.
  package func record(_ stage: StageRecord) async throws(StoreError) {
    try await write { db in
      let updating = db.dialect.updatingStored(
        in: "pipeline_stage", key: ["run", "stage"],
        ["state", "input", "output", "details", "version", "started_at", "ended_at"].map {
          ($0, db.dialect.proposed($0))
        })
      _ = try db.run(
        """
        INSERT INTO pipeline_stage
          (run, stage, month, state, input, output, details, version, started_at, ended_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) \(updating)
        """,
        [
          stage.run, stage.stage, stage.month.description, stage.state.rawValue, stage.input,
          stage.output, stage.details, stage.version, stage.startedAt, stage.endedAt,
        ])
    }
  }

  /// The columns stand in the order in which `StageRecord.init` reads them.
  package func stageRecords(of month: Month?) async throws(StoreError) -> [StageRecord] {
    try await read { db in
      try db.all(
        """
        SELECT run, stage, month, state, input, output, details, version, started_at, ended_at
        FROM pipeline_stage WHERE ? IS NULL OR month = ? ORDER BY started_at, stage
        """, [month?.description, month?.description], StageRecord.init)
    }
  }

  /// The newest record tells how a stage stands, and the newest that is done what it made.
  ///
  /// A run that was killed did not end; it counts from its start.
  package func forgetStages(endedBefore instant: Instant) async throws(StoreError) -> Int {
    try await write { db in
      let kept = try db.all(
        """
        SELECT month, stage, max(started_at), max(CASE WHEN state = 'done' THEN started_at END)
        FROM pipeline_stage GROUP BY month, stage
        """
      ) { row in (row.text(0), row.text(1), row.integer(2), row.isNull(3) ? 0 : row.integer(3)) }
      return try kept.reduce(0) { count, newest in
        try count
          + db.run(
            """
            DELETE FROM pipeline_stage
            WHERE month = ? AND stage = ? AND started_at < ? AND started_at <> ?
              AND coalesce(ended_at, started_at) < ?
            """, [newest.0, newest.1, newest.2, newest.3, instant])
      }
    }
  }

  /// One row a model.
  package func record(_ model: ModelRecord) async throws(StoreError) {
    try await write { db in
      let updating = db.dialect.updatingStored(
        in: "model_version", key: ["id"],
        ["month", "run", "state", "made_at", "promoted_at", "replaced_at", "history"].map {
          ($0, db.dialect.proposed($0))
        })
      _ = try db.run(
        """
        INSERT INTO model_version
          (id, month, run, state, made_at, promoted_at, replaced_at, history)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?) \(updating)
        """,
        [
          model.id, model.month?.description, model.run, model.state.rawValue, model.madeAt,
          model.promotedAt, model.replacedAt, model.history,
        ])
    }
  }

  /// The columns stand in the order in which `ModelRecord.init` reads them.
  package func modelRecords() async throws(StoreError) -> [ModelRecord] {
    try await read { db in
      try db.all(
        """
        SELECT id, month, run, state, made_at, promoted_at, replaced_at, history
        FROM model_version ORDER BY made_at DESC, id
        """, [], ModelRecord.init)
    }
  }

  /// One pass over the events.
  ///
  /// A sum is a decimal number on servers, and is cast to what is read.
  package func watchingFacts(
    from start: Instant?, before end: Instant
  ) async throws(StoreError) -> WatchingFacts {
    try await read { db in
      try db.first(
        """
        SELECT count(*), CAST(sum(watched_seconds) AS SIGNED), max(started_at) FROM watch_event
        WHERE started_at >= ? AND started_at < ?
        """, [start?.millisecondsSince1970 ?? Int64.min, end.millisecondsSince1970]
      ) { row in
        WatchingFacts(
          events: Int(row.integer(0)), watchedSeconds: row.integer(1),
          last: row.optionalInstant(2))
      } ?? WatchingFacts(events: 0, watchedSeconds: 0, last: nil)
    }
  }

  /// One pass over what was shown; each place is looked up among what its viewer did.
  package func shelfRates(
    from start: Instant, to end: Instant
  ) async throws(StoreError) -> [ShelfRate] {
    try await read { db in
      var rates: [String: ShelfRate] = [:]
      try db.forEach(
        """
        SELECT shown.shelf, count(*),
          count(CASE WHEN EXISTS (SELECT 1 FROM detail_view
            WHERE detail_view.viewer = shown.viewer AND detail_view.title = shown.title
            AND detail_view.at >= shown.at AND detail_view.at < shown.at + ?) THEN 1 END),
          count(CASE WHEN EXISTS (SELECT 1 FROM watch_event
            JOIN asset ON asset.id = watch_event.asset
            WHERE watch_event.viewer = shown.viewer AND asset.title = shown.title
            AND watch_event.started_at >= shown.at AND watch_event.started_at < shown.at + ?)
            THEN 1 END)
        FROM impression AS shown WHERE shown.at >= ? AND shown.at < ? GROUP BY shown.shelf
        """, [ShelfRate.span, ShelfRate.span, start, end]
      ) { row in
        let kind = String(row.text(0).prefix { $0 != ":" })
        var rate = rates[kind] ?? ShelfRate(shelf: kind, shown: 0, opened: 0, watched: 0)
        rate.shown += Int(row.integer(1))
        rate.opened += Int(row.integer(2))
        rate.watched += Int(row.integer(3))
        rates[kind] = rate
      }
      return rates.values.sorted { $0.shelf < $1.shelf }
    }
  }
}

extension MonthLock {
  fileprivate static let columns = "SELECT month, run, holder, heartbeat_at FROM pipeline_lock"

  fileprivate init(_ row: any SQLRow) throws {
    self.init(
      month: try row.read(0, of: "pipeline_lock"), run: try row.read(1, of: "pipeline_lock"),
      holder: try row.read(2, of: "pipeline_lock"),
      heartbeatAt: try row.read(3, of: "pipeline_lock"))
  }
}

extension StageRecord {
  fileprivate init(_ row: any SQLRow) throws {
    let table = "pipeline_stage"
    self.init(
      run: try row.read(0, of: table), stage: try row.read(1, of: table),
      month: try row.read(2, of: table), state: try row.read(3, of: table),
      input: try row.read(4, of: table), output: try row.readIfPresent(5, of: table),
      details: try row.read(6, of: table), version: try row.read(7, of: table),
      startedAt: try row.read(8, of: table), endedAt: try row.readIfPresent(9, of: table))
  }
}

extension ModelRecord {
  fileprivate init(_ row: any SQLRow) throws {
    let table = "model_version"
    self.init(
      id: try row.read(0, of: table), month: try row.readIfPresent(1, of: table),
      run: try row.readIfPresent(2, of: table), state: try row.read(3, of: table),
      madeAt: try row.read(4, of: table), promotedAt: try row.readIfPresent(5, of: table),
      replacedAt: try row.readIfPresent(6, of: table), history: try row.read(7, of: table))
  }
}

extension StageRecord.State: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard let name = String(row, column) else { return nil }
    self.init(rawValue: name)
  }
}

extension ModelRecord.State: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard let name = String(row, column) else { return nil }
    self.init(rawValue: name)
  }
}

extension Month: SQLReadable {
  package init?(_ row: any SQLRow, _ column: Int) {
    guard let name = String(row, column) else { return nil }
    self.init(name)
  }
}
