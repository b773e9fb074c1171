import PickModel
import PickSystem

/// Sends queued facts to the server in their order and in batches, and keeps each until the server
/// has said what became of it.
///
/// A fact that is sent twice is stored once, by its identity. A fact that the server will never
/// take is set aside, so that it does not block the others.
actor FactDelivery {
  /// What became of a batch.
  enum Outcome: Sendable {
    /// The server stored the facts, except those that it will never take.
    case taken(refused: Set<EventID>)
    /// The server cannot read the batch, because of one or more of its facts.
    case unreadable
    /// The batch has to be sent again later.
    case later
    /// The quota of the viewer is used up for so many seconds.
    case throttled(seconds: Int)
  }

  private let send: @Sendable ([UnsentFact], Viewer.ID) async -> Outcome
  private let clock: @Sendable () -> Instant
  private var isDelivering = false
  /// When the server asked for a pause, and until when.
  private var pause: (since: Instant, until: Instant)?

  /// The longest pause that is kept: quotas are by the hour.
  private static let longestPauseSeconds = 3600

  /// - Parameters:
  ///   - clock: tells how old a fact is.
  ///   - send: sends facts of one kind, in a session of that viewer only.
  init(
    clock: @escaping @Sendable () -> Instant,
    send: @escaping @Sendable ([UnsentFact], Viewer.ID) async -> Outcome
  ) {
    self.clock = clock
    self.send = send
  }

  /// Delivers until nothing is left or the server takes no more.
  ///
  /// Only one delivery of a queue runs at a time, also among terminals.
  func deliver(_ queue: FactQueue, of viewer: Viewer.ID) async {
    guard !isDelivering, !isPaused, !queue.isEmpty, let lock = queue.deliveryLock() else { return }
    isDelivering = true
    defer {
      isDelivering = false
      lock.release()
    }
    while true {
      let waiting = queue.all(at: clock())
      guard let batch = Self.next(of: waiting) else {
        // What may be left in the file is damaged or too old.
        try? await queue.remove([], at: clock())
        return
      }
      guard await settle(batch, queue, viewer) else { return }
    }
  }

  /// Whether the server's pause still lasts; `false` after the clock was set back.
  private var isPaused: Bool {
    guard let pause else { return false }
    let now = clock()
    return pause.since <= now && now < pause.until
  }

  /// The facts to send next, and those they make superfluous.
  struct Batch: Equatable {
    /// The facts that are sent.
    let facts: [QueuedFact]
    /// The facts that leave the queue with them.
    let leaving: [QueuedFact]
  }

  /// The facts of one kind at the beginning of the queue, as many as fit a request.
  ///
  /// Of the positions of one playback only the last is sent, and none when its end waits too.
  static func next(of waiting: [QueuedFact]) -> Batch? {
    guard let first = waiting.first else { return nil }
    guard first.fact.kind == .reached else {
      let facts = waiting.prefix(first.fact.batchLimit).prefix { $0.fact.kind == first.fact.kind }
      return Batch(facts: Array(facts), leaving: Array(facts))
    }
    let same = waiting.filter { $0.fact.id == first.fact.id }
    let steps = same.filter { $0.fact.kind == .reached }
    let hasEnded = same.contains { $0.fact.kind == .watched }
    return Batch(facts: hasEnded ? [] : steps.suffix(1), leaving: steps)
  }

  /// Sends a batch, in halves while the server cannot read it; `false` when delivery has to stop.
  private func settle(_ batch: Batch, _ queue: FactQueue, _ viewer: Viewer.ID) async -> Bool {
    var open = [batch.facts]
    while let facts = open.popLast() {
      guard !facts.isEmpty else { continue }
      switch await send(facts.map(\.fact), viewer) {
      case .later: return false
      case .throttled(let seconds):
        let now = clock()
        let most = Int64(min(max(1, seconds), Self.longestPauseSeconds))
        pause = (now, now.advanced(bySeconds: most))
        return false
      case .taken(let refused):
        queue.setAside(facts.filter { refused.contains($0.fact.id) })
        guard await take(facts, from: queue) else { return false }
      case .unreadable where facts.count > 1:
        // The first half goes on top of the stack, so that it is sent first.
        open += [Array(facts.suffix(facts.count / 2)), Array(facts.dropLast(facts.count / 2))]
      case .unreadable:
        queue.setAside(facts)
        guard await take(facts, from: queue) else { return false }
      }
    }
    return await take(batch.leaving, from: queue)
  }

  /// Removes facts from the queue; `false` when that fails, since they would be sent for ever.
  private func take(_ facts: [QueuedFact], from queue: FactQueue) async -> Bool {
    do {
      try await queue.remove(facts, at: clock())
      return true
    } catch { return false }
  }
}
