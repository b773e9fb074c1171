import PickAPI
import PickModel
import Testing

@Suite("every payload is what openapi.yaml says")
struct PayloadSchemaTests {
  /// Read once: a document of this length takes a while.
  private static let read = Result { try Schemas() }
  private let schemas: Schemas

  init() throws { schemas = try Self.read.get() }

  private func expect(
    _ payload: some WirePayload, _ name: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let faults = try schemas.faults(of: payload, as: name)
    #expect(faults == [], sourceLocation: location)
  }

  @Test("pages", arguments: 0..<25)
  func pages(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    try expect(HomePayload(any.home(), recommendationID: "r"), "Home")
    try expect(any.category(), "CategoryPage")
    try expect(any.result(), "Shelf")
    let part = ShelfPart(cards: any.cards(), next: any.maybe { PageCursor($0.text()) })
    try expect(part, "ShelfPart")
    try expect(any.search(), "SearchResults")
    try expect(any.list(), "SearchResults")
    try expect(any.titlePage(), "TitlePage")
    try expect(any.explanation(), "Explanation")
  }

  @Test("a viewer's own data", arguments: 0..<25)
  func own(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let page = any.myPage()
    try expect(page, "MyPage")
    try expect(HomeArrangementRequest(any.arrangement()), "HomeArrangementRequest")
    try expect(HistoryPayload(page.history), "History")
    try expect(TastePayload(page.taste), "Taste")
    try expect(CardsPayload(page.myList), "Cards")
    try expect(SessionsPayload(page.devices), "Sessions")
  }

  @Test("facts", arguments: 0..<25)
  func facts(seed: UInt64) throws {
    var any = AnyModel(seed: seed)
    let at = Instant(secondsSince1970: 1_795_154_700 + Int64(any.int(0...1000)))
    try expect(
      WatchEventsRequest([
        .init(
          id: any.event(), asset: any.id(), startedAt: at, watchedSeconds: any.int(0...604_800),
          position: any.int(0...604_800))
      ]), "WatchEventsRequest")
    try expect(
      DetailViewsRequest([.init(id: any.event(), title: any.id(), at: at)]), "DetailViewsRequest")
    let seen = ImpressionsRequest.Item(
      id: any.event(), shelf: Shelf.ID("top10"), title: any.id(), position: 3, at: at)
    try expect(ImpressionsRequest([seen], recommendationID: "r"), "ImpressionsRequest")
    try expect(BatchAnswer(recorded: 1, rejected: [any.event()]), "BatchAnswer")
    try expect(MarkWatchedRequest(id: any.event(), at: at), "MarkWatchedRequest")
    try expect(
      PlaybackRequest(asset: any.id(), startedAt: at, watchedSeconds: 1, position: 2),
      "PlaybackRequest")
    try expect(ThumbRequest(.up), "ThumbRequest")
    try expect(WithdrawRequest(since: Instant(secondsSince1970: 5)), "WithdrawRequest")
  }

  @Test("signing in")
  func signIn() throws {
    var any = AnyModel(seed: 1)
    let account = Account(id: any.id(), number: "0101", viewer: any.id())
    let session = any.session()
    let tokens = TokensAnswer(
      accessToken: "a", refreshToken: "r", expiresIn: 1800, refreshExpiresIn: 604_800,
      session: session, account: account, now: any.instant())
    try expect(tokens, "Tokens")
    try expect(
      SessionPayload(
        session: session, account: account, expiresAt: any.instant(), now: any.instant()),
      "Session")
    let credentials = Credentials(number: "0101", password: "p")
    try expect(SignInRequest(credentials, deviceName: "거실"), "SignInRequest")
    try expect(RefreshRequest(refreshToken: "r"), "RefreshRequest")
    try expect(SignOutRequest(everywhere: true), "SignOutRequest")
    try expect(PasswordRequest(oldPassword: "o", newPassword: "n"), "PasswordRequest")
  }

  @Test("signing a device in")
  func devices() throws {
    try expect(DeviceAuthorizationRequest(deviceName: "TV"), "DeviceAuthorizationRequest")
    try expect(
      DeviceAuthorizationAnswer(
        deviceCode: "d", userCode: "BCDF-GHJK", verificationURI: "u",
        completeVerificationURI: "c", expiresIn: 600, interval: 5), "DeviceAuthorization")
    try expect(DeviceTokenRequest(deviceCode: "d"), "DeviceTokenRequest")
    try expect(UserCodeRequest(userCode: "bcdf ghjk"), "UserCodeRequest")
    let instant = Instant(secondsSince1970: 1)
    try expect(
      PendingDevicePayload(name: "TV", place: "::1", requestedAt: instant, expiresAt: instant),
      "PendingDevice")
  }

  @Test("problems, every code of them", arguments: Problem.Code.known)
  func problems(_ code: Problem.Code) throws {
    try expect(Problem(code, field: "f", retryAfter: 1, requestID: "r"), "Problem")
    let named = schemas["Problem"]?["properties"]?["code"]?["enum"]?.array.count
    #expect(named == Problem.Code.known.count)
  }

  @Test("limits")
  func limits() throws {
    func property(_ schema: String, _ name: String) -> JSON? {
      schemas[schema]?["properties"]?[name]
    }
    func longest(_ schema: String, _ name: String) -> Double? {
      property(schema, name)?["maxLength"]?.number
    }
    #expect(longest("SignInRequest", "number") == Double(WireLimits.numberLength))
    #expect(longest("SignInRequest", "password") == Double(WireLimits.passwordLength))
    #expect(longest("SignInRequest", "device_name") == Double(WireLimits.deviceNameLength))
    #expect(longest("RefreshRequest", "refresh_token") == Double(WireLimits.tokenLength))
    #expect(longest("DeviceTokenRequest", "device_code") == Double(WireLimits.tokenLength))
    #expect(longest("UserCodeRequest", "user_code") == Double(WireLimits.userCodeLength))
    #expect(longest("Impression", "shelf") == Double(WireLimits.shelfLength))
    #expect(
      longest("ImpressionsRequest", "recommendation_id")
        == Double(WireLimits.recommendationLength))
    #expect(schemas["QueryText"]?["maxLength"]?.number == Double(WireLimits.queryLength))
    #expect(schemas["Seconds"]?["maximum"]?.number == Double(WireLimits.longestSeconds))
    #expect(schemas["PastInstant"]?["minimum"]?.number == Double(WireLimits.earliest))
    #expect(schemas["PastInstant"]?["maximum"]?.number == Double(WireLimits.latest))
    let positions = property("Impression", "position")?["maximum"]?.number
    #expect(positions == Double(WireLimits.shelfPositions))
    for (schema, list) in [
      ("WatchEventsRequest", "events"), ("DetailViewsRequest", "views"),
      ("ImpressionsRequest", "impressions"),
    ] {
      #expect(property(schema, list)?["maxItems"]?.number == Double(WireLimits.batchCount))
    }
  }
}
