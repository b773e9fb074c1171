public import PickCore
public import PickModel

extension MySQLDatabase: ChoiceStore {
  /// All four kinds in one snapshot.
  public func choices(of viewer: Viewer.ID) async throws(StoreError) -> Choices {
    try await snapshot { db in
      var choices = Choices()
      let list = try db.query(
        "SELECT title FROM my_list WHERE viewer = ? ORDER BY at DESC, title", [viewer])
      while try list.step() { choices.myList.append(Title.ID(list.integer(0))) }
      let thumbs = try db.query("SELECT title, is_up FROM thumb WHERE viewer = ?", [viewer])
      while try thumbs.step() {
        choices.thumbs[Title.ID(thumbs.integer(0))] = thumbs.integer(1) != 0 ? .up : .down
      }
      let hidden = try db.query("SELECT title FROM hidden_title WHERE viewer = ?", [viewer])
      while try hidden.step() { choices.hidden.insert(Title.ID(hidden.integer(0))) }
      let forgotten = try db.query(
        "SELECT title, at FROM forgotten_title WHERE viewer = ?", [viewer])
      while try forgotten.step() {
        choices.forgotten[Title.ID(forgotten.integer(0))] = forgotten.instant(1)
      }
      return choices
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
      // The instant first: servers differ in whether a later assignment sees an earlier one.
      try db.run(
        """
        INSERT INTO thumb (viewer, title, is_up, at) VALUES (?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE at = IF(is_up <> VALUES(is_up), VALUES(at), at),
          is_up = VALUES(is_up)
        """, [viewer, title, thumb == .up, at])
    }
  }

  /// The latest instant stands.
  public func forget(
    title: Title.ID, viewer: Viewer.ID, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      try db.run(
        """
        INSERT INTO forgotten_title (viewer, title, at) VALUES (?, ?, ?)
        ON DUPLICATE KEY UPDATE at = GREATEST(at, VALUES(at))
        """, [viewer, title, at])
    }
  }

  /// Running checkpoints count as watch events, ended sessions as sessions.
  public func storedData(of viewer: Viewer.ID) async throws(StoreError) -> MyPage.StoredData {
    try await snapshot { db in
      func count(_ table: String, of owner: String = "viewer = ?") throws -> Int {
        Int(try db.integer("SELECT count(*) FROM \(table) WHERE \(owner)", [viewer]) ?? 0)
      }
      let choices = ["my_list", "thumb", "hidden_title", "forgotten_title"]
      let ownAccount = "account IN (SELECT id FROM account WHERE viewer = ?)"
      return MyPage.StoredData(
        watchEvents: try count("watch_event") + count("checkpoint"),
        detailViews: try count("detail_view"),
        impressions: try count("impression"),
        choices: try choices.reduce(0) { try $0 + count($1) },
        sessions: try count("session", of: ownAccount))
    }
  }
}

extension MySQLDatabase {
  /// Makes a choice that is there or not; `table` is one of ours, never an outside text.
  private func choose(
    _ isChosen: Bool, in table: String, _ title: Title.ID, _ viewer: Viewer.ID, _ at: Instant
  ) async throws(StoreError) {
    try await write { db in
      if isChosen {
        try db.run(
          """
          INSERT INTO \(table) (viewer, title, at) VALUES (?, ?, ?)
          ON DUPLICATE KEY UPDATE viewer = \(table).viewer
          """, [viewer, title, at])
      } else {
        try db.run("DELETE FROM \(table) WHERE viewer = ? AND title = ?", [viewer, title])
      }
    }
  }
}
