import HTTPTypes
import PickAPI
import PickIdentity
import PickModel
import PickServer
import PickStore
import PickTestSupport
import Testing

@Suite("signing in over the wire")
struct SignInTests {
  @Test("number and password get a pair of tokens, whose they are, and the server's time")
  func signIn() async throws {
    let signedIn = try await SignedInServer()
    let tokens = signedIn.tokens
    #expect(tokens.expiresIn == 1800)
    #expect(tokens.refreshExpiresIn == 7 * 86_400)
    #expect(tokens.account == StoreSample.accounts[0])
    #expect(tokens.now == signedIn.test.clock.now())
    let session: SessionPayload = try await signedIn.send(.session).payload()
    #expect(session.session == tokens.session)
    #expect(session.account == StoreSample.accounts[0])
  }

  @Test("a wrong password and an unknown number get the same answer")
  func wrong() async throws {
    let test = try await SignedInServer().test
    for number in ["1001", "4711"] {
      let answer = try await test.send(
        .post, Endpoint.signIn.target(), headers: [.contentType: "application/json"],
        body: json(
          SignInRequest(Credentials(number: number, password: "wrong"), deviceName: nil)))
      #expect(answer.status == 401)
      #expect(answer.code == "wrong_credentials")
    }
  }

  @Test("guessing is slowed down, and the answer says for how long")
  func throttled() async throws {
    let test = try await SignedInServer().test
    let body = json(
      SignInRequest(Credentials(number: "77", password: "guess"), deviceName: nil))
    var last: TestServer.Answer?
    for _ in 0..<4 {
      last = try await test.send(
        .post, Endpoint.signIn.target(), headers: [.contentType: "application/json"], body: body)
    }
    #expect(last?.status == 429)
    #expect(last?.headers[.retryAfter] == "2")
  }

  @Test("a refresh token is exchanged for a new pair; a made-up one is refused")
  func refresh() async throws {
    let signedIn = try await SignedInServer()
    signedIn.test.clock.advance(bySeconds: 60)
    let request = RefreshRequest(refreshToken: signedIn.tokens.refreshToken)
    let tokens: TokensAnswer = try await signedIn.send(.refresh, nil, request).payload()
    #expect(tokens.session == signedIn.tokens.session)
    #expect(tokens.refreshToken != signedIn.tokens.refreshToken)
    let refused = try await signedIn.send(
      .refresh, nil, RefreshRequest(refreshToken: "pkr1.made-up"))
    #expect(refused.status == 401)
    #expect(refused.code == "session_revoked")
  }

  @Test("signing out ends the session, with an expired token too")
  func signOut() async throws {
    let signedIn = try await SignedInServer()
    signedIn.test.clock.advance(bySeconds: 3600)
    #expect(try await signedIn.send(.home).status == 401)
    let out = try await signedIn.send(.signOut, nil, SignOutRequest(everywhere: false))
    #expect(out.status == 204)
    let refused = try await signedIn.send(
      .refresh, nil, RefreshRequest(refreshToken: signedIn.tokens.refreshToken))
    #expect(refused.code == "session_revoked")
  }

  @Test("one device can be signed out from another, but nobody else's")
  func devices() async throws {
    let signedIn = try await SignedInServer()
    let second = try await SignedInServer.signIn(signedIn.test, SignedInServer.credentials)
    let other = try await SignedInServer.signIn(
      signedIn.test, Credentials(number: "1002", password: SignedInServer.password))
    let sessions: SessionsPayload = try await signedIn.send(.sessions).payload()
    #expect(sessions.devices.map(\.isCurrent) == [true, false])
    #expect(sessions.devices.map(\.name) == ["거실", "거실"])
    let ours = Endpoint.endSession.target(second.session.rawValue)
    #expect(try await signedIn.send(.endSession, ours).status == 204)
    #expect(try await signedIn.send(.home, token: second.accessToken).status == 401)
    let theirs = Endpoint.endSession.target(other.session.rawValue)
    #expect(try await signedIn.send(.endSession, theirs).status == 404)
    #expect(try await signedIn.send(.home, token: other.accessToken).status == 200)
  }

  @Test("a password is replaced by whoever knows the old one")
  func password() async throws {
    let signedIn = try await SignedInServer()
    func change(_ old: String, _ new: String) async throws -> TestServer.Answer {
      try await signedIn.send(
        .changePassword, nil, PasswordRequest(oldPassword: old, newPassword: new))
    }
    #expect(try await change(SignedInServer.password, "short").code == "new_password_too_short")
    #expect(try await change("wrong", "long enough").code == "old_password_wrong")
    #expect(try await change(SignedInServer.password, "long enough").status == 204)
  }

  @Test("an account with a name as long as Django allows signs in", arguments: [65, 150])
  func longNumber(length: Int) async throws {
    let test = try await SignedInServer().test
    let account = Account(
      id: Account.ID(209), number: String(repeating: "가", count: length), viewer: Viewer.ID(109))
    try await test.server.backend.authority.create(
      account, password: SignedInServer.password, at: test.clock.now())
    let tokens = try await SignedInServer.signIn(
      test, Credentials(number: account.number, password: SignedInServer.password))
    #expect(tokens.account == account)
  }
}
