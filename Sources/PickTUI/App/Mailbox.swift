import Synchronization

/// Messages on their way to the program; any number of senders, one receiver.
///
/// The receiver takes everything that waits at once, so that two hundred keys cost one frame.
final class Mailbox: Sendable {
  private struct State {
    var waiting: [Message] = []
    var receiver: CheckedContinuation<[Message], Never>?
    var isClosed = false

    mutating func takeReceiver() -> CheckedContinuation<[Message], Never>? {
      defer { receiver = nil }
      return receiver
    }
  }

  private let state = Mutex(State())

  /// Puts a message in; wakes the receiver.
  func post(_ message: Message) {
    let receiver = state.withLock { state in
      state.waiting.append(message)
      return state.takeReceiver()
    }
    receiver?.resume(returning: take())
  }

  /// Says that nothing comes any more.
  func close() {
    let receiver = state.withLock { state in
      state.isClosed = true
      return state.takeReceiver()
    }
    receiver?.resume(returning: take())
  }

  /// Everything that waits, in order; waits until there is something, and is empty after the end.
  func receive() async -> [Message] {
    await withCheckedContinuation { continuation in
      let isReady = state.withLock { state in
        guard state.waiting.isEmpty, !state.isClosed else { return true }
        state.receiver = continuation
        return false
      }
      if isReady { continuation.resume(returning: take()) }
    }
  }

  /// Everything that waits, without waiting.
  func take() -> [Message] {
    state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
  }
}
