import Dispatch

/// Work beside which something is looked at, such as a lock or a limit.
enum Supervised {
  /// Does `work`, and cancels it once `look` returns an error.
  ///
  /// `look` has a thread of its own: training keeps the threads of Swift's tasks busy, and on a
  /// machine of one core there is one.
  ///
  /// - Parameters:
  ///   - work: ends soon after it is cancelled.
  ///   - look: returns why the work must end, or `nil` once it is cancelled.
  /// - Returns: what `work` made.
  /// - Throws: what `look` returned, or what `work` throws.
  static func run<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result,
    while look: @escaping @Sendable () async -> PipelineError?
  ) async throws -> Result {
    let working = Task { try await work() }
    return try await withTaskCancellationHandler {
      let reason = await withTaskGroup(of: PipelineError?.self) { group in
        group.addTask(executorPreference: LookingExecutor.shared) {
          let error = await look()
          if error != nil { working.cancel() }
          return error
        }
        _ = await working.result
        group.cancelAll()
        return await group.next() ?? nil
      }
      if let reason { throw reason }
      return try await working.value
    } onCancel: {
      working.cancel()
    }
  }
}

/// Runs tasks on one thread that no other task has.
private final class LookingExecutor: TaskExecutor {
  static let shared = LookingExecutor()

  private let queue = DispatchQueue(label: "pick.pipeline.looking")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }
}
