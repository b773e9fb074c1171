import Synchronization

/// Performs effects; the only way from a model to the world.
public protocol EffectRunner: Sendable {
  /// Performs one effect and returns its result; `nil` when the model needs none.
  ///
  /// Writes are handed over one after the other, in order; everything else at the same time.
  func run(_ effect: Effect) async -> Message?
  /// Whether the result of an effect is a matter of a few milliseconds of this machine's processor,
  /// so that a frame may wait for it.
  func runsAtOnce(_ effect: Effect) -> Bool
  /// Waits for work that must be completed before the program ends.
  func finish() async
}

extension EffectRunner {
  /// `false`, for a world that cannot tell.
  public func runsAtOnce(_ effect: Effect) -> Bool { false }
}

/// Performs reads and waits, all at the same time, until they are cancelled.
final class EffectTasks: Sendable {
  private struct State {
    var running: [Int: Task<Void, Never>] = [:]
    var last = 0
  }

  private let effects: any EffectRunner
  private let mailbox: Mailbox
  private let state = Mutex(State())

  /// Tasks whose replies go to `mailbox`.
  init(effects: any EffectRunner, mailbox: Mailbox) {
    self.effects = effects
    self.mailbox = mailbox
  }

  /// Performs an effect beside all others; on the common pool, where no executor is given.
  func perform(_ effect: Effect, on executor: (any TaskExecutor)? = nil) {
    state.withLock { state in
      state.last += 1
      let number = state.last
      // The task cannot forget itself before it is remembered: both take the lock.
      state.running[number] = Task(executorPreference: executor) { [self] in
        if let reply = await effects.run(effect), !Task.isCancelled { mailbox.post(reply) }
        forget(number)
      }
    }
  }

  private func forget(_ number: Int) {
    state.withLock { _ = $0.running.removeValue(forKey: number) }
  }

  /// Cancels what still runs, without waiting for it.
  func cancel() {
    let running = state.withLock { state in
      defer { state.running = [:] }
      return Array(state.running.values)
    }
    for task in running { task.cancel() }
  }
}

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

/// Waits for work with a limit, so that it cannot keep the program from ending.
enum Deadline {
  /// Waits until the work is done, but not longer than allowed; says whether it is.
  ///
  /// The work goes on after the deadline; the caller may cancel it.
  static func wait(
    milliseconds: Int, for work: @escaping @Sendable () async -> Void
  ) async -> Bool {
    let (ends, feed) = AsyncStream.makeStream(of: Bool.self)
    Task {
      await work()
      feed.yield(true)
    }
    let limit = Task {
      try? await Task.sleep(for: .milliseconds(milliseconds))
      feed.yield(false)
    }
    defer { limit.cancel() }
    for await isDone in ends { return isDone }
    return false
  }
}
