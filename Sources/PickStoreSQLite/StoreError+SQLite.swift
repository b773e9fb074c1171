import GRDB
import PickStore

extension StoreError {
  /// What SQLite, or a closure run inside it, reported, as a fact of ours.
  init(_ error: any Error) {
    switch error {
    case let known as StoreError: self = known
    case let failure as DatabaseError: self.init(failure)
    // Its own description holds the row and what the statement was asked with.
    case is RowDecodingError: self = .corrupt(reason: "a column holds a value of another type")
    case is LostRace: self = .busy
    case is CancellationError: self = .unexpected(reason: "cancelled")
    default: self = .unexpected(reason: String(describing: error))
    }
  }

  init(_ failure: DatabaseError) {
    let reason = Self.reason(failure)
    switch failure.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_CONSTRAINT: self = .constraint(table: Self.table(failure))
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(reason: reason)
    case .SQLITE_FULL: self = .full
    // A write was cut off, and a connection that cannot write cannot take it back.
    case .SQLITE_READONLY where Self.isCutOff(failure):
      self = .cannotOpen(
        reason: "a write was cut off; a program that may write to it takes that back: start pick")
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: self = .cannotOpen(reason: reason)
    case .SQLITE_IOERR: self = .inputOutput(reason: reason)
    default: self = .unexpected(reason: reason)
    }
  }

  private static func isCutOff(_ failure: DatabaseError) -> Bool {
    let codes: [ResultCode] = [
      .SQLITE_READONLY_RECOVERY, .SQLITE_READONLY_ROLLBACK, .SQLITE_READONLY_CANTINIT,
    ]
    return codes.contains(failure.extendedResultCode)
  }

  // Bound values are never part of it: a log gets no titles and no secrets.
  private static func reason(_ failure: DatabaseError) -> String {
    let message = failure.message ?? "no message"
    let sql = failure.sql.map { " in \($0)" } ?? ""
    return "SQLite \(failure.extendedResultCode.rawValue): \(message)\(sql)"
  }

  /// "UNIQUE constraint failed: account.number" names its table; a broken reference does not, so
  /// the statement that broke it is asked.
  private static func table(_ failure: DatabaseError) -> String {
    if let fact = failure.message?.split(separator: ":").dropFirst().first,
      let name = fact.split(separator: ".").first, failure.message?.contains(".") == true
    {
      return name.filter { $0 != " " }
    }
    let words = (failure.sql ?? "").split(whereSeparator: { " \n(".contains($0) })
    let verbs: Set<Substring> = ["INTO", "UPDATE", "FROM"]
    guard let verb = words.firstIndex(where: verbs.contains), verb + 1 < words.count else {
      return ""
    }
    return String(words[verb + 1])
  }
}
