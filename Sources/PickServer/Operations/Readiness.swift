import Glibc
import PickCore
import Synchronization

/// Whether the server should be sent requests.
final class Readiness: Sendable {
  enum Answer: Equatable {
    case ready
    case notReady(Reason)
  }

  /// A few words each, as told by `/ready`.
  enum Reason: String {
    case draining = "about to stop"
    case databaseSilent = "the database does not answer"
    case databaseFailing = "the database fails"
    case catalogueSilent = "the catalogue is not read yet"
    case catalogueFailing = "the catalogue cannot be read"
    case diskFull = "the disk is full"
  }

  /// Asks the database something small.
  typealias Probe = @Sendable () async throws(StoreError) -> Void

  /// Free bytes below which nothing more is expected to be stored.
  static let leastRoom: UInt64 = 8 << 20

  private let isDraining = Atomic(false)
  /// A silent database is asked once, not once a check; what it said is not kept.
  private let probing = SharedLoad<Question, Answer, Never>(keepingIf: { _ in false })
  private let probe: Probe
  private let catalogue: Probe
  private let room: @Sendable () -> UInt64
  private let deadline: Duration

  private enum Question: Hashable {
    case database, catalogue
  }

  /// `catalogue` reads what every page is made of, unless it is there; `room` tells the free bytes
  /// where the database is; `deadline` is how long each may take to answer.
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

  /// From now on the answer is no: the server is about to stop.
  func drain() { isDraining.store(true, ordering: .relaxed) }

  /// Answers within the deadline, whatever the database does.
  func check() async -> Answer {
    if isDraining.load(ordering: .relaxed) { return .notReady(.draining) }
    if room() < Self.leastRoom { return .notReady(.diskFull) }
    let database = await answer(
      to: .database, probe, failing: .databaseFailing, silent: .databaseSilent)
    guard database == .ready else { return database }
    return await answer(
      to: .catalogue, catalogue, failing: .catalogueFailing, silent: .catalogueSilent)
  }

  /// What a probe says, or that it says nothing.
  ///
  /// Not a task group: that would wait for the probe, which may never end.
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

  /// Free bytes of the file system a path is on; all there could be when it cannot be told.
  static func room(at path: String) -> UInt64 {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { return .max }
    return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
  }
}
