import Foundation
import Synchronization
public import Testing

/// Runs tests that start servers and programs a few at a time, on threads of their own
/// (docs/decisions/tests-on-a-busy-machine.md).
///
/// Swift Testing begins all tests at once, on as many threads as there are cores. A test that waits
/// for a program on one of those keeps the servers of all others from answering.
public struct FewAtOnce: TestTrait, SuiteTrait, TestScoping {
  let places: Places?

  /// Each test takes a place, not its suite.
  public var isRecursive: Bool { true }

  /// Runs one test when there is a place for it.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await function() }
    await places?.take()
    defer { places?.leave() }
    try await withTaskExecutorPreference(OwnThreads.shared) { try await function() }
  }
}

extension Trait where Self == FewAtOnce {
  /// As many at once as there are cores, two at least, of all the suites that say so.
  public static var fewAtOnce: Self { FewAtOnce(places: .shared) }

  /// On threads of its own; for suites that are serialized already, or have one short test.
  public static var onOwnThreads: Self { FewAtOnce(places: nil) }
}

/// A number of places; who finds none waits for one in order, without a thread.
public final class Places: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>

  static let shared = Places(max(2, ProcessInfo.processInfo.activeProcessorCount))

  /// So many places.
  public init(_ count: Int) { state = Mutex(State(free: count)) }

  /// Waits until there is a place, and takes it.
  public func take() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  /// Gives a place to who waits longest.
  public func leave() {
    let next = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil as CheckedContinuation<Void, Never>?
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}

/// A thread for every piece of a task, so that one that waits keeps nobody else.
private final class OwnThreads: TaskExecutor {
  static let shared = OwnThreads()

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let thread = Thread { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    // What a test's own task has, however deep its calls.
    thread.stackSize = 8 << 20
    thread.start()
  }
}
