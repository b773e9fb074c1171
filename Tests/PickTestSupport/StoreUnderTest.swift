package import PickStore
import PickStoreSQLite

/// Every home of the stores; a promise of the protocols is tested in each of them.
package enum StoreUnderTest: CaseIterable, Sendable {
  case inMemory
  case file
  case mariaDB

  /// MariaDB only where a server was started for the run (`./scripts/test --all`).
  package static var allCases: [StoreUnderTest] {
    [.inMemory, .file] + (MariaDBServer.shared == nil ? [] : [.mariaDB])
  }

  /// Runs `body` with an empty store.
  package func withEmpty(_ body: (any Stores) async throws -> Void) async throws {
    switch self {
    case .inMemory: try await body(SQLiteDatabase.inMemory())
    case .file:
      try await TemporaryDirectory.with { directory in
        let database = try SQLiteDatabase.open(
          path: directory.file("pick.sqlite"), mode: .createIfMissing(.random()))
        try await body(database)
        try database.close()
      }
    case .mariaDB:
      try await MariaDBServer.shared?.withStore { try await body($0) }
    }
  }

  /// Runs `body` with a store that holds `StoreSample`.
  package func withSample(_ body: (any Stores) async throws -> Void) async throws {
    try await withEmpty { store in
      _ = try await store.store(StoreSample.batch) { _, _ in }
      try await body(store)
    }
  }
}
