public import PickModel

/// What a viewer chose: my list, thumbs, hidden and forgotten titles, withdrawn history, titles set
/// aside, and how home is arranged.
public protocol ChoiceStore: Sendable {
  /// All choices of one viewer.
  func choices(of viewer: Viewer.ID) async throws(StoreError) -> Choices
  /// Puts a title on the list or takes it off; says nothing when it is already so.
  func setOnMyList(_ isOnList: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant)
    async throws(StoreError)
  /// Sets or withdraws a thumb.
  func setThumb(_ thumb: Thumb?, title: Title.ID, viewer: Viewer.ID, at: Instant)
    async throws(StoreError)
  /// Hides a title from shelves, or shows it again.
  func setHidden(_ isHidden: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant)
    async throws(StoreError)
  /// Forgets a title: events of it that began before `at` no longer count for this viewer, and it
  /// is not recommended until it is watched again.
  func forget(title: Title.ID, viewer: Viewer.ID, at: Instant) async throws(StoreError)
  /// Takes `forget` back: all events of the title count again.
  func unforget(title: Title.ID, viewer: Viewer.ID) async throws(StoreError)
  /// Withdraws the events of a title that began within a time: they no longer count for this viewer.
  /// A `forget` within that time ends, too.
  ///
  /// One time is kept for a title: it grows from the earliest start to the latest end.
  func withdraw(title: Title.ID, viewer: Viewer.ID, _ time: Range<Instant>)
    async throws(StoreError)
  /// Takes a title out of continue watching until it is watched again, or puts it back.
  func setAside(_ isSetAside: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant)
    async throws(StoreError)
  /// Replaces the arrangement of home.
  func arrangeHome(_ arrangement: HomeArrangement, viewer: Viewer.ID) async throws(StoreError)
  /// How many rows are stored about the viewer.
  func storedData(of viewer: Viewer.ID) async throws(StoreError) -> MyPage.StoredData
}

/// All choices of one viewer.
public struct Choices: Equatable, Sendable {
  /// Last added first.
  public var myList: [Title.ID]
  /// What the viewer said of titles.
  public var thumbs: [Title.ID: Thumb]
  /// Titles not to be shown.
  public var hidden: Set<Title.ID>
  /// Titles whose earlier events do not count, and since when.
  public var forgotten: [Title.ID: Instant]
  /// Titles whose events of a time are as if they had never been.
  public var withdrawn: [Title.ID: Range<Instant>]
  /// Titles not to be continued unless they were watched since then.
  public var setAside: [Title.ID: Instant]
  /// How home is arranged.
  public var home: HomeArrangement

  /// Choices as they are stored.
  public init(
    myList: [Title.ID] = [], thumbs: [Title.ID: Thumb] = [:], hidden: Set<Title.ID> = [],
    forgotten: [Title.ID: Instant] = [:], withdrawn: [Title.ID: Range<Instant>] = [:],
    setAside: [Title.ID: Instant] = [:], home: HomeArrangement = .standard
  ) {
    self.myList = myList
    self.thumbs = thumbs
    self.hidden = hidden
    self.forgotten = forgotten
    self.withdrawn = withdrawn
    self.setAside = setAside
    self.home = home
  }
}

// MARK: - In SQL

extension SQLDatabase {
  /// All kinds in one snapshot.
  public func choices(of viewer: Viewer.ID) async throws(StoreError) -> Choices {
    try await snapshot { db in
      var choices = Choices()
      choices.myList = try db.all(
        "SELECT title FROM my_list WHERE viewer = ? ORDER BY at DESC, title", [viewer]
      ) { try $0.read(0, of: "my_list") }
      try db.forEach("SELECT title, is_up FROM thumb WHERE viewer = ?", [viewer]) { row in
        choices.thumbs[try row.read(0, of: "thumb")] =
          try row.read(1, of: "thumb", as: Bool.self) ? .up : .down
      }
      try db.forEach("SELECT title FROM hidden_title WHERE viewer = ?", [viewer]) {
        choices.hidden.insert(try $0.read(0, of: "hidden_title"))
      }
      func instants(_ table: String) throws -> [Title.ID: Instant] {
        var instants: [Title.ID: Instant] = [:]
        try db.forEach("SELECT title, at FROM \(table) WHERE viewer = ?", [viewer]) { row in
          instants[try row.read(0, of: table)] = try row.read(1, of: table, as: Instant.self)
        }
        return instants
      }
      choices.forgotten = try instants("forgotten_title")
      try db.forEach(
        "SELECT title, since, at FROM withdrawn_title WHERE viewer = ?", [viewer]
      ) { row in
        let since = try row.read(1, of: "withdrawn_title", as: Instant.self)
        let end = try row.read(2, of: "withdrawn_title", as: Instant.self)
        choices.withdrawn[try row.read(0, of: "withdrawn_title")] = min(since, end)..<end
      }
      choices.setAside = try instants("set_aside_title")
      choices.home = try HomeShelfRow.arrangement(of: viewer, db)
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
      let isUp = db.dialect.proposed("is_up")
      let updating = db.dialect.updatingStored(
        in: "thumb", key: ["viewer", "title"],
        [
          (
            "at",
            "CASE WHEN thumb.is_up <> \(isUp) THEN \(db.dialect.proposed("at")) ELSE thumb.at END"
          ),
          ("is_up", isUp),
        ])
      try db.run(
        "INSERT INTO thumb (viewer, title, is_up, at) VALUES (?, ?, ?, ?) \(updating)",
        [viewer, title, thumb == .up, at])
    }
  }

  /// The latest instant stands.
  public func forget(
    title: Title.ID, viewer: Viewer.ID, at: Instant
  ) async throws(StoreError) {
    try await write { try note(at, in: "forgotten_title", title, viewer, $0) }
  }

  /// What was forgotten before an earlier `forget` counts again, too.
  public func unforget(title: Title.ID, viewer: Viewer.ID) async throws(StoreError) {
    try await write { try take(title, viewer, from: "forgotten_title", $0) }
  }

  /// The earliest start and the latest end stand.
  public func withdraw(
    title: Title.ID, viewer: Viewer.ID, _ time: Range<Instant>
  ) async throws(StoreError) {
    try await write { db in
      let dialect = db.dialect
      let since = dialect.least("withdrawn_title.since", dialect.proposed("since"))
      let end = dialect.greatest("withdrawn_title.at", dialect.proposed("at"))
      let updating = dialect.updatingStored(
        in: "withdrawn_title", key: ["viewer", "title"], [("since", since), ("at", end)])
      try db.run(
        "INSERT INTO withdrawn_title (viewer, title, since, at) VALUES (?, ?, ?, ?) \(updating)",
        [viewer, title, time.lowerBound, time.upperBound])
      try db.run(
        "DELETE FROM forgotten_title WHERE viewer = ? AND title = ? AND at >= ?",
        [viewer, title, time.lowerBound])
    }
  }

  /// The latest instant stands.
  public func setAside(
    _ isSetAside: Bool, title: Title.ID, viewer: Viewer.ID, at: Instant
  ) async throws(StoreError) {
    try await write { db in
      guard isSetAside else { return try take(title, viewer, from: "set_aside_title", db) }
      try note(at, in: "set_aside_title", title, viewer, db)
    }
  }

  /// The product's own arrangement is no rows.
  public func arrangeHome(
    _ arrangement: HomeArrangement, viewer: Viewer.ID
  ) async throws(StoreError) {
    try await write { try HomeShelfRow.replace(arrangement, of: viewer, $0) }
  }

  /// Running checkpoints count as watch events, ended sessions as sessions.
  public func storedData(of viewer: Viewer.ID) async throws(StoreError) -> MyPage.StoredData {
    try await snapshot { db in
      func count(_ table: String, of owner: String = "viewer = ?") throws -> Int {
        Int(try db.integer("SELECT count(*) FROM \(table) WHERE \(owner)", [viewer]) ?? 0)
      }
      let choices = [
        "my_list", "thumb", "hidden_title", "forgotten_title", "withdrawn_title",
        "set_aside_title", HomeShelfRow.table,
      ]
      let ownAccount = "account IN (SELECT id FROM account WHERE viewer = ?)"
      return MyPage.StoredData(
        watchEvents: try count("watch_event") + count("checkpoint"),
        detailViews: try count("detail_view"),
        impressions: try count("impression"),
        choices: try choices.reduce(0) { try $0 + count($1) },
        sessions: try count("session", of: ownAccount))
    }
  }

  /// Notes the latest instant of a choice; `table` is one of ours, never an outside text.
  private func note(
    _ at: Instant, in table: String, _ title: Title.ID, _ viewer: Viewer.ID, _ db: any SQLConnection
  ) throws {
    let latest = db.dialect.greatest("\(table).at", db.dialect.proposed("at"))
    let updating = db.dialect.updatingStored(
      in: table, key: ["viewer", "title"], [("at", latest)])
    try db.run(
      "INSERT INTO \(table) (viewer, title, at) VALUES (?, ?, ?) \(updating)",
      [viewer, title, at])
  }

  private func take(
    _ title: Title.ID, _ viewer: Viewer.ID, from table: String, _ db: any SQLConnection
  ) throws {
    try db.run("DELETE FROM \(table) WHERE viewer = ? AND title = ?", [viewer, title])
  }

  /// Makes a choice that is there or not; `table` is one of ours, never an outside text.
  private func choose(
    _ isChosen: Bool, in table: String, _ title: Title.ID, _ viewer: Viewer.ID, _ at: Instant
  ) async throws(StoreError) {
    try await write { db in
      guard isChosen else { return try take(title, viewer, from: table, db) }
      let keeping = db.dialect.keepingStored(in: table, key: ["viewer", "title"])
      try db.run(
        "INSERT INTO \(table) (viewer, title, at) VALUES (?, ?, ?) \(keeping)",
        [viewer, title, at])
    }
  }
}
