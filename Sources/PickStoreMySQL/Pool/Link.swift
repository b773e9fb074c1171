import PickCore

/// The connection of one thread: made when it is first needed, and again after it was lost.
final class Link {
  private let address: MySQLAddress
  private let access: ServerAccess
  private var connection: MySQLConnection?

  init(to address: MySQLAddress, _ access: ServerAccess) {
    self.address = address
    self.access = access
  }

  /// How long a lost race is run again: as long as one answer is waited for.
  var patience: Duration { .seconds(access.limits.answerSeconds) }

  /// The connection, made now if there is none.
  func connected() throws -> MySQLConnection {
    if let connection { return connection }
    let fresh = try MySQLConnection(to: address, access)
    connection = fresh
    return fresh
  }

  /// Lets go of a connection that is of no use any more.
  func drop() { connection = nil }
}
