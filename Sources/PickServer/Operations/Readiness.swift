import Glibc
import PickStore
import PickSystem
import Synchronization

/// Decides whether the server should get requests.
final class Readiness: Sendable {
  enum Answer: Equatable {
    case ready
    case notReady(Reason)
  }

  /// The reason, as `/ready` states it.
  enum Reason: String {
    case draining = "about to stop"
    case databaseSilent = "the database does not answer"
    case databaseFailing = "the database fails"
    case catalogueSilent = "the catalogue is not read yet"
    case catalogueFailing = "the catalogue cannot be read"
    case diskFull = "the disk is full"
  }

  /// A small query to the database.
  typealias Probe = @Sendable () async throws(StoreError) -> Void

  /// Free bytes below which the server is not ready: 8 MiB.
  static let leastRoom: UInt64 = 8 << 20

  private let isDraining = Atomic(false)
  /// Checks that wait for a silent database share one query; its result is not kept.
  private let probing = SharedLoad<Question, Answer, Never>(keepingIf: { _ in false })
  private let probe: Probe
  private let catalogue: Probe
  private let room: @Sendable () -> UInt64
  private let deadline: Duration

  private enum Question: Hashable {
    case database, catalogue
  }

  /// `probe` asks the database, and `catalogue` reads the catalogue unless it is in memory; each
  /// may take as long as `deadline`.
  ///
  /// `room` returns the free bytes where the database is.
  init(
    probe: @escaping Probe, catalogue: @escaping Probe = {},
    room: @escaping @Sendable () -> UInt64 = { .max },
    deadline: Duration = .seconds(2)
  ) {
    self.probe = probe
    self.catalogue = catalogue
    self.room = room
    self.deadline = deadline
  }

  /// Makes every further check fail, because the server is about to stop.
  func drain() { isDraining.store(true, ordering: .relaxed) }

  /// Asks the database, then the catalogue; each has to answer within the deadline.
  func check() async -> Answer {
    if isDraining.load(ordering: .relaxed) { return .notReady(.draining) }
    if room() < Self.leastRoom { return .notReady(.diskFull) }
    let database = await answer(
      to: .database, probe, failing: .databaseFailing, silent: .databaseSilent)
    guard database == .ready else { return database }
    return await answer(
      to: .catalogue, catalogue, failing: .catalogueFailing, silent: .catalogueSilent)
  }

  /// Waits for a probe until the deadline.
  ///
  /// A task group would not do: it waits for the probe, which may never end.
  private func answer(
    to question: Question, _ probe: @escaping Probe, failing: Reason, silent: Reason
  ) async -> Answer {
    let (answers, answer) = AsyncStream.makeStream(of: Answer.self)
    let asking = Task { [probing] in
      let said = await probing.value(for: question) {
        do {
          try await probe()
          return .ready
        } catch { return .notReady(failing) }
      }
      answer.yield(said)
    }
    let waiting = Task { [deadline] in
      try await Task.sleep(for: deadline)
      answer.yield(.notReady(silent))
    }
    defer {
      asking.cancel()
      waiting.cancel()
    }
    for await first in answers { return first }
    return .notReady(silent)
  }

  /// Free bytes of the file system of `path`; `UInt64.max` when they are not known.
  static func room(at path: String) -> UInt64 {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { return .max }
    return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
  }
}
