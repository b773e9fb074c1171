import PickAPI
import PickModel
import PickSystem

/// Turns facts into requests, and answers into what became of the facts.
struct FactSender: Sendable {
  let session: SessionGuard
  let caller: ServerCaller
  let serverClock: ServerClock
  let clock: any WallClock
  var recommendation: String?

  /// Sends facts of one kind that happened just now.
  ///
  /// Throws `.notFound` for a single fact about a title or an asset that does not exist.
  func tell(_ facts: [UnsentFact], access: String) async throws(ServiceError) {
    let policy: RetryPolicy = caller.isOffline ? .glance : .patient
    guard let result = await exchange(facts, policy, access: access) else { return }
    let response = try caller.accepted(result)
    if facts.count == 1, !Self.refused(response).isEmpty { throw .notFound }
  }

  /// Sends facts, and once more when the server's clock turns out to differ from what was known;
  /// `nil` when there is nothing to send.
  private func exchange(
    _ facts: [UnsentFact], _ policy: RetryPolicy, access: String
  ) async -> Result<HTTPResponse, TransportError>? {
    guard let request = request(for: facts, access: access) else { return nil }
    let result = await caller.exchange(request, policy)
    guard Self.mayBeFuture(result), await learnsClock(access),
      let corrected = self.request(for: facts, access: access)
    else { return result }
    return await caller.exchange(corrected, .patient)
  }

  /// Whether the server may have refused facts because they lie in its future.
  private static func mayBeFuture(_ result: Result<HTTPResponse, TransportError>) -> Bool {
    guard case .success(let response) = result else { return false }
    return (200..<300).contains(response.status)
      ? !refused(response).isEmpty : Problem(response).code == .instantInFuture
  }

  /// Asks the server for its time; `true` when it differs from what was known.
  private func learnsClock(_ access: String) async -> Bool {
    let asked = HTTPRequest(.session, Endpoint.session.target(), access: access)
    guard case .success(let response) = await caller.exchange(asked, .once),
      let payload = try? WireJSON.decode(SessionPayload.self, from: response.body)
    else { return false }
    return serverClock.observe(server: payload.now, local: clock.now())
  }

  /// Sends facts that waited, in a session of `viewer` only.
  func send(_ facts: [UnsentFact], of viewer: Viewer.ID) async -> FactDelivery.Outcome {
    do throws(ServiceError) {
      return try await session.performWithToken { (grant, access) throws(ServiceError) in
        // Another viewer, who has another queue, signed in meanwhile.
        guard grant.viewer == viewer else { return .later }
        return try await outcome(of: facts, access: access)
      }
    } catch { return .later }
  }

  private func outcome(of facts: [UnsentFact], access: String) async throws(ServiceError)
    -> FactDelivery.Outcome
  {
    guard let result = await exchange(facts, .patient, access: access) else {
      return .taken(refused: [])
    }
    guard case .success(let response) = result else { return .later }
    switch response.status {
    case 200..<300: return .taken(refused: Self.refused(response))
    case 429: return .throttled(seconds: response.retryAfterSeconds ?? 60)
    case 401: throw ServiceError(Problem(response)) { _ in "" }
    // These statuses condemn a fact only where Pick's server, and no gateway, answered.
    case 400, 404, 413, 422: return response.isProblem ? .unreadable : .later
    default: return .later
    }
  }

  private static func refused(_ response: HTTPResponse) -> Set<EventID> {
    let answer = try? WireJSON.decode(BatchAnswer.self, from: response.body)
    return Set(answer?.rejected ?? [])
  }

  private func request(for facts: [UnsentFact], access: String) -> HTTPRequest? {
    switch facts.first {
    case nil: nil
    case .reached(let playback):
      HTTPRequest(
        .savePlayback, Endpoint.savePlayback.target(playback.id.wireText),
        body: WireJSON.encode(position(of: playback)), access: access)
    case .marked(let id, let asset, let at):
      HTTPRequest(
        .markWatched, Endpoint.markWatched.target(asset.description),
        body: WireJSON.encode(MarkWatchedRequest(id: id, at: serverClock.toServer(at))),
        access: access)
    case .unmarked(let id, let asset, let at):
      HTTPRequest(
        .unmarkWatched, Endpoint.unmarkWatched.target(asset.description),
        body: WireJSON.encode(MarkWatchedRequest(id: id, at: serverClock.toServer(at))),
        access: access)
    case .chose(_, let title, let choice):
      HTTPRequest(
        choice.endpoint, choice.endpoint.target(title.description),
        body: choice.body(serverClock), access: access)
    case .watched:
      HTTPRequest(
        .recordWatchEvents, sending: WatchEventsRequest(facts.compactMap(event)), access: access)
    case .viewed:
      HTTPRequest(
        .recordDetailViews, sending: DetailViewsRequest(facts.compactMap(view)), access: access)
    case .seen:
      HTTPRequest(
        .recordImpressions,
        sending: ImpressionsRequest(
          facts.compactMap(impression), recommendationID: recommendation), access: access)
    }
  }

  private func position(of playback: Playback) -> PlaybackRequest {
    PlaybackRequest(
      asset: playback.asset, startedAt: serverClock.toServer(playback.startedAt),
      watchedSeconds: Self.clamped(playback.watchedSeconds),
      position: Self.clamped(playback.position))
  }

  private func event(_ fact: UnsentFact) -> WatchEventsRequest.Item? {
    guard case .watched(let playback) = fact else { return nil }
    return WatchEventsRequest.Item(
      id: playback.id, asset: playback.asset,
      startedAt: serverClock.toServer(playback.startedAt),
      watchedSeconds: Self.clamped(playback.watchedSeconds),
      position: Self.clamped(playback.position))
  }

  private func view(_ fact: UnsentFact) -> DetailViewsRequest.Item? {
    guard case .viewed(let id, let title, let at) = fact else { return nil }
    return DetailViewsRequest.Item(id: id, title: title, at: serverClock.toServer(at))
  }

  private func impression(_ fact: UnsentFact) -> ImpressionsRequest.Item? {
    guard case .seen(let card) = fact else { return nil }
    return ImpressionsRequest.Item(
      id: card.id, shelf: card.shelf, title: card.title, position: card.position,
      at: serverClock.toServer(card.at))
  }

  /// The value, within the range that the wire allows.
  private static func clamped(_ seconds: Int) -> Int {
    min(max(0, seconds), WireLimits.longestSeconds)
  }
}
