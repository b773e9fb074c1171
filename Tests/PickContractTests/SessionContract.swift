import PickClient
import PickModel
import PickTestRunning
import PickTestSupport
import Testing

@Suite("PickService: session", .fewAtOnce)
struct SessionContract {
  /// Every call the guard stands before.
  enum GuardedCall: CaseIterable, Sendable {
    case authorize, changePassword, home, shelf, more, category, search, title, myPage, explain
    case list, thumb, hide, mark, forget, unforget, withdraw, aside, arrange
    case save, record, detail, impressions

    func make(on service: any PickService, _ house: ContractHouse) async throws {
      let title = Title.ID(1)
      let playback = house.playback(ContractWorld.film(1), id: 1)
      switch self {
      case .authorize: _ = try await service.authorize()
      case .changePassword: try await service.changePassword(from: "a", to: "b")
      case .home: _ = try await service.home()
      case .shelf: _ = try await service.shelf(.top10)
      case .more: _ = try await service.more(of: Shelf.ID("top10"), after: PageCursor("x"))
      case .category: _ = try await service.category(.film)
      case .search: _ = try await service.search("작품", limit: 3)
      case .title: _ = try await service.title(title)
      case .myPage: _ = try await service.myPage()
      case .explain: _ = try await service.explain(title)
      case .list: try await service.setOnMyList(true, title: title)
      case .thumb: try await service.setThumb(.up, title: title)
      case .hide: try await service.setHidden(true, title: title)
      case .mark: try await service.markWatched(ContractWorld.film(1))
      case .forget: try await service.forget(title)
      case .unforget: try await service.unforget(title)
      case .withdraw: try await service.withdraw(title, since: house.clock.now())
      case .aside: try await service.setAside(true, title: title)
      case .arrange: try await service.arrangeHome(.standard)
      case .save: try await service.save(playback)
      case .record: try await service.record(playback)
      case .detail: try await service.recordDetailView(playback.id, title: title)
      case .impressions: try await service.recordImpressions([])
      }
    }
  }

  @Test(
    "nothing is answered to nobody", arguments: ServiceUnderTest.allCases, GuardedCall.allCases)
  func guarded(kind: ServiceUnderTest, call: GuardedCall) async throws {
    let house = try await kind.start()
    await #expect(throws: ServiceError.sessionEnded(.signedOut)) {
      try await call.make(on: house.device(), house)
    }
  }

  @Test(
    "a disabled account is told so where the password is right, and only there",
    arguments: ServiceUnderTest.allCases)
  func disabled(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    try await house.disable(ContractWorld.mina)
    let device = house.device()
    await #expect(throws: ServiceError.accountDisabled) {
      try await device.signIn(Credentials(ContractWorld.mina))
    }
    await #expect(throws: ServiceError.wrongCredentials) {
      try await device.signIn(Credentials(number: ContractWorld.mina.number, password: "other"))
    }
  }

  @Test(
    "signing in says who; a wrong password and a wrong number are one answer",
    arguments: ServiceUnderTest.allCases)
  func signingIn(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = house.device()
    #expect(try await device.signIn(Credentials(ContractWorld.mina)) == ContractWorld.mina)
    #expect(try await device.authorize() == ContractWorld.mina.viewer)
    for wrong in [
      Credentials(ContractWorld.mina, password: "wrong"),
      Credentials(number: "9999", password: ContractWorld.password),
    ] {
      await #expect(throws: ServiceError.wrongCredentials) {
        _ = try await house.device().signIn(wrong)
      }
    }
  }

  @Test(
    "an expired access token is refreshed silently, an expired session is not",
    arguments: ServiceUnderTest.allCases)
  func expiry(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let device = try await house.minasDevice()
    house.clock.advance(bySeconds: 31 * 60)
    #expect(try await device.authorize() == ContractWorld.mina.viewer)
    house.clock.advance(bySeconds: 8 * 86_400)
    await #expect(throws: ServiceError.sessionEnded(.expired)) { _ = try await device.home() }
  }

  @Test(
    "signing out everywhere ends the other devices at once",
    arguments: ServiceUnderTest.allCases)
  func revocation(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let (here, there) = (try await house.minasDevice(), try await house.minasDevice("안방"))
    await here.signOut(everywhere: true)
    await #expect(throws: ServiceError.sessionEnded(.revoked)) { _ = try await there.home() }
    await #expect(throws: ServiceError.sessionEnded(.signedOut)) { _ = try await here.home() }
  }

  @Test(
    "a changed password keeps this device and ends the others",
    arguments: ServiceUnderTest.allCases)
  func passwordChange(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let (here, there) = (try await house.minasDevice(), try await house.minasDevice("안방"))
    try await here.changePassword(from: ContractWorld.password, to: "battery staple")
    #expect(try await here.authorize() == ContractWorld.mina.viewer)
    await #expect(throws: ServiceError.sessionEnded(.revoked)) { _ = try await there.home() }
    await #expect(throws: ServiceError.invalid(.oldPasswordWrong)) {
      try await here.changePassword(from: ContractWorld.password, to: "battery staple")
    }
    await #expect(throws: ServiceError.invalid(.newPasswordTooShort)) {
      try await here.changePassword(from: "battery staple", to: "short")
    }
  }

  @Test("what one viewer does, another does not see", arguments: ServiceUnderTest.allCases)
  func privacy(kind: ServiceUnderTest) async throws {
    let house = try await kind.start()
    let minas = try await house.minasDevice()
    try await minas.record(house.playback(ContractWorld.film(1), id: 1, seconds: 600))
    try await minas.setHidden(true, title: Title.ID(2))
    let juns = house.device()
    _ = try await juns.signIn(Credentials(ContractWorld.jun))
    let page = try await juns.myPage()
    #expect(page.history.isEmpty)
    #expect(page.stored.watchEvents == 0 && page.stored.choices == 0)
    #expect(page.number == ContractWorld.jun.number)
    #expect(try await juns.home().shelf(.continueWatching) == nil)
  }
}
