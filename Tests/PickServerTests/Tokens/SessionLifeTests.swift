import FoundationEssentials
import HTTPTypes
import Logging
import PickAPI
import PickIdentity
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickServer

@Suite("Sessions, through the whole server")
struct SessionLifeTests {
  let house: SignInHouse

  init() async throws { house = try await SignInHouse() }

  @Test("signing in gives a JWT and says what is left of the address's tries")
  func signIn() async throws {
    let body = "{\"number\":\"1001\",\"password\":\"\(SignInHouse.password)\"}"
    let answer = try await house.send(.signIn, body: body)
    let tokens: TokensAnswer = try answer.read()
    #expect(answer.status == 200 && tokens.expiresIn == 1800)
    #expect(tokens.accessToken.split(separator: ".").count == 3)
    #expect(answer.headers[.rateLimitPolicy] == "\"sign-in\";q=20;w=60")
    #expect(answer.headers[.rateLimit] == "\"sign-in\";r=19;t=3")
    let event = try #require(house.audits.all.first)
    #expect(event.kind == .signedIn && event.client == "192.0.2.7" && event.requestID == "same")
  }

  @Test("one address's tries run out, whatever numbers it tries; another's do not")
  func addresses() async throws {
    func attempt(_ number: Int, from address: String) async throws -> SignInHouse.Answer {
      try await house.send(
        .signIn, body: "{\"number\":\"9\(number)\",\"password\":\"guess guess\"}", from: address)
    }
    var answer = try await attempt(0, from: "192.0.2.7")
    for number in 1..<30 where answer.status == 401 {
      answer = try await attempt(number, from: "192.0.2.7")
    }
    #expect(answer.status == 429 && answer.code == "too_many_requests")
    #expect(answer.headers[.retryAfter] == "3")
    #expect(answer.headers[.rateLimit]?.hasPrefix("\"sign-in\";r=0") == true)
    #expect(try await attempt(99, from: "192.0.2.8").status == 401)
    let forwarded = try await house.send(
      .signIn, body: "{\"number\":\"1\",\"password\":\"guess guess\"}",
      headers: [.xForwardedFor: "203.0.113.9"])
    #expect(forwarded.status == 429)
  }

  @Test("a replayed refresh token ends its family and no other; one event tells of it")
  func replay() async throws {
    let (stolen, other) = (try await house.signIn(), try await house.signIn())
    let next: TokensAnswer = try await house.refresh(stolen.refreshToken).read()
    house.clock.advance(bySeconds: 11)
    let replay = try await house.refresh(stolen.refreshToken)
    #expect(replay.status == 401 && replay.code == "session_revoked")
    #expect(try await house.refresh(next.refreshToken).status == 401)
    #expect(try await house.status(next.accessToken) == 401)
    #expect(try await house.status(other.accessToken) == 200)
    #expect(house.audits.kinds.count { $0 == .refreshTokenReused } == 1)
    #expect(!house.lines.text.contains(stolen.refreshToken.suffix(32)))
  }

  @Test("a hundred refreshes at once in two processes have one child")
  func hundred() async throws {
    let tokens = try await house.signIn()
    let servers = [house.server, try house.process(), try house.process()]
    let house = house
    let children = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<100 {
        group.addTask {
          let answer = try await house.refresh(
            tokens.refreshToken, to: servers[number % servers.count])
          guard answer.status == 200 else { return answer.text }
          let renewed: TokensAnswer = try answer.read()
          return renewed.refreshToken
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(children.count == 1)
    let child = try #require(children.first)
    #expect(try await house.refresh(child).status == 200)
  }

  @Test("keys rotate and servers restart under a session, and nobody signs in again")
  func rolling() async throws {
    var tokens = try await house.signIn()
    var server = house.server
    for _ in 0..<4 {
      _ = try house.tokens.directory.rotate(at: house.now)
      for _ in 0..<3 {
        house.clock.advance(bySeconds: 600)
        #expect(try await house.status(tokens.accessToken, to: server) == 200)
      }
      let restarted = try house.process()
      tokens = try await house.refresh(tokens.refreshToken, to: server).read()
      #expect(try await house.status(tokens.accessToken, to: restarted) == 200)
      #expect(try await house.status(tokens.accessToken, to: server) == 200)
      server = restarted
    }
  }

  @Test("a new password ends the others at once; this one refreshes and goes on")
  func newPassword() async throws {
    let (here, there) = (try await house.signIn(), try await house.signIn())
    let body = "{\"old_password\":\"\(SignInHouse.password)\",\"new_password\":\"another one\"}"
    let answer = try await house.send(.changePassword, body: body, access: here.accessToken)
    #expect(answer.status == 204)
    #expect(try await house.status(there.accessToken) == 401)
    #expect(try await house.refresh(there.refreshToken).code == "session_revoked")
    #expect(try await house.status(here.accessToken) == 401)
    let renewed: TokensAnswer = try await house.refresh(here.refreshToken).read()
    #expect(try await house.status(renewed.accessToken) == 200)
    #expect(house.audits.kinds.contains(.passwordChanged))
  }

  @Test("a new password is a try of the address, as signing in is")
  func passwordTries() async throws {
    let here = try await house.signIn()
    let body = "{\"old_password\":\"guess guess\",\"new_password\":\"another one\"}"
    let answer = try await house.send(
      .changePassword, body: body, access: here.accessToken, from: "192.0.2.99")
    #expect(answer.status == 422)
    #expect(answer.headers[.rateLimit] == "\"sign-in\";r=19;t=3")
  }

  @Test("a request is answered for the time at which its body has come, not its head")
  func heldBody() {
    let origin = RequestOrigin(
      logger: Logger(label: "test"), clientAddress: "", clock: house.clock)
    let context = ServerContext(source: origin)
    let head = context.now
    house.clock.advance(bySeconds: 9)
    #expect(context.now == head.advanced(bySeconds: 9))
  }

  @Test("a disabled account's tokens end at the next request")
  func disabled() async throws {
    let tokens = try await house.signIn()
    try await house.database.setDisabled(true, account: SignInHouse.mina.id, at: house.now)
    #expect(try await house.status(tokens.accessToken) == 401)
    #expect(try await house.refresh(tokens.refreshToken).code == "session_revoked")
  }

  @Test("one's own session can be ended from another, and nobody else's")
  func revokeOne() async throws {
    let (here, there) = (try await house.signIn(), try await house.signIn())
    let juns = try await house.signIn(SignInHouse.jun)
    let foreign = try await house.send(
      .endSession, juns.session.rawValue, access: here.accessToken)
    #expect(foreign.status == 404)
    let own = try await house.send(.endSession, there.session.rawValue, access: here.accessToken)
    #expect(own.status == 204)
    #expect(try await house.status(there.accessToken) == 401)
    #expect(try await house.status(juns.accessToken) == 200)
    #expect(house.audits.kinds.last == .sessionRevoked)
  }

  @Test("the leeway lets a token live on for other servers' clocks, and ends")
  func leeway() async throws {
    let tokens = try await house.signIn()
    house.clock.advance(bySeconds: 1829)
    #expect(try await house.status(tokens.accessToken) == 200)
    house.clock.advance(bySeconds: 2)
    #expect(try await house.status(tokens.accessToken) == 401)
  }

  @Test("the key set is served to anybody and may be kept")
  func keySet() async throws {
    let answer = try await house.send(.keySet)
    let set = try WireJSON.decode(KeySet.self, from: answer.bytes)
    #expect(answer.status == 200 && set.keys.map(\.id) == [house.tokens.key.id])
    #expect(answer.headers[.cacheControl] == "public, max-age=300")
    #expect(answer.headers[.contentType] == "application/jwk-set+json")
  }

  @Test("what happens is told without passwords, numbers or tokens")
  func audit() async throws {
    let tokens = try await house.signIn()
    for _ in 0..<3 {
      _ = try await house.send(
        .signIn, body: "{\"number\":\"1002\",\"password\":\"planted secret\"}")
    }
    #expect(house.audits.kinds == [.signedIn, .signInFailed, .signInFailed, .signInThrottled])
    let told = try house.audits.all.map {
      String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
    }.joined()
    for secret in ["planted", "1002", SignInHouse.password, String(tokens.accessToken.suffix(20))] {
      #expect(!told.contains(secret) && !house.lines.text.contains(secret))
    }
    #expect(Set(house.audits.all.compactMap(\.number)).count == 1)
  }
}
