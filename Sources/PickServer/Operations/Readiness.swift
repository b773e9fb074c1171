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
    case diskFull = "the disk is full"
  }

  /// Asks the database something small.
  typealias Probe = @Sendable () async throws(StoreError) -> Void

  /// Free bytes below which nothing more is expected to be stored.
  static let leastRoom: UInt64 = 8 << 20

  private let isDraining = Atomic(false)
  private let probing = Mutex<Task<Answer, Never>?>(nil)
  private let probe: Probe
  private let room: @Sendable () -> UInt64
  private let deadline: Duration

  /// `room` tells the free bytes where the database is; `deadline` is how long it may take to answer.
  init(
    probe: @escaping Probe, room: @escaping @Sendable () -> UInt64 = { .max },
    deadline: Duration = .seconds(2)
  ) {
    self.probe = probe
    self.room = room
    self.deadline = deadline
  }

  /// From now on the answer is no: the server is about to stop.
  func drain() { isDraining.store(true, ordering: .relaxed) }

  /// Answers within the deadline, whatever the database does.
  func check() async -> Answer {
    if isDraining.load(ordering: .relaxed) { return .notReady(.draining) }
    if room() < Self.leastRoom { return .notReady(.diskFull) }
    return await firstOf(probeOnce())
  }

  /// The probe that is under way, or a new one: a silent database is asked once, not once a check.
  private func probeOnce() -> Task<Answer, Never> {
    probing.withLock { current in
      if let current { return current }
      let task = Task { [probe] in
        let answer: Answer
        do {
          try await probe()
          answer = .ready
        } catch { answer = .notReady(.databaseFailing) }
        self.probing.withLock { $0 = nil }
        return answer
      }
      current = task
      return task
    }
  }

  /// Not a task group: that would wait for the probe, which may never end.
  private func firstOf(_ probe: Task<Answer, Never>) async -> Answer {
    let (answers, answer) = AsyncStream.makeStream(of: Answer.self)
    let asking = Task { answer.yield(await probe.value) }
    let waiting = Task { [deadline] in
      try await Task.sleep(for: deadline)
      answer.yield(.notReady(.databaseSilent))
    }
    defer {
      asking.cancel()
      waiting.cancel()
    }
    for await first in answers { return first }
    return .notReady(.databaseSilent)
  }

  /// Free bytes of the file system a path is on; all there could be when it cannot be told.
  static func room(at path: String) -> UInt64 {
    var facts = statvfs()
    guard statvfs(path, &facts) == 0 else { return .max }
    return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
  }
}
