import Foundation

/// What a test waited for and did not come.
public struct NeverCame: Error, CustomStringConvertible {
  /// What was waited for.
  public let awaited: String
  /// What there was instead.
  public let found: String

  /// A sentence for whoever reads the failure.
  public var description: String {
    "waited for \(awaited), which never came" + (found.isEmpty ? "" : "; there was:\n\(found)")
  }
}

/// How long a wait of a test goes on before it says that something hangs.
///
/// No behaviour is decided by it: whatever comes, comes within milliseconds, or within seconds on a
/// machine that is very busy.
public let hangCeiling = Duration.seconds(180)

/// Waits until a condition holds, without a thread; what other tasks do makes it true.
///
/// - Parameters:
///   - awaited: what is waited for, to end "waited for …".
///   - ceiling: when to say that it hangs.
///   - isolation: where the caller runs, and the condition too.
///   - condition: looked at again and again.
/// - Throws: `NeverCame`, or what the condition throws.
public func wait(
  for awaited: String, ceiling: Duration = hangCeiling,
  isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool
) async throws {
  let start = ContinuousClock.now
  var looks = 0
  while try await !condition() {
    try Task.checkCancellation()
    guard ContinuousClock.now - start < ceiling else {
      throw NeverCame(awaited: awaited, found: "")
    }
    looks += 1
    // Most things are there after a few turns; the rest is left the processor.
    if looks < 100 { await Task.yield() } else { await aMoment() }
  }
}

private func aMoment() async {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(2)) { continuation.resume() }
  }
}

/// Waits on this thread until a condition holds that nothing tells of, such as a file that goes away.
///
/// - Parameters:
///   - awaited: what is waited for, to end "waited for …".
///   - ceiling: when to say that it hangs.
///   - found: what there is, for the failure.
///   - condition: looked at a hundred times a second.
/// - Throws: `NeverCame`, or what the condition throws.
public func waitHere(
  for awaited: String, ceiling: Duration = hangCeiling, found: () -> String = { "" },
  _ condition: () throws -> Bool
) throws {
  let start = ContinuousClock.now
  while try !condition() {
    guard ContinuousClock.now - start < ceiling else {
      throw NeverCame(awaited: awaited, found: found())
    }
    poll(nil, 0, 10)
  }
}

/// Waits until the task is cancelled, as something does that never gets an answer.
public func waitUntilCancelled() async {
  let (never, feed) = AsyncStream.makeStream(of: Void.self)
  for await _ in never {}
  feed.finish()
}
