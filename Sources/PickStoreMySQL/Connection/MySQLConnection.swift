import CMariaDB
import PickStore

/// One connection to a server; belongs to one thread.
final class MySQLConnection: SQLConnection {
  private let handle: UnsafeMutablePointer<MYSQL>
  private var statements: [String: Statement] = [:]
  private static let statementLimit = 200
  /// Whether a transaction was begun and has not been ended by us.
  private var isInTransaction = false

  /// The library has to be made ready once, by one thread.
  private static let isLibraryReady = mysql_server_init(0, nil, nil) == 0

  /// Connects and agrees with the server on how it behaves.
  init(to address: MySQLAddress, _ access: ServerAccess) throws {
    guard Self.isLibraryReady, let handle = mysql_init(nil) else {
      throw MySQLFailure(number: 2008, message: "out of memory", sql: "")
    }
    self.handle = handle
    ConnectionOptions(handle).set(address, access)
    let isOpen = mysql_real_connect(
      handle, address.host, address.user, access.password, address.name, UInt32(address.port), nil,
      0)
    guard isOpen != nil else { throw failure("") }
    try agree()
  }

  // Runs after an initialiser that failed, too: nothing is left open.
  deinit {
    statements.removeAll()
    mysql_close(handle)
  }

  /// Sets what every statement relies on (docs/decisions/mysql.md).
  private func agree() throws {
    try command(
      """
      SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', \
      time_zone = '+00:00', innodb_lock_wait_timeout = 2
      """)
    try command("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED")
    // In a cluster a token issued by one node is known to the others a moment later; waiting for
    // that moment keeps its holder signed in.
    if try first("SHOW VARIABLES LIKE 'wsrep_on'", [], { $0.text(1) }) == "ON" {
      try command("SET SESSION wsrep_sync_wait = 7")
    }
  }

  var dialect: any SQLDialect { MySQLDialect() }

  /// The statement, prepared once a connection.
  func prepare(_ sql: String) throws -> any SQLStatement {
    if let known = statements[sql] { return known }
    if statements.count >= Self.statementLimit { statements.removeAll() }
    let statement = try Statement(self, handle, sql)
    statements[sql] = statement
    return statement
  }

  func command(_ sql: String) throws {
    try send(sql)
    try requireTransaction(sql)
  }

  private func send(_ sql: String) throws(MySQLFailure) {
    guard mysql_real_query(handle, sql, UInt(sql.utf8.count)) == 0 else { throw failure(sql) }
  }

  /// Fails when the server took the transaction back without a word.
  ///
  /// A node of a Galera cluster does so when another node's write comes first while rows of a SELECT
  /// are on their way: the answer is "OK", the next statements would each be a transaction of its
  /// own, and COMMIT would succeed. Only the status flag of the answer tells.
  func requireTransaction(_ sql: String) throws(MySQLFailure) {
    guard isInTransaction, handle.pointee.server_status & UInt32(SERVER_STATUS_IN_TRANS) == 0
    else { return }
    throw MySQLFailure(
      number: MySQLFailure.deadlock, message: "the server took the transaction back", sql: sql)
  }

  private func failure(_ sql: String) -> MySQLFailure {
    MySQLFailure(
      number: mysql_errno(handle), message: String(cString: mysql_error(handle)), sql: sql)
  }
}

extension MySQLConnection {
  /// Begins a transaction; from now on every statement fails once it is gone.
  func begin(_ beginning: String = "START TRANSACTION") throws(MySQLFailure) {
    try send(beginning)
    isInTransaction = true
  }

  /// Ends the transaction for good.
  func commit() throws(MySQLFailure) {
    try requireTransaction("COMMIT")
    try send("COMMIT")
    isInTransaction = false
  }

  /// Ends the transaction as if it had not been; where that fails the connection is of no use.
  func rollBack() {
    isInTransaction = false
    try? send("ROLLBACK")
  }

  /// Runs `body` in a transaction.
  func transaction<Answer>(
    _ beginning: String = "START TRANSACTION", body: (MySQLConnection) throws -> Answer
  ) throws -> Answer {
    try begin(beginning)
    let answer: Answer
    do {
      answer = try body(self)
    } catch {
      // What went wrong first is what is told.
      rollBack()
      throw error
    }
    do throws(MySQLFailure) {
      try commit()
    } catch  where error.isLost {
      throw UnknownOutcome(failure: error)
    } catch {
      rollBack()
      throw error
    }
    return answer
  }

  /// Runs `body` on one instant of the database.
  func snapshot<Answer>(_ body: (MySQLConnection) throws -> Answer) throws -> Answer {
    try command("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    return try transaction("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY", body: body)
  }
}

/// The connection was lost while the server committed: it may have or not.
struct UnknownOutcome: Error {
  let failure: MySQLFailure
}

/// What is settled before a connection is made.
private struct ConnectionOptions {
  private let handle: UnsafeMutablePointer<MYSQL>

  init(_ handle: UnsafeMutablePointer<MYSQL>) { self.handle = handle }

  func set(_ address: MySQLAddress, _ access: ServerAccess) {
    // "localhost" would mean a socket file otherwise, whatever port was asked for.
    set(MYSQL_OPT_PROTOCOL, MYSQL_PROTOCOL_TCP.rawValue)
    set(MYSQL_OPT_CONNECT_TIMEOUT, UInt32(access.limits.connectSeconds))
    set(MYSQL_OPT_READ_TIMEOUT, UInt32(access.limits.answerSeconds))
    set(MYSQL_OPT_WRITE_TIMEOUT, UInt32(access.limits.answerSeconds))
    set(MYSQL_SET_CHARSET_NAME, "utf8mb4")
    // A server could ask for files of this machine, or for the password in the clear.
    set(MYSQL_OPT_LOCAL_INFILE, UInt32(0))
    set(MARIADB_OPT_RESTRICTED_AUTH, "mysql_native_password,client_ed25519,caching_sha2_password")
    set(MYSQL_OPT_RECONNECT, my_bool(0))
    encrypt(address, access.encryption)
  }

  private func encrypt(_ address: MySQLAddress, _ encryption: ServerAccess.Encryption) {
    switch encryption {
    case .off: return
    case .unlessLoopback where address.isLoopback: return
    case .unlessLoopback: break
    case .authority(let file): set(MYSQL_OPT_SSL_CA, file)
    }
    set(MYSQL_OPT_SSL_ENFORCE, my_bool(1))
    set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, my_bool(1))
  }

  private func set(_ option: mysql_option, _ value: String) {
    _ = value.withCString { mysql_options(handle, option, $0) }
  }

  private func set(_ option: mysql_option, _ value: some BitwiseCopyable) {
    _ = withUnsafeBytes(of: value) { mysql_options(handle, option, $0.baseAddress) }
  }
}
