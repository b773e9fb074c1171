import PickCore
import PickModel

extension RemoteService {
  /// Tells the server facts of one kind, or writes them down for when it is back.
  ///
  /// Facts that wait go first, so that what happened later arrives later.
  func tell(_ facts: [UnsentFact]) async throws(ServiceError) {
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

  /// Sends what waits, behind whatever is going on.
  func deliverLater() {
    guard !caller.isOffline else { return }
    Task { await deliverUnsent() }
  }

  /// Sends the waiting facts of the signed-in viewer, until none is left or the server is away.
  public func deliverUnsent() async {
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

  /// Writes facts down, also when the task that tells them was cancelled: such a task does not wait
  /// for the queue's lock, so the writing has a task of its own.
  private func append(_ facts: [UnsentFact], to queue: FactQueue) async throws(ServiceError) {
    let now = clock.now()
    let writing = Task { try await queue.append(facts, at: now) }
    do { try await writing.value } catch { throw .notSaved }
  }
}

extension ServiceError {
  /// Whether the same fact may be taken later: the server is away or at fault, its disk is full, or it
  /// has heard enough for now.
  fileprivate var mayPass: Bool {
    switch self {
    case .unreachable, .cannotConnect, .throttled, .notSaved, .unexpected: true
    case .wrongCredentials, .sessionEnded, .notFound, .invalid: false
    }
  }
}
