import CMariaDB
import PickCore

/// What is settled before a connection is made.
struct ConnectionOptions {
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
