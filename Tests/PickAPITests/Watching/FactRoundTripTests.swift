import PickAPI
import PickModel
import Testing

@Suite("facts and requests over the wire")
struct FactRoundTripTests {
  private let viewer = Viewer.ID(7)

  private func sent<Payload: WirePayload>(_ payload: Payload) throws -> Payload {
    try WireJSON.decode(from: WireJSON.encode(payload))
  }

  @Test("watch events arrive as they happened, of the viewer whose token it was", arguments: 0..<40)
  func watchEvents(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let event = WatchEvent(
      id: any.event(), viewer: viewer, asset: any.id(), startedAt: any.instant(),
      watchedSeconds: any.int(0...604_800), endPosition: any.int(0...604_800), source: .player)
    let position = try #require(event.endPosition)
    let item = WatchEventsRequest.Item(
      id: event.id, asset: event.asset, startedAt: event.startedAt,
      watchedSeconds: event.watchedSeconds, position: position)
    #expect(try sent(WatchEventsRequest([item])).events.map { $0.event(of: viewer) } == [event])
    let playback = PlaybackRequest(
      asset: event.asset, startedAt: event.startedAt, watchedSeconds: event.watchedSeconds,
      position: position)
    #expect(try sent(playback).event(id: event.id, of: viewer) == event)
  }

  @Test("opened pages and visible cards arrive as they were seen", arguments: 0..<40)
  func seen(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let view = DetailView(id: any.event(), viewer: viewer, title: any.id(), at: any.instant())
    let views = DetailViewsRequest([.init(id: view.id, title: view.title, at: view.at)])
    #expect(try sent(views).views.map { $0.view(of: viewer) } == [view])
    let card = Impression(
      id: any.event(), viewer: viewer, shelf: Shelf.ID(any.text()), title: any.id(),
      position: any.int(0...99), at: any.instant(), page: "r")
    let item = ImpressionsRequest.Item(
      id: card.id, shelf: card.shelf, title: card.title, position: card.position, at: card.at)
    let request = try sent(ImpressionsRequest([item], recommendationID: "r"))
    let read = request.impressions.map {
      $0.impression(on: $0.shelf, of: viewer, page: request.recommendationID)
    }
    #expect(read == [card])
    #expect(request.recommendationID == "r")
  }

  @Test("requests and answers of signing in arrive as they were", arguments: 0..<20)
  func signIn(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let account = Account(id: any.id(), number: any.text(), viewer: any.id())
    let tokens = TokensAnswer(
      accessToken: any.text(), refreshToken: any.text(), expiresIn: any.int(0...1800),
      refreshExpiresIn: any.int(0...604_800), session: SessionID(any.text()), account: account,
      now: any.instant())
    #expect(try sent(tokens) == tokens)
    #expect(try sent(tokens).account == account)
    let session = SessionPayload(
      session: SessionID(any.text()), account: account, expiresAt: any.instant(),
      now: any.instant())
    #expect(try sent(session) == session)
    let request = SignInRequest(
      Credentials(number: any.text(), password: any.text()), deviceName: any.maybe { $0.text() })
    #expect(try sent(request) == request)
    let password = PasswordRequest(oldPassword: any.text(), newPassword: any.text())
    #expect(try sent(password) == password)
    let answer = BatchAnswer(recorded: any.int(0...500), rejected: [any.event(), any.event()])
    #expect(try sent(answer) == answer)
  }

  @Test("device sign-in arrives as it was", arguments: 0..<20)
  func devices(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let answer = DeviceAuthorizationAnswer(
      deviceCode: any.text(), userCode: any.text(), verificationURI: any.text(),
      completeVerificationURI: any.text(), expiresIn: any.int(1...600), interval: any.int(1...60))
    #expect(try sent(answer) == answer)
    let pending = PendingDevicePayload(
      name: any.text(), place: any.text(), requestedAt: any.instant(), expiresAt: any.instant())
    #expect(try sent(pending) == pending)
  }

  @Test(
    "what is not an identifier is refused",
    arguments: ["", "0", "-1", "01", "+1", "9223372036854775808", " 1", "1 ", "１", "1e3", "0x1"])
  func identifiers(_ text: String) { #expect(Identifier<Title>(wireText: text) == nil) }

  @Test(
    "what is not an event's identity is refused",
    arguments: [
      "", "0", String(repeating: "A", count: 32), String(repeating: "g", count: 32),
      String(repeating: "0", count: 33), "+" + String(repeating: "0", count: 31),
    ])
  func events(_ text: String) { #expect(EventID(wireText: text) == nil) }

  @Test("secrets are not in what a log line would say")
  func redacted() {
    let account = Account(id: .init(1), number: "0101", viewer: .init(2))
    let tokens = TokensAnswer(
      accessToken: "hush", refreshToken: "hush", expiresIn: 1, refreshExpiresIn: 1,
      session: SessionID("s"), account: account, now: Instant(millisecondsSince1970: 0))
    let values: [Any] = [
      tokens, RefreshRequest(refreshToken: "hush"), DeviceTokenRequest(deviceCode: "hush"),
      PasswordRequest(oldPassword: "hush", newPassword: "hush"),
      SignInRequest(Credentials(number: "hush", password: "hush"), deviceName: "hush"),
    ]
    for value in values { #expect(!"\(value) \(told(value))".contains("hush")) }
  }
}
