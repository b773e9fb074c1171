import PickCore
import Synchronization

/// Whether the server should be sent requests.
final class Readiness: Sendable {
  enum Answer: Equatable {
    case ready
    case notReady(Reason)
  }

  /// One word each, as told by `/ready`.
  enum Reason: String {
    case draining
    case databaseSilent = "database does not answer"
    case databaseFailing = "database fails"
  }

  private let isDraining = Atomic(false)
  private let probe: @Sendable () async throws(StoreError) -> Void

  /// `probe` asks the database something small.
  init(probe: @escaping @Sendable () async throws(StoreError) -> Void) { self.probe = probe }

  /// From now on the answer is no: the server is about to stop.
  func drain() { isDraining.store(true, ordering: .relaxed) }

  func check() async -> Answer {
    if isDraining.load(ordering: .relaxed) { return .notReady(.draining) }
    do { try await probe() } catch { return .notReady(.databaseFailing) }
    return .ready
  }
}
