import GRDB
public import PickModel

extension SQLiteDatabase: ChoiceStore {
  /// All four kinds in one snapshot.
  public func choices(of viewer: Viewer.ID) async throws(StoreError) -> Choices {
    try await read { db in
      Choices(
        myList: try Self.chosen(
          "SELECT title FROM my_list WHERE viewer = ? ORDER BY at DESC, title", viewer, db
        ).map { try $0.readIdentifier(0, of: "my_list") },
        thumbs: Dictionary(
          try Self.chosen(
            "SELECT title, is_up FROM thumb WHERE viewer = ?", viewer, db
          ).map { row in
            let isUp = try row.readFlag(1, of: "thumb")
            return (try row.readIdentifier(0, of: "thumb"), isUp ? .up : .down)
          }, uniquingKeysWith: { first, _ in first }),
        hidden: Set(
          try Self.chosen("SELECT title FROM hidden_title WHERE viewer = ?", viewer, db)
            .map { try $0.readIdentifier(0, of: "hidden_title") }),
        forgotten: Dictionary(
          try Self.chosen(
            "SELECT title, at FROM forgotten_title WHERE viewer = ?", viewer, db
          ).map { row in
            let at = try row.readInstant(1, of: "forgotten_title")
            return (try row.readIdentifier(0, of: "forgotten_title"), at)
          }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Adding again keeps the place on the list.
  public func setOnMyList(
    _ isOnList: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant
  ) async throws(StoreError) {
    try await choose(isOnList, in: "my_list", title, viewer, at)
  }

  /// Saying the same again changes nothing.
  public func setHidden(
    _ isHidden: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant
  ) async throws(StoreError) {
    try await choose(isHidden, in: "hidden_title", title, viewer, at)
  }

  /// Saying the same again changes nothing.
  public func setThumb(
    _ thumb: Thumb?, title: Title.ID, viewer: Viewer.ID, at: Instant
  ) async throws(StoreError) {
    guard let thumb else { return try await choose(false, in: "thumb", title, viewer, at) }
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO thumb (viewer, title, is_up, at) VALUES (?1, ?2, ?3, ?4)
          ON CONFLICT (viewer, title) DO UPDATE SET is_up = excluded.is_up, at = excluded.at
          WHERE is_up <> excluded.is_up
          """,
        arguments: [viewer.rawValue, title.rawValue, thumb == .up, at.millisecondsSince1970])
    }
  }

  /// The latest instant stands.
  public func forget(
    title: Title.ID, viewer: Viewer.ID, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO forgotten_title (viewer, title, at) VALUES (?1, ?2, ?3)
          ON CONFLICT (viewer, title) DO UPDATE SET at = excluded.at WHERE at < excluded.at
          """,
        arguments: [viewer.rawValue, title.rawValue, at.millisecondsSince1970])
    }
  }

  /// Running checkpoints count as watch events, ended sessions as sessions.
  public func storedData(of viewer: Viewer.ID) async throws(StoreError) -> MyPage.StoredData {
    try await read { db in
      func count(_ table: String, of owner: String = "viewer = ?1") throws -> Int {
        let sql = "SELECT count(*) FROM \(table) WHERE \(owner)"
        return try Int.fetchOne(db, sql: sql, arguments: [viewer.rawValue]) ?? 0
      }
      let choices = ["my_list", "thumb", "hidden_title", "forgotten_title"]
      let ownAccount = "account IN (SELECT id FROM account WHERE viewer = ?1)"
      return MyPage.StoredData(
        watchEvents: try count("watch_event") + count("checkpoint"),
        detailViews: try count("detail_view"),
        impressions: try count("impression"),
        choices: try choices.reduce(0) { try $0 + count($1) },
        sessions: try count("session", of: ownAccount))
    }
  }
}

extension SQLiteDatabase {
  private static func chosen(
    _ sql: String, _ viewer: Viewer.ID, _ db: Database
  ) throws -> [Row] {
    try Row.fetchAll(db, sql: sql, arguments: [viewer.rawValue])
  }

  /// Makes a choice that is there or not; `table` is one of ours, never an outside text.
  private func choose(
    _ isChosen: Bool, in table: String, _ title: Title.ID, _ viewer: Viewer.ID, _ at: Instant
  ) async throws(StoreError) {
    try await write { db in
      if isChosen {
        try db.execute(
          sql: """
            INSERT INTO \(table) (viewer, title, at) VALUES (?, ?, ?)
            ON CONFLICT (viewer, title) DO NOTHING
            """,
          arguments: [viewer.rawValue, title.rawValue, at.millisecondsSince1970])
      } else {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE viewer = ? AND title = ?",
          arguments: [viewer.rawValue, title.rawValue])
      }
    }
  }
}
