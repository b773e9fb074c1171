import PickAPI
public import PickModel
import PickSystem

extension RemoteService {
  /// Puts a title on the list or takes it off.
  public func setOnMyList(_ isOnList: Bool, title: Title.ID) async throws(ServiceError) {
    try await choose(.myList(isOnList), title)
  }

  /// Sets or withdraws a thumb.
  public func setThumb(_ thumb: Thumb?, title: Title.ID) async throws(ServiceError) {
    try await choose(.thumb(thumb), title)
  }

  /// Hides a title, or shows it again.
  public func setHidden(_ isHidden: Bool, title: Title.ID) async throws(ServiceError) {
    try await choose(.hidden(isHidden), title)
  }

  /// Leaves a title out of history and recommendations.
  public func forget(_ title: Title.ID) async throws(ServiceError) {
    try await choose(.forgotten(true), title)
  }

  /// Takes that back.
  public func unforget(_ title: Title.ID) async throws(ServiceError) {
    try await choose(.forgotten(false), title)
  }

  /// Withdraws what was watched of a title.
  public func withdraw(_ title: Title.ID, since: Instant) async throws(ServiceError) {
    try await choose(.withdrawn(since: since), title)
  }

  /// Takes a title out of continue watching, or puts it back.
  public func setAside(_ isSetAside: Bool, title: Title.ID) async throws(ServiceError) {
    try await choose(.setAside(isSetAside), title)
  }

  /// Replaces the arrangement of home; without a server it cannot be kept.
  public func arrangeHome(_ arrangement: HomeArrangement) async throws(ServiceError) {
    _ = try await guarded { (_, access) throws(ServiceError) in
      try await caller.repeatable(
        HTTPRequest(.arrangeHome, sending: HomeArrangementRequest(arrangement), access: access))
    }
  }

  /// Marks an asset as watched.
  public func markWatched(_ asset: Asset.ID) async throws(ServiceError) {
    var random = SystemRandomNumberGenerator()
    let now = clock.now()
    try await tell([.marked(EventID(at: now, using: &random), asset, at: now)])
  }

  /// Withdraws the mark that an asset was watched.
  public func unmarkWatched(_ asset: Asset.ID) async throws(ServiceError) {
    var random = SystemRandomNumberGenerator()
    let now = clock.now()
    try await tell([.unmarked(EventID(at: now, using: &random), asset, at: now)])
  }

  /// Saves where a playback stands.
  public func save(_ playback: Playback) async throws(ServiceError) {
    try await tell([.reached(playback)])
  }

  /// Records a finished playback; safe to repeat.
  public func record(_ playback: Playback) async throws(ServiceError) {
    try await tell([.watched(playback)])
  }

  /// Records that a detail page was opened; safe to repeat.
  public func recordDetailView(_ id: EventID, title: Title.ID) async throws(ServiceError) {
    try await tell([.viewed(id, title, at: clock.now())])
  }

  /// Records which cards were visible; safe to repeat.
  public func recordImpressions(_ impressions: [VisibleCard]) async throws(ServiceError) {
    guard !impressions.isEmpty else {
      _ = try await authorize()
      return
    }
    try await tell(impressions.map(UnsentFact.seen))
  }

  private func choose(
    _ choice: UnsentChoice, _ title: Title.ID
  ) async throws(ServiceError) {
    var random = SystemRandomNumberGenerator()
    try await tell([.chose(EventID(at: clock.now(), using: &random), title, choice)])
  }
}

extension RemoteService {
  /// Sends facts of one kind to the server, or writes them down while it does not answer.
  ///
  /// While facts wait, new ones are queued behind them, so that facts arrive in their order.
  private func tell(_ facts: [UnsentFact]) async throws(ServiceError) {
    let account = await session.account
    if caller.isOffline || hasUnsent(account) {
      let viewer = try await authorize()
      if let queue = places.queue(of: viewer) { return try await write(facts, to: queue, viewer) }
    }
    let sender = FactSender(
      session: session, caller: caller, serverClock: serverClock, clock: clock,
      recommendation: lastRecommendation.id)
    do {
      try await guardedTelling(facts, through: sender)
    } catch {
      guard error.mayPass, let viewer = await session.account?.viewer,
        let queue = places.queue(of: viewer)
      else { throw error }
      try await append(facts, to: queue)
    }
  }

  /// Starts to send the waiting facts, without waiting for the end.
  func deliverLater() {
    guard !caller.isOffline else { return }
    Task { await deliverUnsent() }
  }

  /// Sends the waiting facts of the signed-in viewer, until none is left or the server does not
  /// take them.
  func deliverUnsent() async {
    guard let viewer = await session.account?.viewer, let queue = places.queue(of: viewer) else {
      return
    }
    await delivery.deliver(queue, of: viewer)
  }

  private func hasUnsent(_ account: Account?) -> Bool {
    guard let account, let queue = places.queue(of: account.viewer) else { return false }
    return !queue.isEmpty
  }

  private func guardedTelling(
    _ facts: [UnsentFact], through sender: FactSender
  ) async throws(ServiceError) {
    var rest = facts[...]
    while let first = rest.first {
      let batch = Array(rest.prefix(first.batchLimit))
      try await guarded { (_, access) throws(ServiceError) in
        try await sender.tell(batch, access: access)
      }
      rest = rest.dropFirst(batch.count)
    }
  }

  private func write(
    _ facts: [UnsentFact], to queue: FactQueue, _ viewer: Viewer.ID
  ) async throws(ServiceError) {
    try await append(facts, to: queue)
    guard caller.mayTry() else { return }
    Task { await delivery.deliver(queue, of: viewer) }
  }

  /// Writes facts down, also in a task that was cancelled.
  ///
  /// The writing has a task of its own, because a cancelled one would not wait for the queue's
  /// lock.
  private func append(_ facts: [UnsentFact], to queue: FactQueue) async throws(ServiceError) {
    let now = clock.now()
    let writing = Task { try await queue.append(facts, at: now) }
    do { try await writing.value } catch { throw .notSaved }
  }
}

extension ServiceError {
  /// Whether the server may take the same fact later: it did not answer, is at fault, has a full
  /// disk, or has taken as many facts as it does for now.
  fileprivate var mayPass: Bool {
    switch self {
    case .unreachable, .cannotConnect, .throttled, .notSaved, .unexpected: true
    case .wrongCredentials, .accountDisabled, .sessionEnded, .notFound, .invalid: false
    }
  }
}
