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
    return try row.map(account)
  }

  private static func account(_ row: Row) throws(StoreError) -> StoredAccount {
    let table = "account"
    return StoredAccount(
      account: Account(
        id: try row.readIdentifier(0, of: table), number: try row.read(1, of: table),
        viewer: try row.readIdentifier(2, of: table)),
      passwordHash: try row.readIfPresent(3, of: table),
      isDisabled: try row.readFlag(4, of: table), tokenEpoch: try row.read(5, of: table))
  }
}
