import Synchronization

/// A value that takes long to load: loaded once for all who ask, and kept.
///
/// This is the rule of every cache that loads:
/// - callers that ask for the same key at the same time share one load;
/// - what was loaded is kept until another key is loaded; a load that began earlier never replaces
///   one that began later, however long it took;
/// - a failure is told to those who waited for it and never kept: the next caller loads again;
/// - a caller that is cancelled takes nothing from the others, since the load is a task of its own.
package final class SharedLoad<Key: Hashable & Sendable, Value: Sendable, Failure: Error>: Sendable
{
  private typealias Load = Task<Result<Value, Failure>, Never>

  private struct Kept {
    let number: UInt64
    let key: Key
    let value: Value
  }

  private struct State {
    var kept: Kept?
    var running: [Key: (number: UInt64, task: Load)] = [:]
    /// Loads begun so far; each is named by its number.
    var begun: UInt64 = 0
  }

  private let state = Mutex(State())
  private let isWorthKeeping: @Sendable (Value) -> Bool

  /// Nothing loaded yet; a value that is not `isWorthKeeping` is shared by those who wait for it,
  /// and forgotten.
  package init(keepingIf isWorthKeeping: @escaping @Sendable (Value) -> Bool = { _ in true }) {
    self.isWorthKeeping = isWorthKeeping
  }

  /// The value of `key`: the kept one, that of a load under way, or of one that begins now.
  ///
  /// `serves` says whether what is kept may be used; by default its key has to be the same.
  package func value(
    for key: Key, where serves: (Key, Value) -> Bool,
    load: @escaping @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let known: Value? = state.withLock { state in
      state.kept.flatMap { serves($0.key, $0.value) ? $0.value : nil }
    }
    if let known { return known }
    return try await task(for: key, load).value.get()
  }

  /// The value of `key`, where only a value of the same key will do.
  package func value(
    for key: Key, load: @escaping @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await value(for: key, where: { kept, _ in kept == key }, load: load)
  }

  /// What was loaded last, of whichever key.
  package var kept: Value? { state.withLock { $0.kept?.value } }

  private func task(
    for key: Key, _ load: @escaping @Sendable () async throws(Failure) -> Value
  ) -> Load {
    state.withLock { state in
      if let running = state.running[key] { return running.task }
      state.begun += 1
      let number = state.begun
      let task = Load {
        let result = await Result.capturing(load)
        self.end(number, key, result)
        return result
      }
      state.running[key] = (number, task)
      return task
    }
  }

  /// Runs before the waiting callers resume: what they ask next finds this load over.
  private func end(_ number: UInt64, _ key: Key, _ result: Result<Value, Failure>) {
    state.withLock { state in
      if state.running[key]?.number == number { state.running[key] = nil }
      guard case .success(let value) = result, isWorthKeeping(value),
        (state.kept?.number ?? 0) < number
      else { return }
      state.kept = Kept(number: number, key: key, value: value)
    }
  }
}

extension Result where Success: Sendable {
  /// The result or error of `body` as a value, so that one failed read fails one shelf only.
  package static func capturing(
    _ body: @Sendable () async throws(Failure) -> Success
  ) async -> Result<Success, Failure> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }
}
