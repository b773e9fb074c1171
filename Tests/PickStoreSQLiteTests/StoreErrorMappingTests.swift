import GRDB
import Testing

@testable import PickStore
@testable import PickStoreSQLite

@Suite("StoreError from SQLite")
struct StoreErrorMappingTests {
  @Test(
    "each result code is one fact",
    arguments: [
      (.SQLITE_BUSY, .busy), (.SQLITE_BUSY_SNAPSHOT, .busy), (.SQLITE_LOCKED, .busy),
      (.SQLITE_FULL, .full), (.SQLITE_READONLY, .readOnly), (.SQLITE_READONLY_DIRECTORY, .readOnly),
      (.SQLITE_CORRUPT_INDEX, .corrupt(reason: "SQLite 779: m")),
      (.SQLITE_NOTADB, .corrupt(reason: "SQLite 26: m")),
      (.SQLITE_CANTOPEN, .cannotOpen(reason: "SQLite 14: m")),
      (.SQLITE_IOERR_FSYNC, .inputOutput(reason: "SQLite 1034: m")),
      (.SQLITE_NOMEM, .unexpected(reason: "SQLite 7: m")),
    ] as [(ResultCode, StoreError)])
  func codes(code: ResultCode, expected: StoreError) {
    #expect(StoreError(DatabaseError(resultCode: code, message: "m")) == expected)
  }

  @Test(
    "a write that was cut off is no matter of rights",
    arguments: [ResultCode.SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_RECOVERY])
  func cutOff(code: ResultCode) {
    guard case .cannotOpen = StoreError(DatabaseError(resultCode: code, message: "m")) else {
      Issue.record("\(code) is told as something else")
      return
    }
  }

  @Test(
    "a constraint names its table",
    arguments: [
      ("UNIQUE constraint failed: account.number", nil, "account"),
      (
        "CHECK constraint failed: count > 0", "INSERT INTO failed_sign_in (a) VALUES (1)",
        "failed_sign_in"
      ),
      (
        "FOREIGN KEY constraint failed", "INSERT INTO watch_event (viewer)\nVALUES (?)",
        "watch_event"
      ),
      ("FOREIGN KEY constraint failed", "UPDATE session SET account = 1", "session"),
      ("FOREIGN KEY constraint failed", "DELETE FROM title", "title"),
      ("FOREIGN KEY constraint failed", nil, ""),
    ] as [(String, String?, String)])
  func constraints(message: String, sql: String?, table: String) {
    let error = DatabaseError(
      resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY, message: message, sql: sql,
      arguments: ["secret"])
    #expect(StoreError(error) == .constraint(table: table))
  }

  @Test("values bound to a statement never reach the reason")
  func noValues() {
    let error = DatabaseError(
      resultCode: .SQLITE_ERROR, message: "m", sql: "SELECT ?", arguments: ["secret"])
    #expect(StoreError(error) == .unexpected(reason: "SQLite 1: m in SELECT ?"))
  }
}
