public import PickCore
import PickModel

/// Answers from the database on this machine: every call passes the session guard, then the engine.
public struct EmbeddedService: PickService {
  let engine: Engine
  let session: SessionGuard
  let accounts: any AccountStore
  let sessions: any SessionStore
  let clock: any WallClock
  let report: @Sendable (any Error) -> String
  let chores = FirstPageChores()

  /// A service for whoever signs in through `session`.
  ///
  /// - Parameters:
  ///   - engine: reads pages and records facts.
  ///   - session: lets requests through, and knows who asks.
  ///   - accounts: numbers, for My page.
  ///   - sessions: devices, for My page.
  ///   - clock: tells what time it is.
  ///   - report: logs what nobody thought of and returns its reference.
  public init(
    engine: Engine, session: SessionGuard, accounts: any AccountStore,
    sessions: any SessionStore, clock: any WallClock,
    report: @escaping @Sendable (any Error) -> String
  ) {
    self.engine = engine
    self.session = session
    self.accounts = accounts
    self.sessions = sessions
    self.clock = clock
    self.report = report
  }

  /// Swaps in a model that was published since; `true` when the next home is another one for it.
  public func reloadModelIfPublished() -> Bool { engine.reloadModelIfPublished() }

  /// Lets a request through and gives the engine's failures their meaning to a screen.
  func guarded<Value: Sendable>(
    _ body: @Sendable (AccessGrant, Instant) async throws(StoreError) -> Value
  ) async throws(ServiceError) -> Value {
    try await session.perform { (grant) throws(ServiceError) in
      do throws(StoreError) {
        return try await body(grant, clock.now())
      } catch {
        throw ServiceError(error, report: report)
      }
    }
  }

  /// The same for what may not be there.
  func guardedFinding<Value: Sendable>(
    _ body: @Sendable (AccessGrant, Instant) async throws(StoreError) -> Value?
  ) async throws(ServiceError) -> Value {
    guard let value = try await guarded(body) else { throw .notFound }
    return value
  }
}
