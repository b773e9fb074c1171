/// One step from an older schema to a newer one, never edited once it is released.
package struct SchemaMigration: Sendable {
  /// Sorts after the names of all earlier steps.
  package let name: String
  /// Tables that the step makes.
  package let tables: [SQLTable]
  /// Columns that tables of earlier steps gain.
  package let columns: [(table: String, column: SQLColumn)]
  /// Columns that tables of earlier steps lose; nothing reads them.
  package let dropped: [(table: String, column: String)]
  /// What is to be done in one transaction once the tables are there; harmless when repeated.
  package let finish: (@Sendable (any SQLConnection) throws -> Void)?

  private init(
    _ name: String, _ tables: [SQLTable], columns: [(table: String, column: SQLColumn)] = [],
    dropped: [(table: String, column: String)] = [],
    finish: (@Sendable (any SQLConnection) throws -> Void)? = nil
  ) {
    self.name = name
    self.tables = tables
    self.columns = columns
    self.dropped = dropped
    self.finish = finish
  }

  /// All steps in their order; a database that has no name yet gets `id`, if there is one.
  package static func all(
    _ dialect: any SQLDialect, naming id: DatabaseID?
  ) -> [SchemaMigration] {
    [
      SchemaMigration("001-catalog", catalog(dialect)) { db in
        guard let id else { return }
        let keeping = db.dialect.keepingStored(in: "meta", key: ["id"])
        try db.run(
          "INSERT INTO meta (id, database_id, catalog_version) VALUES (1, ?, 0) \(keeping)",
          [id.rawValue])
      },
      SchemaMigration("002-accounts", accounts(dialect)),
      SchemaMigration("003-watching", watching),
      SchemaMigration("004-choices", choices),
      SchemaMigration("005-server", [deviceSignIns], columns: serverColumns),
      // Popularity counts people since then: everything stored before is counted anew.
      SchemaMigration("006-shares", [shares]) { db in
        try db.run("DELETE FROM popularity")
        try db.run("DELETE FROM popularity_share")
        try EventWriter.countAll(db)
      },
      SchemaMigration("007-last-event", [], dropped: columnsOf007(dialect)),
      SchemaMigration("008-ledger", ledger),
      SchemaMigration("009-set-aside", [choice("set_aside_title")]),
      SchemaMigration("010-notes", [notes]),
      SchemaMigration("011-shelves", [homeShelves]),
      SchemaMigration("012-withdrawn", [choice("withdrawn_title", [.number("since")])]),
      SchemaMigration("013-title-copy", dialect.keepsTitleCopy ? [TitleCopy.table] : []) {
        try TitleCopy.begin($0)
      },
    ]
  }

  /// The steps that are missing where those of `applied` were taken.
  ///
  /// - Throws: `newerSchema` when one was taken that is not among `steps`.
  package static func pending(
    _ steps: [SchemaMigration], applied: Set<String>
  ) throws(StoreError) -> [SchemaMigration] {
    let known = Set(steps.map(\.name))
    if let found = applied.filter({ !known.contains($0) }).max() {
      throw .newerSchema(found: found, known: steps.last?.name ?? "")
    }
    return steps.filter { !applied.contains($0.name) }
  }
}

// MARK: - 001

// Codes of small enumerations are in TitleRow.swift and WatchEventRow.swift; instants are milliseconds since 1970. Names are
// at most 3,000 bytes on servers, which is what an index of every server can hold.
extension SchemaMigration {
  /// Facts about the database itself, and everything that may be offered.
  ///
  /// Titles with the same genres share one list, so that reading all titles reads no further row a
  /// title.
  private static func catalog(_ dialect: any SQLDialect) -> [SQLTable] {
    [
      meta(dialect),
      SQLTable(
        "genre",
        [
          .number("id"), SQLColumn("name", .name(bytes: 3000)).unique("genre_name"),
          SQLColumn("english", .text).optional,
        ]),
      SQLTable(
        "genre_list",
        [
          .number("id"), SQLColumn("members", .name(bytes: 3000)).unique("genre_list_members"),
        ]),
      SQLTable(
        "genre_list_member", key: ["list", "position"],
        [
          .reference("list", to: "genre_list", named: "member_list"), position,
          .reference("genre", to: "genre", named: "member_genre"),
        ]),
      SQLTable(
        "title",
        [
          .id, SQLColumn("name", .name(bytes: 3000)), SQLColumn("english", .text).optional,
          SQLColumn("kind", .integer(bytes: 1), check: "kind IN (0, 1)"),
          SQLColumn("category", .integer(bytes: 1), check: "category BETWEEN 0 AND 4").optional,
          .reference("genre_list", to: "genre_list", named: "title_genres"),
          SQLColumn("year", .integer(bytes: 4)).optional,
          SQLColumn("age_rating", .integer(bytes: 1), check: "age_rating IN (0, 7, 12, 15, 19)")
            .optional,
          .number("available_from").optional, .number("available_until").optional,
          .number("added_at"),
        ]),
      SQLTable(
        "title_text", key: ["title"],
        [
          .reference("title", to: "title", named: "text_title"),
          SQLColumn("imported_key", .name(bytes: 3000)), SQLColumn("synopsis", .longText),
          SQLColumn("synopsis_english", .longText).optional,
        ], indexes: [SQLIndex("title_text_by_key", ["imported_key"], prefix: 255)]),
      SQLTable(
        "title_cast", key: ["title", "position"],
        [
          .reference("title", to: "title", named: "cast_title"), position,
          SQLColumn("name", .text),
        ]),
      SQLTable(
        "asset",
        [
          .id, .reference("title", to: "title", named: "asset_title"),
          SQLColumn("season", .integer(bytes: 4), check: "season >= 1").optional,
          SQLColumn("number", .integer(bytes: 4), check: "number >= 0").optional,
          SQLColumn("name", .name(bytes: 3000)),
          .number("running_seconds", check: "running_seconds > 0").optional,
          .number("added_at"),
        ],
        indexes: [
          SQLIndex("asset_by_title", ["title", "season", "number"]), byArrival(dialect),
        ], checks: [("asset_episode", "(season IS NULL) = (number IS NULL)")]),
      SQLTable(
        "asset_name", key: ["name"],
        [
          SQLColumn("name", .name(bytes: 3000)),
          .reference("asset", to: "asset", named: "name_asset"),
        ], indexes: [SQLIndex("asset_name_by_asset", ["asset"])]),
    ]
  }

  private static let position = SQLColumn(
    "position", .integer(bytes: 4), check: "position >= 0")

  private static func meta(_ dialect: any SQLDialect) -> SQLTable {
    let facts = [
      SQLColumn("id", .integer(bytes: 1), check: "id = 1"),
      SQLColumn("database_id", .name(bytes: 64)), .number("catalog_version"),
    ]
    guard dialect.keepsDemoWorlds else { return SQLTable("meta", facts) }
    let demo = [SQLColumn.number("demo_seed").optional, SQLColumn.number("demo_until").optional]
    return SQLTable(
      "meta", facts + lastEventStart(dialect, of: "meta") + demo,
      checks: [("meta_demo", "(demo_seed IS NULL) = (demo_until IS NULL)")])
  }

  /// A column that step 007 takes away again.
  private static func lastEventStart(
    _ dialect: any SQLDialect, of table: String
  ) -> [SQLColumn] {
    guard dialect.tableOfLastEventStart == table else { return [] }
    return [.number("last_event_start").optional]
  }

  private static func columnsOf007(
    _ dialect: any SQLDialect
  ) -> [(table: String, column: String)] {
    dialect.tableOfLastEventStart.map { [(table: $0, column: "last_event_start")] } ?? []
  }

  private static func byArrival(_ dialect: any SQLDialect) -> SQLIndex {
    dialect.hasPartialIndexes
      ? SQLIndex("episode_by_arrival", ["added_at"], condition: "number IS NOT NULL")
      : SQLIndex("asset_by_arrival", ["added_at"])
  }
}

// MARK: - 002

extension SchemaMigration {
  /// Who may sign in, and who is signed in where.
  private static func accounts(_ dialect: any SQLDialect) -> [SQLTable] {
    let lastEvent = lastEventStart(dialect, of: "viewer")
    return [
      SQLTable(
        "viewer", [.id] + lastEvent,
        indexes: lastEvent.map { SQLIndex("viewer_by_last_event", [$0.name]) }),
      SQLTable(
        "account",
        [
          .id, SQLColumn("number", .name(bytes: 1000)).unique("account_number"),
          .reference("viewer", to: "viewer", named: "account_of_viewer").unique("account_viewer"),
          SQLColumn("password_hash", .name(bytes: 1000)).optional,
          SQLColumn("is_disabled", .integer(bytes: 1), check: "is_disabled IN (0, 1)")
            .initially("0"),
        ]),
      SQLTable(
        "failed_sign_in", key: ["number"],
        [
          SQLColumn("number", .name(bytes: 1000)), .number("count", check: "count > 0"),
          .number("last_at"),
        ], serverIndexes: [SQLIndex("failed_sign_in_by_age", ["last_at"])]),
      SQLTable(
        "session",
        [
          SQLColumn("id", .name(bytes: 64)),
          .reference("account", to: "account", named: "session_account"),
          .reference("viewer", to: "viewer", named: "session_viewer"),
          SQLColumn("device_name", .text), .number("signed_in_at"), .number("last_seen_at"),
          .number("ends_at"),
          SQLColumn("end_reason", .name(bytes: 32)).optional.checkedInFiles(
            "end_reason IN ('signedOut', 'reused', 'passwordChanged', 'disabled', 'restored')"),
          .number("ended_at").optional,
        ], indexes: [SQLIndex("session_by_account", ["account"])],
        serverIndexes: [SQLIndex("session_by_viewer", ["viewer"])],
        checks: [("session_ending", "(end_reason IS NULL) = (ended_at IS NULL)")]),
      refreshTokens(dialect),
    ]
  }

  /// A token has at most one child: that, and one conditional update, is what makes a rotation have one
  /// winner.
  ///
  /// The parent is no reference on servers: InnoDB follows no cascade deeper than 15 rows, and a session
  /// has more tokens than that.
  private static func refreshTokens(_ dialect: any SQLDialect) -> SQLTable {
    let parent = SQLColumn("parent", .hash).optional.unique("refresh_token_parent")
    return SQLTable(
      "refresh_token", key: ["hash"],
      [
        SQLColumn("hash", .hash).checkedInFiles("length(hash) = 32"),
        SQLColumn("session", .name(bytes: 64)).referring(
          to: "session", "id", named: "token_session", cascades: true),
        dialect.referencesTokenParents
          ? parent.referring(to: "refresh_token", "hash", named: "token_parent", cascades: true)
          : parent,
        .number("expires_at"), .number("replaced_at").optional,
      ], indexes: [SQLIndex("refresh_token_by_session", ["session"])])
  }
}

// MARK: - 003 to 007, 009

extension SchemaMigration {
  /// What viewers did, and the popularity it adds up to.
  ///
  /// A fact is stored under its viewer and its identity. Identities begin with the fact's time, so one
  /// tree serves "recorded once", "what did this viewer watch" and "everything, viewer by viewer", and
  /// a sorted import only ever appends to it.
  private static var watching: [SQLTable] {
    [
      SQLTable(
        "watch_event", key: WatchEventRow.key, watched("event"),
        serverIndexes: [SQLIndex("watch_event_by_asset", ["asset"])]),
      SQLTable(
        "checkpoint", key: WatchEventRow.key, watched("checkpoint") + [.number("taken_at")],
        serverIndexes: [SQLIndex("checkpoint_by_asset", ["asset"])]),
      SQLTable(
        "detail_view", key: WatchEventRow.key,
        identity("view") + [
          .reference("title", to: "title", named: "view_title"), .number("at"),
        ], serverIndexes: [SQLIndex("detail_view_by_title", ["title"])]),
      SQLTable(
        "impression", key: WatchEventRow.key,
        identity("impression") + [
          SQLColumn("shelf", .text), .reference("title", to: "title", named: "impression_title"),
          position, .number("at"),
        ], serverIndexes: [SQLIndex("impression_by_title", ["title"])]),
      SQLTable(
        "popularity", key: ["slot", "title"],
        [
          SQLColumn("slot", .integer(bytes: 1), check: "slot BETWEEN 0 AND 27"),
          .reference("title", to: "title", named: "popularity_title"),
          SQLColumn("weight", .real),
        ], indexes: [SQLIndex("popularity_by_weight", ["slot", "weight DESC", "title"])],
        serverIndexes: [SQLIndex("popularity_by_title", ["title"])]),
    ]
  }

  private static func identity(_ fact: String) -> [SQLColumn] {
    [
      .reference("viewer", to: "viewer", named: "\(fact)_viewer"), .number("id_high"),
      .number("id_low"),
    ]
  }

  private static func watched(_ fact: String) -> [SQLColumn] {
    identity(fact) + [
      .reference("asset", to: "asset", named: "\(fact)_asset"), .number("started_at"),
      .number("watched_seconds", check: "watched_seconds >= 0"),
      .number("end_position", check: "end_position >= 0").optional,
      SQLColumn("stated_preference", .real, check: "stated_preference BETWEEN 0 AND 1").optional,
      SQLColumn("source", .integer(bytes: 1), check: "source BETWEEN 0 AND 3"),
    ]
  }

  /// What viewers chose.
  private static var choices: [SQLTable] {
    let isUp = SQLColumn("is_up", .integer(bytes: 1), check: "is_up IN (0, 1)")
    return [("my_list", []), ("thumb", [isUp]), ("hidden_title", []), ("forgotten_title", [])]
      .map(choice)
  }

  /// What a viewer said of titles, and when.
  private static func choice(_ table: String, _ further: [SQLColumn] = []) -> SQLTable {
    SQLTable(
      table, key: ["viewer", "title"],
      [
        .reference("viewer", to: "viewer", named: "\(table)_viewer"),
        .reference("title", to: "title", named: "\(table)_title"),
      ] + further + [.number("at")],
      serverIndexes: [SQLIndex("\(table)_by_title", ["title"])])
  }

  /// What many terminals before one server need.
  private static var serverColumns: [(table: String, column: SQLColumn)] {
    [
      ("account", .number("token_epoch", check: "token_epoch >= 0").initially("0")),
      ("impression", SQLColumn("page", .text).optional),
    ]
  }

  /// `name` and `proof` are the halves of what a person types (docs/decisions/device-sign-in.md).
  private static var deviceSignIns: SQLTable {
    SQLTable(
      "device_sign_in", key: ["device_code"],
      [
        SQLColumn("device_code", .hash).checkedInFiles("length(device_code) = 32"),
        SQLColumn("name", .name(bytes: 64)).unique("device_sign_in_name"),
        SQLColumn("proof", .hash).checkedInFiles("length(proof) = 32"),
        SQLColumn("device_name", .text), SQLColumn("place", .text), .number("begun_at"),
        .number("expires_at"), .number("interval_seconds", check: "interval_seconds > 0"),
        .number("next_poll_at"), .number("wrong_guesses").initially("0"),
        SQLColumn(
          "state", .name(bytes: 16), check: "state IN ('pending', 'approved', 'denied', 'used')"
        ).initially("'pending'"),
        .reference("viewer", to: "viewer", named: "device_sign_in_viewer").optional,
        .number("epoch").optional,
      ], indexes: [SQLIndex("device_sign_in_by_expiry", ["expires_at"])],
      checks: [
        (
          "device_sign_in_approval",
          "state NOT IN ('approved', 'used') OR (viewer IS NOT NULL AND epoch IS NOT NULL)"
        )
      ])
  }

  /// What a viewer adds to a title on a day, so that more events of the same day add no more.
  private static var shares: SQLTable {
    SQLTable(
      "popularity_share", key: ["viewer", "title", "day"],
      [
        .reference("viewer", to: "viewer", named: "share_viewer"),
        .reference("title", to: "title", named: "share_title"), .number("day"),
        SQLColumn("weight", .real, check: "weight > 0"), .number("started_at"),
      ], serverIndexes: [SQLIndex("popularity_share_by_title", ["title"])])
  }
}
