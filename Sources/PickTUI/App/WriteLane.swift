/// Performs writes one after the other.
final class WriteLane: Sendable {
  private let feed: AsyncStream<Effect>.Continuation
  private let ended: AsyncStream<Void>
  private let endedFeed: AsyncStream<Void>.Continuation

  /// A lane whose replies go to `mailbox`.
  init(effects: any EffectRunner, mailbox: Mailbox) {
    let (writes, feed) = AsyncStream.makeStream(of: Effect.self)
    let (ended, endedFeed) = AsyncStream.makeStream(of: Void.self)
    (self.feed, self.ended, self.endedFeed) = (feed, ended, endedFeed)
    Task {
      for await write in writes {
        if let reply = await effects.run(write) { mailbox.post(reply) }
      }
      endedFeed.finish()
    }
  }

  /// Performs a write after those that were handed over before.
  func perform(_ write: Effect) { feed.yield(write) }

  /// Takes no more writes and waits for those that were taken, but not longer than allowed.
  func finish(withinMilliseconds milliseconds: Int) async {
    feed.finish()
    let limit = Task { [endedFeed] in
      try? await Task.sleep(for: .milliseconds(milliseconds))
      endedFeed.finish()
    }
    for await _ in ended {}
    limit.cancel()
  }
}
