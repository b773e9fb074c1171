import CMariaDB

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

  /// Somebody else changed the same rows: nothing was done, and the whole operation may be tried
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
