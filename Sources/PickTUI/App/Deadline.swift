/// Waits for work that must not keep a program from ending.
enum Deadline {
  /// Waits until the work is done, but not longer than allowed; says whether it is.
  ///
  /// The work goes on: what is to end it is for the caller to say.
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
