import GRDB
import PickStore
import Synchronization

/// The one connection that writes and those that read beside it.
///
/// Not GRDB's `DatabasePool`: that one writes to the file each time it is opened (to make sure of a
/// log file), which costs a program that only wants to paint its first shelf a disk flush.
final class Connections: Sendable {
  let writer: DatabaseQueue
  /// The first of the connections that read.
  let reader: DatabaseQueue
  let readers: ReaderPool
  private let isClosed = Atomic(false)

  private init(writer: DatabaseQueue, readers: [DatabaseQueue]) {
    self.writer = writer
    reader = readers[0]
    self.readers = ReaderPool(readers)
  }

  /// How long a connection waits for another process to let go of a lock, in seconds.
  static let busyTimeout = 5.0

  /// The connections of a file: one that writes, and `readerCount` that read.
  static func open(file path: String, readerCount: Int = 1) throws -> Connections {
    let writer = try DatabaseQueue(path: path, configuration: writing(path))
    let readers = try (0..<max(1, readerCount)).map { _ in
      try DatabaseQueue(path: path, configuration: reading())
    }
    return Connections(writer: writer, readers: readers)
  }

  /// A file that is only read: both are the same connection.
  static func open(readOnly path: String) throws -> Connections {
    let reader = try DatabaseQueue(path: path, configuration: reading())
    return Connections(writer: reader, readers: [reader])
  }

  /// A database that lives and dies with its connection: both are the same one.
  static func inMemory() throws -> Connections {
    var configuration = common()
    configuration.prepareDatabase { try ApplicationMark.claim($0) }
    let queue = try DatabaseQueue(configuration: configuration)
    return Connections(writer: queue, readers: [queue])
  }

  /// Closes all, for good.
  ///
  /// What is asked later is refused: it meets the mark on the connection's own queue,
  /// before it would touch a connection that is gone.
  func close() throws {
    guard !isClosed.exchange(true, ordering: .sequentiallyConsistent) else { return }
    try readers.close()
    try writer.close()
  }

  /// Runs `body` in a transaction of its own, on the queue of `db`.
  func transaction<Answer>(
    _ kind: Database.TransactionKind, _ db: Database, _ body: (Database) throws -> Answer
  ) throws -> Answer {
    guard !isClosed.load(ordering: .sequentiallyConsistent) else {
      throw StoreError.cannotOpen(reason: "the database was closed")
    }
    try db.beginTransaction(kind)
    do {
      let answer = try body(db)
      try db.commit()
      return answer
    } catch {
      // SQLite may have rolled back by itself; what went wrong first is what is told.
      if db.isInsideTransaction { try? db.rollback() }
      throw error
    }
  }

  // Foreign keys are on by GRDB's default.
  private static func common() -> Configuration {
    var configuration = Configuration()
    configuration.label = "pick"
    configuration.busyMode = .timeout(busyTimeout)
    return configuration
  }

  private static func writing(_ path: String) -> Configuration {
    var configuration = common()
    configuration.prepareDatabase { db in
      try ApplicationMark.claim(db)
      let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
      guard mode == "wal" else { throw StoreError.cannotOpen(reason: "no write-ahead log") }
      // An acknowledged event outlives a power cut, not only a killed process: set-top boxes are
      // unplugged. One flush a commit; commits are rare (docs/decisions/store.md).
      try db.execute(
        sql: """
          PRAGMA synchronous = FULL;
          PRAGMA journal_size_limit = 16777216;
          """)
    }
    return configuration
  }

  /// A connection that cannot write, on a database of ours.
  static func reading() -> Configuration {
    var configuration = common()
    configuration.readonly = true
    configuration.prepareDatabase { try ApplicationMark.check($0) }
    return configuration
  }
}

/// The connections that read, side by side: a question goes to the one that has least to do.
///
/// A viewer's program has one; a server has several, so that its requests do not wait for each
/// other. Each has a queue of its own, so a server's questions hold no thread of the cooperative pool.
/// The one reader of a program answers a short question on the asking thread while it has nothing else
/// to do: waking another thread and being woken by it takes longer than finding a row.
final class ReaderPool: Sendable {
  private let readers: [DatabaseQueue]
  private let loads: Mutex<[Int]>

  init(_ readers: [DatabaseQueue]) {
    precondition(!readers.isEmpty)
    self.readers = readers
    loads = Mutex([Int](repeating: 0, count: readers.count))
  }

  /// Runs `body` on the connection that has least to do; it may stay on the calling thread where it is
  /// short.
  func read<Answer: Sendable>(
    mayStay: Bool, _ body: @escaping @Sendable (Database) throws -> Answer
  ) async throws -> Answer {
    let (chosen, isIdle) = take()
    defer { giveBack(chosen) }
    if mayStay, isIdle, readers.count == 1 { return try readHere(body) }
    return try await readers[chosen].writeWithoutTransaction(body)
  }

  private func readHere<Answer>(_ body: (Database) throws -> Answer) throws -> Answer {
    try readers[0].writeWithoutTransaction(body)
  }

  func close() throws {
    for reader in readers { try reader.close() }
  }

  private func take() -> (chosen: Int, isIdle: Bool) {
    loads.withLock { loads in
      let chosen = loads.indices.min { loads[$0] < loads[$1] } ?? 0
      defer { loads[chosen] += 1 }
      return (chosen, loads[chosen] == 0)
    }
  }

  private func giveBack(_ chosen: Int) { loads.withLock { $0[chosen] -= 1 } }
}

/// The number in a database's header that says whose file it is.
enum ApplicationMark {
  /// "Pick" in ASCII.
  static let id: Int32 = 0x5069_636B

  /// Refuses a database of another program and marks an empty one as ours.
  static func claim(_ db: Database) throws {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard found != id else { return }
    guard found == 0, try isEmpty(db) else { throw StoreError.foreignDatabase }
    try db.execute(sql: "PRAGMA application_id = \(id)")
  }

  /// Refuses everything but a database of ours.
  static func check(_ db: Database) throws {
    let found = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard found == id else { throw StoreError.foreignDatabase }
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
      && Int.fetchOne(db, sql: "PRAGMA user_version") == 0
  }
}
