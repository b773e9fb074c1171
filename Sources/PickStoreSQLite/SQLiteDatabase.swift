import GRDB
public import PickModel
public import PickStore

/// Every store in a file of SQLite; work on the file as a whole is in `DatabaseAdmin`.
public struct SQLiteDatabase: Sendable {
  /// Who issues the sessions kept in this database.
  public let id: DatabaseID
  /// Where the file is; `nil` in memory.
  public let path: String?
  let connections: Connections
  private let commits: GroupCommit

  /// Opens a database file, and brings its schema up to date after a copy of it was made.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - mode: whether it may be made.
  ///   - readers: how many connections read side by side; a server has more than one.
  /// - Returns: the open database.
  /// - Throws: `cannotOpen` when there is no file, `foreignDatabase`, `newerSchema`, `corrupt`.
  public static func open(
    path: String, mode: DatabaseMode, readers: Int = 1
  ) throws(StoreError) -> SQLiteDatabase {
    do {
      return try openFile(path, mode, readers: readers)
    } catch {
      throw StoreError(error)
    }
  }

  /// Opens a database file that is there and is not written to.
  ///
  /// - Throws: as `open(path:mode:)`; `readOnly` for the file of an older program.
  public static func open(readOnly path: String) throws(StoreError) -> SQLiteDatabase {
    do {
      return try openFile(path, .existing, mayWrite: false)
    } catch {
      throw StoreError(error)
    }
  }

  /// Opens a copy that was made to be changed: no further copy is made before it is brought up to
  /// date.
  static func open(copy path: String) throws(StoreError) -> SQLiteDatabase {
    do {
      return try openFile(path, .existing, keepsCopy: false)
    } catch {
      throw StoreError(error)
    }
  }

  /// A new database in memory, for tests.
  public static func inMemory(id: DatabaseID = .random()) throws(StoreError) -> SQLiteDatabase {
    do {
      let connections = try Connections.inMemory()
      try DatabaseSchema(naming: id).migrate(connections.writer)
      return try SQLiteDatabase(path: nil, connections: connections)
    } catch {
      throw StoreError(error)
    }
  }

  /// Lets go of the file; whatever is asked afterwards fails.
  public func close() throws(StoreError) {
    do {
      try connections.close()
    } catch {
      throw StoreError(error)
    }
  }

  init(path: String?, connections: Connections) throws {
    self.path = path
    self.connections = connections
    commits = GroupCommit(connections)
    id = try connections.reader.read { db in
      guard let name = try String.fetchOne(db, sql: "SELECT database_id FROM meta") else {
        throw StoreError.corrupt(reason: "the database has no name")
      }
      return DatabaseID(name)
    }
  }

  private static func openFile(
    _ path: String, _ mode: DatabaseMode, readers: Int = 1, mayWrite: Bool = true,
    keepsCopy: Bool = true
  ) throws -> SQLiteDatabase {
    let file = DatabaseFile(path: path)
    let schema: DatabaseSchema
    switch mode {
    case .createIfMissing(let id):
      try file.createIfMissing()
      schema = DatabaseSchema(naming: id)
    case .existing:
      guard file.exists else { throw StoreError.cannotOpen(reason: "there is no \(path)") }
      schema = DatabaseSchema(naming: .random())
    }
    let connections =
      mayWrite
      ? try Connections.open(file: path, readerCount: readers)
      : try Connections.open(readOnly: path)
    do {
      try bringUpToDate(connections, schema, mayWrite: mayWrite, copy: keepsCopy ? path : nil)
      return try SQLiteDatabase(path: path, connections: connections)
    } catch {
      try? connections.close()
      throw error
    }
  }

  private static func bringUpToDate(
    _ connections: Connections, _ schema: DatabaseSchema, mayWrite: Bool, copy path: String?
  ) throws {
    let pending = try connections.reader.read { try schema.pending($0) }
    guard let next = pending.first else { return }
    guard mayWrite else { throw StoreError.readOnly }
    if let path, pending.count < schema.migrations.count {
      // Another program may have taken the steps since: what it copied is what was before.
      try DatabaseCopy.write(connections.reader, to: "\(path).before-\(next.name)") {
        try schema.pending($0).first?.name == next.name
      }
    }
    try schema.migrate(connections.writer)
  }
}

extension SQLiteDatabase: SQLDatabase {
  package var isShared: Bool { false }

  /// On the calling thread where the one reader has nothing else to do.
  package func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer { try await ask(mayStay: true, body) }

  /// Every question has a snapshot; several together take long enough for a thread of their own.
  package func snapshot<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer { try await ask(mayStay: false, body) }

  private func ask<Answer: Sendable>(
    mayStay: Bool, _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    do {
      return try await connections.readers.read(mayStay: mayStay) { db in
        try connections.transaction(.deferred, db) { try body(SQLiteConnection($0)) }
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// Writes that wait at the same time share one transaction (`GroupCommit`).
  package func write<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    do {
      return try await commits.write { try body(SQLiteConnection($0)) }
    } catch {
      throw StoreError(error)
    }
  }

  /// On the calling thread; the first connection that reads is busy meanwhile.
  package func readAll(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Void
  ) async throws { try readNow { try body(SQLiteConnection($0)) } }

  /// On the calling thread; the log is folded in afterwards.
  package func writeAll<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer {
    let answer = try writeNow { try body(SQLiteConnection($0)) }
    try foldLog()
    return answer
  }

  /// Whether facts of a demo world are stored.
  public func isDemo() async throws(StoreError) -> Bool { try await demo() != nil }
}

extension SQLiteDatabase {
  /// Reads on the calling thread; errors of `body` itself are handed through.
  func readNow<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
    do {
      return try connections.reader.writeWithoutTransaction { db in
        try connections.transaction(.deferred, db, body)
      }
    } catch let failure as DatabaseError {
      throw StoreError(failure)
    }
  }

  /// Writes on the calling thread.
  func writeNow<Answer>(_ body: (Database) throws -> Answer) throws(StoreError) -> Answer {
    do {
      return try connections.writer.writeWithoutTransaction { db in
        try connections.transaction(.immediate, db, body)
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// Moves what a large write left in the log into the file, as far as readers let it.
  private func foldLog() throws(StoreError) {
    guard path != nil else { return }
    do {
      try connections.writer.inDatabase { db in
        _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
      }
    } catch {
      throw StoreError(error)
    }
  }
}

/// What a demo world was made from; the same facts make the same world.
public struct DemoFacts: Equatable, Sendable {
  /// Where its randomness started.
  public let seed: UInt64
  /// The first instant after its behaviour.
  public let until: Instant

  /// Facts of a demo world.
  public init(seed: UInt64, until: Instant) {
    self.seed = seed
    self.until = until
  }
}

extension SQLiteDatabase {
  /// What the demo world in this database was made from; `nil` when it holds real data.
  public func demo() async throws(StoreError) -> DemoFacts? {
    try await read { db in
      let facts = try db.first("SELECT demo_seed, demo_until FROM meta") { row -> DemoFacts? in
        guard let seed = try row.readIfPresent(0, of: "meta", as: Int64.self),
          let until = try row.readIfPresent(1, of: "meta", as: Instant.self)
        else { return nil }
        return DemoFacts(seed: UInt64(bitPattern: seed), until: until)
      }
      return facts ?? nil
    }
  }

  /// Declares this database a demo world, for good.
  ///
  /// - Parameter facts: what it is made from.
  /// - Throws: `constraint` when it has titles already and is no demo.
  public func setDemo(_ facts: DemoFacts) async throws(StoreError) {
    try await write { db in
      let changes = try db.run(
        """
        UPDATE meta SET demo_seed = ?, demo_until = ?
        WHERE demo_seed IS NOT NULL OR NOT EXISTS (SELECT 1 FROM title)
        """, [Int64(bitPattern: facts.seed), facts.until])
      guard changes == 1 else { throw StoreError.constraint(table: "meta") }
    }
  }
}
