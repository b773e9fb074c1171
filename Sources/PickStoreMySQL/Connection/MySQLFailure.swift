import CMariaDB
import PickStore

/// What the server or the library to talk to it reported.
struct MySQLFailure: Error {
  /// The number: below 2000 and from 3000 on the server's, otherwise the library's.
  let number: UInt32
  /// The server's or the library's words.
  ///
  /// They may repeat stored values: for decisions only, and for logs only where they are known not
  /// to.
  let message: String
  /// The statement; never with its values.
  let sql: String

  /// Encryption failed: of a connection that was there once, it is how OpenSSL reports its end.
  static let encryption: UInt32 = 2026

  /// The connection was lost during a query.
  static let lost: UInt32 = 2013

  /// What is reported of a connection that had been made.
  static func afterConnecting(_ number: UInt32, _ message: String, _ sql: String) -> MySQLFailure {
    MySQLFailure(number: number == encryption ? lost : number, message: message, sql: sql)
  }

  /// A deadlock, or what Galera calls so: the transaction was taken back.
  static let deadlock: UInt32 = 1213

  /// Another transaction changed the same rows: nothing was done, and the whole operation may be tried
  /// again.
  var isConflict: Bool {
    // Lock wait timeout, deadlock (Galera's certification too), record changed since last read.
    [1205, Self.deadlock, 1020].contains(number)
  }

  /// The connection is gone, or cannot be had.
  var isLost: Bool {
    switch number {
    // Server shutting down, killed connection, query interrupted by it, node outside its cluster.
    case 1053, 1927, 1317, 1047, 1152...1161: true
    case 2002, 2003, 2005, 2006, 2009, 2012, 2013, 2014, 2024, 2055: true
    default: false
    }
  }

  /// The server could not write a file; the message has the number of the operating system.
  var isWriteError: Bool { number == 1026 || number == 1030 }

  /// A row with the same key is there.
  var isDuplicate: Bool { number == 1062 }

  /// A row with the same primary key is there: two writers made the same row at the same time.
  var isDuplicateOfPrimaryKey: Bool { isDuplicate && message.contains("PRIMARY") }
}

extension StoreError {
  /// What a connection, or a closure run on it, reported, as a fact of ours.
  init(_ error: any Error) {
    switch error {
    case let known as StoreError: self = known
    case let failure as MySQLFailure: self.init(failure)
    case let unknown as UnknownOutcome: self.init(unknown.failure)
    case is LostRace: self = .busy
    case is CancellationError: self = .unexpected(reason: "cancelled")
    default: self = .unexpected(reason: String(describing: error))
    }
  }

  init(_ failure: MySQLFailure) {
    let reason = Self.reason(failure)
    switch failure.number {
    case _ where failure.isConflict: self = .busy
    // More connections than the server or the account may have.
    case 1040, 1203, 1226: self = .busy
    case _ where failure.isLost: self = .unreachable(reason: Self.spoken(failure))
    // Not unique, no parent, still a parent, a check, null where there must be something.
    case 1062, 1586, 1216, 1217, 1451, 1452, 4025, 3819, 1048:
      self = .constraint(table: Self.table(failure))
    // Access denied, no such database, a certificate that proves nothing, an unknown method.
    case 1044, 1045, 1049, 1130, 1142, 1698, 2026, 2058, 2059:
      self = .cannotOpen(reason: Self.spoken(failure))
    case 1290, 1792, 1836: self = .readOnly
    case 1021, 1114: self = .full
    case _ where failure.isWriteError && failure.message.contains("28"): self = .full
    case 1033, 1034, 1194, 1195, 1712, 1877: self = .corrupt(reason: reason)
    case _ where failure.isWriteError: self = .inputOutput(reason: reason)
    default: self = .unexpected(reason: reason)
    }
  }

  // The server's words may repeat stored values: a log gets no titles and no secrets.
  private static func reason(_ failure: MySQLFailure) -> String {
    "MySQL \(failure.number) in \(failure.sql)"
  }

  // What is said while connecting names hosts and accounts only.
  private static func spoken(_ failure: MySQLFailure) -> String {
    "\(failure.message) (\(failure.number))"
  }

  /// The server names the table of a broken reference; the statement names it otherwise.
  private static func table(_ failure: MySQLFailure) -> String {
    let words = failure.sql.split(whereSeparator: { " \n(`".contains($0) })
    let verbs: Set<Substring> = ["INTO", "UPDATE", "FROM"]
    guard let verb = words.firstIndex(where: verbs.contains), verb + 1 < words.count else {
      return ""
    }
    return String(words[verb + 1])
  }
}
