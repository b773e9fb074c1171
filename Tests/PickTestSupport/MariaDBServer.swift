import Foundation
public import PickStore
public import PickStoreMySQL

/// The MariaDB server that `./scripts/test --all` starts for the whole run.
///
/// Its address is in `PICK_TEST_MARIADB`, for example `mysql://root@127.0.0.1:25150`. Without it
/// there is none, and what needs it is not run.
public struct MariaDBServer: Sendable {
  /// The server of this run; `nil` when there is none.
  public static let shared = MariaDBServer(
    ProcessInfo.processInfo.environment["PICK_TEST_MARIADB"])

  /// Limits that a machine busy with other things does not reach.
  public static let patientAccess = ServerAccess(
    limits: ServerAccess.Limits(connectSeconds: 60, answerSeconds: 60, queueSeconds: 120),
    connectionLimit: 4)

  private let address: MySQLAddress

  /// A server that is running already, and whoever may make databases on it.
  public init(address: MySQLAddress) { self.address = address }

  init?(_ text: String?) {
    guard let text, case .mysql(let address)? = try? DatabaseLocation(text + "/mysql") else {
      return nil
    }
    self.address = address
  }

  /// Runs `body` with the address of a database that is made for it and dropped afterwards.
  public func withDatabase(_ body: (MySQLAddress) async throws -> Void) async throws {
    let name = "pick_test_\(UUID().uuidString.filter { $0 != "-" }.lowercased())"
    try await administer("CREATE DATABASE \(name)")
    do {
      try await body(
        MySQLAddress(user: address.user, host: address.host, port: address.port, name: name))
    } catch {
      try? await administer("DROP DATABASE \(name)")
      throw error
    }
    try await administer("DROP DATABASE \(name)")
  }

  /// Runs `body` with an open, empty store.
  public func withStore(
    access: ServerAccess = MariaDBServer.patientAccess,
    _ body: (MySQLDatabase) async throws -> Void
  ) async throws {
    try await withDatabase { address in
      let store = try await MySQLDatabase.open(
        address, access: access, mode: .createIfMissing(.random()))
      defer { store.close() }
      try await body(store)
    }
  }

  /// Runs commands of an administrator.
  public func administer(_ commands: String...) async throws {
    try await MySQLAdministration(address).run(commands)
  }
}
