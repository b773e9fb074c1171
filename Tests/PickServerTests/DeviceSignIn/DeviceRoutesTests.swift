import HTTPTypes
import PickAPI
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickServer

@Suite("Device sign-in, through the whole server")
struct DeviceRoutesTests {
  let house: SignInHouse

  init() async throws { house = try await SignInHouse() }

  private func poll(_ codes: DeviceAuthorizationAnswer) async throws -> SignInHouse.Answer {
    try await house.send(.pollDeviceToken, body: "{\"device_code\":\"\(codes.deviceCode)\"}")
  }

  private func speak(_ endpoint: Endpoint, _ code: String, _ access: String) async throws
    -> SignInHouse.Answer
  {
    try await house.send(endpoint, body: "{\"user_code\":\"\(code)\"}", access: access)
  }

  @Test("a device asks, somebody looks and approves, the device is signed in, once")
  func journey() async throws {
    let access = try await house.signIn().accessToken
    let codes = try await house.beginDeviceSignIn()
    #expect(codes.expiresIn == 600 && codes.interval == 5)
    #expect(codes.verificationURI == "https://pick.example/activate")
    #expect(codes.completeVerificationURI == codes.verificationURI + "?code=" + codes.userCode)
    #expect(try await poll(codes).code == "authorization_pending")
    let early = try await poll(codes)
    #expect(early.code == "slow_down" && early.headers[.retryAfter] == "10")
    let waiting: PendingDevicePayload =
      try await speak(.pendingDevice, codes.userCode.lowercased(), access).read()
    #expect(waiting.name == "거실 TV" && waiting.place == "198.51.100.4")
    #expect(waiting.requestedAt == house.now)
    #expect(try await speak(.approveDevice, codes.userCode, access).status == 204)
    let answer = try await poll(codes)
    let tokens: TokensAnswer = try answer.read()
    #expect(tokens.account == SignInHouse.mina)
    #expect(try await house.status(tokens.accessToken) == 200)
    let sessions = try await house.database.liveSessions(of: SignInHouse.mina.id, at: house.now)
    #expect(sessions.contains { $0.id == tokens.session && $0.deviceName == "거실 TV" })
    #expect(try await poll(codes).code == "expired_token")
  }

  @Test("home is made anew once a device is signed in, as after a password")
  func settling() async throws {
    let access = try await house.signIn().accessToken
    let codes = try await house.beginDeviceSignIn()
    #expect(try await speak(.approveDevice, codes.userCode, access).status == 204)
    let kept = try await house.send(.home, access: access).text
    house.clock.advance(bySeconds: 1)
    #expect(try await house.send(.home, access: access).text == kept)
    #expect(try await poll(codes).status == 200)
    #expect(try await house.send(.home, access: access).text != kept)
  }

  @Test("refused, unknown and expired devices are told so")
  func refusals() async throws {
    let access = try await house.signIn().accessToken
    let codes = try await house.beginDeviceSignIn()
    #expect(try await speak(.denyDevice, codes.userCode, access).status == 204)
    #expect(try await poll(codes).code == "access_denied")
    #expect(try await speak(.approveDevice, codes.userCode, access).status == 404)
    let late = try await house.beginDeviceSignIn()
    house.clock.advance(bySeconds: 600)
    #expect(try await poll(late).code == "expired_token")
    let unknown = try await house.send(.pollDeviceToken, body: "{\"device_code\":\"x\"}")
    #expect(unknown.code == "expired_token")
  }

  @Test("who is not signed in decides nothing")
  func unauthorized() async throws {
    let codes = try await house.beginDeviceSignIn()
    for endpoint in [Endpoint.pendingDevice, .approveDevice, .denyDevice] {
      let answer = try await house.send(
        endpoint, body: "{\"user_code\":\"\(codes.userCode)\"}")
      #expect(answer.status == 401)
    }
    #expect(try await poll(codes).code == "authorization_pending")
  }

  @Test("five wrong guesses end a code, whoever makes them")
  func guesses() async throws {
    let codes = try await house.beginDeviceSignIn()
    let wrong = codes.userCode.prefix(5) + (codes.userCode.hasSuffix("BBBB") ? "CCCC" : "BBBB")
    let access = try await house.signIn().accessToken
    for _ in 0..<5 {
      #expect(try await speak(.approveDevice, String(wrong), access).status == 404)
      house.clock.advance(bySeconds: 60)
    }
    let juns = try await house.signIn(SignInHouse.jun).accessToken
    #expect(try await speak(.approveDevice, codes.userCode, juns).status == 404)
    #expect(try await poll(codes).code == "expired_token")
  }

  @Test("a right code of one's own forgives no wrong guesses")
  func ownCode() async throws {
    let access = try await house.signIn().accessToken
    let own = try await house.beginDeviceSignIn("own")
    var statuses: [Int] = []
    for _ in 0..<4 {
      statuses.append(try await speak(.pendingDevice, "BBBB-BBBB", access).status)
      statuses.append(try await speak(.pendingDevice, own.userCode, access).status)
    }
    // The first guess is free, the second one has to be waited for, and so has everything after it.
    #expect(statuses == [404, 200, 404, 429, 429, 429, 429, 429])
    house.clock.advance(bySeconds: 2)
    #expect(try await speak(.pendingDevice, own.userCode, access).status == 200)
    #expect(try await speak(.approveDevice, own.userCode, access).status == 204)
  }

  @Test("one address begins so many and no more")
  func addresses() async throws {
    var statuses: [Int] = []
    for _ in 0..<21 {
      statuses.append(try await house.send(.authorizeDevice, body: "{}").status)
    }
    #expect(statuses == Array(repeating: 200, count: 20) + [429])
  }
}
