import GRDB
import PickModel

/// The columns of `account`.
enum AccountRow {
  /// The account a condition on one column names; `nil` when there is none.
  static func account(
    where condition: String, _ argument: some DatabaseValueConvertible, _ db: Database
  ) throws -> StoredAccount? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT id, number, viewer, password_hash, is_disabled, token_epoch
        FROM account WHERE \(condition)
        """,
      arguments: [argument])
    return row.map { row in
      StoredAccount(
        account: Account(id: Account.ID(row[0]), number: row[1], viewer: Viewer.ID(row[2])),
        passwordHash: row[3], isDisabled: row[4], tokenEpoch: row[5])
    }
  }
}
