import Foundation
import GRDB
import PickModel
import PickSystem
import PickTestSupport
import Testing

@testable import PickIdentity
@testable import PickImport
@testable import PickStore
@testable import PickStoreSQLite

@Suite("ImportDjangoAccounts")
struct ImportDjangoAccountsTests {
  private let now = StoreSample.now
  /// The example of Django's documentation of its password hasher's format, for "lètmein".
  private static let hash =
    "pbkdf2_sha256$10000$seasalt$CWWFdHOWwPnki7HvkcqN9iA2T3KLW1cf2uZ5kvArtVY="

  private func run(_ text: String, into store: any AccountStore) async throws
    -> AccountImportReport
  {
    let scratch = try ScratchDirectory()
    let path = scratch.file("auth_user")
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try await ImportDjangoAccounts(into: store).run(path, now: now)
  }

  @Test("a table's accounts sign in with what they had", arguments: StoreUnderTest.allCases)
  func table(store: StoreUnderTest) async throws {
    try await store.withEmpty { store in
      let table = """
        id,username,password,is_active
        1,58519,\(Self.hash),1
        2,거실 TV,\(Self.hash),False
        3,7,!nobody,true
        """
      let report = try await run(table, into: store)
      #expect(report == AccountImportReport(created: 3, passwords: 0, kept: 0, rejected: []))
      let stored = try #require(await store.account(number: "58519"))
      #expect(stored.passwordHash == Self.hash)
      #expect(stored.account == .original(number: "58519"))
      #expect(try await store.account(number: "거실 TV")?.isDisabled == true)
      #expect(try await store.account(number: "7")?.passwordHash == nil)
      let authority = SessionAuthority(accounts: store, sessions: store, key: .ephemeral())
      _ = try await authority.signIn(
        Credentials(number: "58519", password: "lètmein"), device: "거실", at: now)
      let better = try await store.account(number: "58519")?.passwordHash
      #expect(better?.hasPrefix("$argon2id$") == true)
    }
  }

  @Test("a second run changes nothing, and an imported viewer gets a password")
  func again() async throws {
    let store = try await StoreSample.database()
    let table = "username,password\n1001,\(Self.hash)\n55,\(Self.hash)\n"
    let first = try await run(table, into: store)
    #expect(first == AccountImportReport(created: 1, passwords: 1, kept: 0, rejected: []))
    #expect(try await store.account(number: "1001")?.account == StoreSample.accounts[0])
    let second = try await run(table, into: store)
    #expect(second == AccountImportReport(created: 0, passwords: 0, kept: 2, rejected: []))
  }

  @Test("an import that is interrupted and run again leaves nobody able to sign in who was not")
  func interrupted() async throws {
    let store = try SQLiteDatabase.inMemory()
    let table = "username,password,is_active\n55,\(Self.hash),0\n"
    try await store.write { db in
      try db.command(
        """
        CREATE TEMP TRIGGER interruption BEFORE UPDATE OF is_disabled ON account
        BEGIN SELECT RAISE(ABORT, 'interrupted'); END
        """)
    }
    await #expect(throws: ImportError.self) { _ = try await run(table, into: store) }
    #expect(try await store.account(number: "55")?.passwordHash == nil)
    try await store.write { try $0.command("DROP TRIGGER interruption") }
    _ = try await run(table, into: store)
    let stored = try #require(await store.account(number: "55"))
    #expect(stored.isDisabled && stored.passwordHash == Self.hash)
  }

  @Test("a dump is read like a table")
  func dump() async throws {
    let store = try SQLiteDatabase.inMemory()
    let entry = { (name: String) in
      #"{"model":"auth.user","pk":1,"fields":{"username":"\#(name)","password":"\#(Self.hash)"}}"#
    }
    let report = try await run("[\(entry("1")),\n\(entry("2"))]", into: store)
    #expect(report.created == 2)
  }

  @Test("bad rows are listed with line and reason, and too many stop it")
  func badRows() async throws {
    let store = try SQLiteDatabase.inMemory()
    let good = (1...400).map { "\($0),\(Self.hash)\n" }.joined()
    let table = "username,password\n\(good)x,md5$1$2\n,\(Self.hash)\n1,\(Self.hash)\n"
    let report = try await run(table, into: store)
    #expect(report.created == 400)
    #expect(report.rejected.map(\.line) == [402, 403, 404])
    #expect(
      report.rejected.map(\.reason) == [
        .malformed(column: "password"), .empty(column: "username"),
        .nameTaken(column: "username"),
      ])
    await #expect(throws: ImportError.self) {
      _ = try await run("username,password\nx,plain\n", into: store)
    }
    #expect(try await store.account(number: "x") == nil)
  }

  @Test("a dump whose columns have no names is none")
  func namelessDump() async throws {
    let store = try SQLiteDatabase.inMemory()
    let column = String(repeating: "a", count: 257)
    let fields = #""username":"1","password":"\#(Self.hash)","\#(column)":1"#
    await #expect(throws: ImportError.self) {
      _ = try await run("[{\"model\":\"auth.user\",\"pk\":1,\"fields\":{\(fields)}}]", into: store)
    }
    #expect(try await store.account(number: "1") == nil)
  }
}
