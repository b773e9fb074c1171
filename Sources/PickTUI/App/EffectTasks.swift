import Synchronization

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

  /// Performs an effect beside all others.
  func perform(_ effect: Effect) {
    state.withLock { state in
      state.last += 1
      let number = state.last
      // The task cannot forget itself before it is remembered: both take the lock.
      state.running[number] = Task { [self] in
        if let reply = await effects.run(effect), !Task.isCancelled { mailbox.post(reply) }
        forget(number)
      }
    }
  }

  private func forget(_ number: Int) {
    state.withLock { _ = $0.running.removeValue(forKey: number) }
  }

  /// Ends what still runs; nobody waits for it.
  func cancel() {
    let running = state.withLock { state in
      defer { state.running = [:] }
      return Array(state.running.values)
    }
    for task in running { task.cancel() }
  }
}
