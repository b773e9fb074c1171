import PickModel
import PickStore
import PickTestRunning
import PickTestSupport
import Testing

/// Names compare byte by byte, and what somebody typed is never more than a name.
@Suite("Names on MariaDB", .needs(.mariaDB), .fewAtOnce)
struct ComparisonTests {
  private static let names = [
    "1001", "1001 ", " 1001", "1001\t", "１００１", "strasse", "straße", "Strasse", "강",
    "\u{1100}\u{1161}\u{11BC}",
    "' OR '1'='1", "1001' -- ", "1001'; DROP TABLE account; --", "\\", "\\'", "%", "_",
    "\u{1F600}", "`", "${number}", "?", ":id", "/*!50000 1 */", String(repeating: "%", count: 150),
  ]

  @Test("names that differ in any byte are different accounts, found literally")
  func literal() async throws {
    try await MariaDBServer.shared?.withStore { store in
      for (index, name) in Self.names.enumerated() {
        let id = Int64(index + 1)
        try await store.create(
          Account(id: Account.ID(id), number: name, viewer: Viewer.ID(id)), passwordHash: nil)
      }
      for (index, name) in Self.names.enumerated() {
        let found = try await store.account(number: name)?.account
        #expect(found?.id.rawValue == Int64(index + 1))
        #expect(found.map { Array($0.number.utf8) } == Array(name.utf8))
        _ = try await store.recordFailedSignIn(number: name, at: StoreSample.now)
        #expect(try await store.failedSignIns(number: name)?.count == 1)
      }
      #expect(try await store.account(number: "100_") == nil)
    }
  }

  @Test("a long text comes back whole, whatever came before it")
  func longTexts() async throws {
    try await MariaDBServer.shared?.withStore { store in
      var batch = StoreSample.batch
      let first = batch.titles[0]
      let synopsis = String(repeating: "긴 이야기 ", count: 20_000)
      batch.titles[0] = ImportedTitle(
        title: first.title, key: first.key, synopsis: LocalizedText(synopsis), cast: first.cast)
      let long = batch
      _ = try await store.store(long) { _, _ in }
      #expect(try await store.titleTexts().first?.synopsis.original == synopsis)
      #expect(try await store.details(of: first.title.id)?.synopsis.original == synopsis)
    }
  }
}
