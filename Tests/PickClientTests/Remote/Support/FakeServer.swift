import PickAPI
import PickModel
import PickTestRunning
import PickTestSupport
import Synchronization

@testable import PickClient

/// A server that is there or not, as a test wants it; it knows two viewers and one page of each kind.
final class FakeServer: HTTPTransport {
  /// What the next answers are.
  enum Mood: Sendable {
    case well
    /// Connecting fails.
    case away(TransportError)
    /// No answer and no failure ever comes: a request waits until its caller gives up.
    case silent
    /// Something else happens before that endpoint is answered.
    case after(Endpoint, @Sendable () async -> Void)
    /// The request is done, its answer is lost.
    case losesAnswers
    /// Everything is answered so.
    case says(HTTPResponse)
    /// What is sent to that endpoint is answered so.
    case saysTo(Endpoint, HTTPResponse)
  }

  private struct State {
    var mood = Mood.well
    var requests: [HTTPRequest] = []
    var generation = 1
    var live: Set<String> = []
    var facts: [EventID] = []
    var homeVersion = 1
    var poison: Set<EventID> = []
    var unknown: Set<EventID> = []
  }

  let clock: ManualClock
  private let state = Mutex(State())

  /// A server whose clock is `clock`.
  init(clock: ManualClock = ManualClock()) { self.clock = clock }

  /// Changes its mood.
  func be(_ mood: Mood) { state.withLock { $0.mood = mood } }

  /// Everything that was asked, also what was not answered.
  var requests: [HTTPRequest] { state.withLock { $0.requests } }

  /// How often an endpoint was asked.
  func count(of endpoint: Endpoint) -> Int {
    requests.count { Endpoint($0) == endpoint }
  }

  /// The facts it was told, in order; a repeated one once.
  var facts: [EventID] { state.withLock { $0.facts } }

  /// Facts for which a whole batch is refused.
  func refuse(_ ids: Set<EventID>) { state.withLock { $0.poison = ids } }

  /// Facts that are left out of a batch.
  func reject(_ ids: Set<EventID>) { state.withLock { $0.unknown = ids } }

  /// Makes the front page another one.
  func changeHome() { state.withLock { $0.homeVersion += 1 } }

  /// Ends every session.
  func revokeAll() { state.withLock { $0.live = [] } }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let mood = state.withLock { state in
      state.requests.append(request)
      return state.mood
    }
    switch mood {
    case .well: return answer(request)
    case .away(let error): throw error
    case .silent:
      await waitUntilCancelled()
      throw .unreachable
    case .after(let endpoint, let other):
      if Endpoint(request) == endpoint { await other() }
      return answer(request)
    case .losesAnswers:
      _ = answer(request)
      throw .unreachable
    case .says(let response): return response
    case .saysTo(let endpoint, let response):
      return Endpoint(request) == endpoint ? response : answer(request)
    }
  }

  private func answer(_ request: HTTPRequest) -> HTTPResponse {
    state.withLock { state in
      switch Endpoint(request) {
      case .signIn: Self.signIn(request, &state, now: clock.now())
      case .refresh: Self.refresh(request, &state, now: clock.now())
      case let endpoint: Self.guarded(endpoint, request, &state, now: clock.now())
      }
    }
  }

  private static func signIn(_ request: HTTPRequest, _ state: inout State, now: Instant)
    -> HTTPResponse
  {
    guard let asked: SignInRequest = decode(request),
      asked.credentials.password == SignInFixture.password,
      let account = [SignInFixture.mina, SignInFixture.jun].first(where: {
        $0.number == asked.credentials.number
      })
    else { return .problem(.wrongCredentials) }
    return tokens(of: account, &state, now: now)
  }

  private static func refresh(_ request: HTTPRequest, _ state: inout State, now: Instant)
    -> HTTPResponse
  {
    guard let asked: RefreshRequest = decode(request), state.live.contains(asked.refreshToken)
    else { return .problem(.sessionRevoked) }
    state.live.remove(asked.refreshToken)
    let isMinas = asked.refreshToken.hasPrefix("r-\(SignInFixture.mina.viewer)-")
    return tokens(of: isMinas ? SignInFixture.mina : SignInFixture.jun, &state, now: now)
  }

  private static func tokens(of account: Account, _ state: inout State, now: Instant)
    -> HTTPResponse
  {
    state.generation += 1
    let (access, refresh) = ("a-\(account.viewer)-", "r-\(account.viewer)-")
    state.live.formUnion([access, refresh].map { $0 + "\(state.generation)" })
    return .ok(
      TokensAnswer(
        accessToken: access + "\(state.generation)", refreshToken: refresh + "\(state.generation)",
        expiresIn: 1800, refreshExpiresIn: 7 * 86_400,
        session: SessionID(String(repeating: "\(account.viewer)", count: 32)), account: account,
        now: now))
  }

  private static func guarded(
    _ endpoint: Endpoint?, _ request: HTTPRequest, _ state: inout State, now: Instant
  ) -> HTTPResponse {
    let token = request.headers["authorization"]?.dropFirst("Bearer ".count) ?? ""
    guard state.live.contains(String(token)) else { return .problem(.unauthorized) }
    let viewer = token.hasPrefix("a-1-") ? 1 : 2
    switch endpoint {
    case .home: return home(request, state.homeVersion, viewer: viewer, now: now)
    case .recordWatchEvents:
      let sent: WatchEventsRequest? = decode(request)
      let latest = now.advanced(bySeconds: WireLimits.clockSkewSeconds)
      let future = (sent?.events ?? []).filter { $0.playback.startedAt > latest }.map(\.id)
      state.unknown.formUnion(future)
      defer { state.unknown.subtract(future) }
      return batch(sent?.events.map(\.id), &state)
    case .recordDetailViews:
      let sent: DetailViewsRequest? = decode(request)
      return batch(sent?.views.map(\.id), &state)
    case .recordImpressions:
      let sent: ImpressionsRequest? = decode(request)
      return batch(sent?.impressions.map(\.id), &state)
    case .savePlayback:
      if let id = EventID(wireText: String(request.target.split(separator: "/").last ?? "")) {
        state.facts.append(id)
      }
      return HTTPResponse(status: 204)
    case .session:
      return .ok(
        SessionPayload(
          session: SessionID("s"), account: SignInFixture.mina, expiresAt: now, now: now))
    case .myPage, .signOut, .changePassword, .setThumb, .addToMyList:
      return HTTPResponse(status: 204)
    default: return .problem(.notFound)
    }
  }

  private static func home(_ request: HTTPRequest, _ version: Int, viewer: Int, now: Instant)
    -> HTTPResponse
  {
    let etag = "\"\(viewer).\(version)\""
    guard request.headers["if-none-match"] != etag else {
      return HTTPResponse(status: 304, headers: ["etag": etag])
    }
    return .ok(
      HomePayload(.sample(version: version, viewer: viewer), recommendationID: "r\(version)"),
      headers: ["etag": etag])
  }

  private static func batch(_ ids: [EventID]?, _ state: inout State) -> HTTPResponse {
    guard let ids, state.poison.isDisjoint(with: ids) else { return .problem(.invalidBody) }
    let taken = ids.filter { !state.unknown.contains($0) && !state.facts.contains($0) }
    state.facts += taken
    return .ok(
      BatchAnswer(recorded: taken.count, rejected: ids.filter(state.unknown.contains)))
  }

  private static func decode<Payload: WirePayload>(_ request: HTTPRequest) -> Payload? {
    try? WireJSON.decode(from: request.body ?? [])
  }
}

extension Endpoint {
  /// The endpoint a request is for.
  init?(_ request: HTTPRequest) {
    let path = request.target.prefix { $0 != "?" }.split(separator: "/")
    let endpoint = Self.allCases.first { endpoint in
      let template = endpoint.route.template.split(separator: "/")
      return endpoint.route.method.rawValue == request.method.rawValue
        && template.count == path.count
        && zip(template, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
    guard let endpoint else { return nil }
    self = endpoint
  }
}

extension HTTPResponse {
  static func ok(_ payload: some WirePayload, headers: HTTPHeaders = HTTPHeaders()) -> HTTPResponse
  {
    HTTPResponse(status: 200, headers: headers, body: WireJSON.encode(payload))
  }

  static func problem(_ code: Problem.Code, retryAfter: Int? = nil) -> HTTPResponse {
    let problem = Problem(code, retryAfter: retryAfter, requestID: "request-1")
    var headers: HTTPHeaders = ["content-type": Problem.mediaType]
    if let retryAfter { headers.add("retry-after", "\(retryAfter)") }
    return HTTPResponse(status: problem.status, headers: headers, body: WireJSON.encode(problem))
  }
}

extension HomePage {
  /// A front page of one shelf, which tells versions and viewers apart.
  static func sample(version: Int, viewer: Int) -> HomePage {
    let cards = (1...3).map { (number: Int) -> Card in
      let id = Int64(version * 100 + viewer * 10 + number)
      let title = Title(
        id: Title.ID(id), name: LocalizedText("작품 \(id)", english: "Title \(id)"), kind: .film,
        category: .film, genres: [], year: 2020, ageRating: .all, availability: .always,
        addedAt: Instant(secondsSince1970: 0))
      return Card(title, playable: nil, reason: .popular(rank: number))
    }
    return HomePage(
      hero: [], shelves: [.loaded(Shelf(kind: .top10, cards: cards))],
      builtFor: Instant(secondsSince1970: 0), isPersonalised: false)
  }
}
