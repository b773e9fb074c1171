/// A database that keeps every store; the stores themselves are extensions of this protocol.
///
/// A driver runs closures on its connections. It owns every transaction, and nothing outside of a
/// closure gets hold of one. Nothing in a closure is read first and decided in the program, where a
/// conditional statement can decide it: clusters lose such updates (docs/decisions/mysql.md).
package protocol SQLDatabase:
  AccountStore, CatalogStore, ChoiceStore, DeviceSignInStore, ImportStore, LedgerStore,
  NameStore, OperatorStore, RetentionStore, SessionStore, WatchStore
{
  /// Whether programs on other machines may write to it too: what is kept of it in memory is soon old.
  var isShared: Bool { get }
  /// Asks one question; the closure may be run more than once.
  func read<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer
  /// Asks several questions about one instant; the closure may be run more than once.
  func snapshot<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer
  /// Changes the database, all of it or nothing; returns when the changes are durable.
  ///
  /// The closure may be run more than once: what it changed before is taken back.
  func write<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer
  /// Reads very much of one instant, once and with patience; errors of the closure itself are handed
  /// through.
  func readAll(_ body: @escaping @Sendable (any SQLConnection) throws -> Void) async throws
  /// Writes very much in one transaction, with patience, one such write after the other.
  func writeAll<Answer: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Answer
  ) async throws(StoreError) -> Answer
}

/// A write lost a race that only it could see; the whole operation is tried again.
package struct LostRace: Error {
  package init() {}
}
