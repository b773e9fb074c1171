import Synchronization

/// Performs writes one after the other.
final class WriteLane: Sendable {
  private let feed: AsyncStream<Effect>.Continuation
  private let running = RunningWrite()
  private let worker: Task<Void, Never>

  /// A lane whose replies go to `mailbox`.
  init(effects: any EffectRunner, mailbox: Mailbox) {
    let (writes, feed) = AsyncStream.makeStream(of: Effect.self)
    self.feed = feed
    worker = Task { [running] in
      for await write in writes {
        if let reply = await running.begin(write, effects).value { mailbox.post(reply) }
      }
    }
  }

  /// Performs a write after those that were handed over before.
  func perform(_ write: Effect) { feed.yield(write) }

  /// Takes no more writes and waits for those that were taken, but not longer than allowed.
  ///
  /// Then they are cancelled: a write that waits for an answer gives up, and has some time to keep its
  /// facts on this device.
  func finish(withinMilliseconds milliseconds: Int, thenToGiveUp more: Int) async {
    feed.finish()
    let worker = worker
    if await Deadline.wait(milliseconds: milliseconds, for: { await worker.value }) { return }
    running.hurry()
    _ = await Deadline.wait(milliseconds: more, for: { await worker.value })
  }
}

/// The write that is performed now.
private final class RunningWrite: Sendable {
  private struct State {
    /// Whether writes begin cancelled.
    var isHurried = false
    var task: Task<Message?, Never>?
  }

  private let state = Mutex(State())

  func begin(_ write: Effect, _ effects: any EffectRunner) -> Task<Message?, Never> {
    state.withLock { state in
      let task = Task { await effects.run(write) }
      if state.isHurried { task.cancel() }
      state.task = task
      return task
    }
  }

  /// Cancels this write and all that follow.
  func hurry() {
    state.withLock { state in
      state.isHurried = true
      state.task?.cancel()
    }
  }
}
