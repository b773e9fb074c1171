package import PickModel

/// What an operator asks of a database: how it stands, who has an account, and all that is stored
/// about one viewer.
package protocol OperatorStore: Sendable {
  /// Counts of what is stored, as it is at an instant.
  func overview(at instant: Instant) async throws(StoreError) -> DatabaseOverview
  /// All accounts by ascending number (9 before 10), with their places signed in at an instant.
  func accountList(at instant: Instant) async throws(StoreError) -> [AccountOverview]
  /// Everything stored about a viewer, table by table; secrets are left out.
  func everything(about viewer: Viewer.ID) async throws(StoreError) -> [ViewerTable]
  /// Removes everything stored about a viewer, the account and what the viewer added to popularity
  /// and to the mean stars of titles included, in one transaction.
  ///
  /// - Returns: rows removed by table, in the order in which they went; tables without any are left out.
  func erase(_ viewer: Viewer.ID) async throws(StoreError) -> [RemovedRows]
}

/// Counts of what a database holds.
package struct DatabaseOverview: Equatable, Sendable {
  /// Titles of the catalogue.
  package var titles = 0
  /// Playable parts of them.
  package var assets = 0
  /// Accounts.
  package var accounts = 0
  /// Accounts that have a password.
  package var accountsWithPassword = 0
  /// Accounts that may not sign in.
  package var disabledAccounts = 0
  /// Places that are signed in.
  package var sessions = 0
  /// Watch events.
  package var events = 0
  /// When the last one began; `nil` without any.
  package var lastEventAt: Instant?

  package init() {}
}

/// An account for a list of them.
package struct AccountOverview: Equatable, Sendable {
  /// The account.
  package let account: Account
  /// Whether it has a password.
  package let hasPassword: Bool
  /// Whether it may not sign in.
  package let isDisabled: Bool
  /// Places that are signed in.
  package let sessions: Int
  /// When one of its places was last seen, ended ones included; `nil` when it never signed in.
  package let lastSeenAt: Instant?

  package init(
    account: Account, hasPassword: Bool, isDisabled: Bool, sessions: Int, lastSeenAt: Instant?
  ) {
    self.account = account
    self.hasPassword = hasPassword
    self.isDisabled = isDisabled
    self.sessions = sessions
    self.lastSeenAt = lastSeenAt
  }
}

/// How many rows of a table were removed.
package struct RemovedRows: Equatable, Sendable {
  /// The table.
  package let table: String
  /// How many.
  package let count: Int

  package init(table: String, count: Int) {
    self.table = table
    self.count = count
  }
}

/// The rows of one table that are about a viewer.
package struct ViewerTable: Equatable, Sendable {
  /// One value of a row.
  package enum Value: Equatable, Sendable {
    case number(Int64)
    case real(Double)
    case text(String)
    case instant(Instant)
  }

  /// What the table is called.
  package let name: String
  /// Each row's values by column; what is null is left out.
  package let rows: [[String: Value]]

  package init(name: String, rows: [[String: Value]]) {
    self.name = name
    self.rows = rows
  }
}

// MARK: - In SQL

extension SQLDatabase {
  /// Counts in one snapshot.
  package func overview(at instant: Instant) async throws(StoreError) -> DatabaseOverview {
    try await snapshot { db in
      func count(_ rows: String, _ values: [any SQLBindable] = []) throws -> Int {
        Int(clamping: try db.integer("SELECT count(*) FROM \(rows)", values) ?? 0)
      }
      var overview = DatabaseOverview()
      overview.titles = try count("title")
      overview.assets = try count("asset")
      overview.accounts = try count("account")
      overview.accountsWithPassword = try count("account WHERE password_hash IS NOT NULL")
      overview.disabledAccounts = try count("account WHERE is_disabled = 1")
      overview.sessions = try count("session WHERE ended_at IS NULL AND ends_at > ?", [instant])
      overview.events = try count("watch_event")
      overview.lastEventAt = try db.integer("SELECT max(started_at) FROM watch_event")
        .map(Instant.init(millisecondsSince1970:))
      return overview
    }
  }

  /// Two passes merged: sessions and accounts.
  package func accountList(at instant: Instant) async throws(StoreError) -> [AccountOverview] {
    try await snapshot { db in
      var seen: [Int64: (live: Int, last: Instant)] = [:]
      try db.forEach("SELECT account, ended_at, ends_at, last_seen_at FROM session") { row in
        let isLive = row.isNull(1) && row.instant(2) > instant
        let before = seen[row.integer(0)]
        seen[row.integer(0)] = (
          (before?.live ?? 0) + (isLive ? 1 : 0),
          max(before?.last ?? row.instant(3), row.instant(3))
        )
      }
      let table = "account"
      let accounts = try db.all(
        "SELECT id, number, viewer, password_hash IS NOT NULL, is_disabled FROM account"
      ) { row in
        let account = Account(
          id: try row.read(0, of: table), number: try row.read(1, of: table),
          viewer: try row.read(2, of: table))
        let places = seen[account.id.rawValue]
        return AccountOverview(
          account: account, hasPassword: row.integer(3) != 0, isDisabled: row.integer(4) != 0,
          sessions: places?.live ?? 0, lastSeenAt: places?.last)
      }
      // Here and not in SQL, so that every database gives the same order.
      return accounts.sorted { CountedOrder.precedes($0.account.number, $1.account.number) }
    }
  }

  /// Every table of the schema that leads to the viewer, in one snapshot.
  package func everything(about viewer: Viewer.ID) async throws(StoreError) -> [ViewerTable] {
    try await snapshot { db in
      var names = OutsideNames(db)
      return try OwnedTable.all(db.dialect).map { table in
        ViewerTable(name: table.name, rows: try table.rows(about: viewer, db, &names))
      }
    }
  }

  /// Popularity and stars first, then the tables in the reverse of the order in which they refer to each other.
  package func erase(_ viewer: Viewer.ID) async throws(StoreError) -> [RemovedRows] {
    try await write { db in
      try db.lock([viewer])
      try PopularityCells.takeOut(viewer, db)
      try TitleNoteRow.takeOutRatings(of: viewer, db)
      return try OwnedTable.all(db.dialect).reversed().compactMap { table in
        let count = try table.erase(viewer, db)
        return count > 0 ? RemovedRows(table: table.name, count: count) : nil
      }
    }
  }
}
