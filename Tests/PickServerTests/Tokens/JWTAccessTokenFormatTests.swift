import FoundationEssentials
import PickAPI
import PickIdentity
import PickModel
import PickSystem
import PickTestSupport
import Testing

@testable import PickServer

@Suite("JWT access tokens")
struct JWTAccessTokenFormatTests {
  private let fixture: TokenFixture

  init() throws { fixture = try TokenFixture() }

  @Test("say after verification what was signed")
  func roundTrip() async throws {
    let text = try await fixture.format.sign(fixture.grant, epoch: 5, at: fixture.now)
    let claims = try await fixture.format.authentic(text)
    #expect(claims.viewer == Viewer.ID(7) && claims.session == fixture.grant.session)
    #expect(claims.epoch == 5 && claims.account == nil)
    #expect(claims.issuedAt.secondsSince1970 == fixture.now.secondsSince1970)
    #expect(claims.expiresAt >= fixture.grant.expiresAt)
    #expect(claims.expiresAt.seconds(since: fixture.grant.expiresAt) < 1)
  }

  @Test("have the documented header and claims, and no two are the same")
  func form() async throws {
    let text = try await fixture.format.sign(fixture.grant, epoch: 0, at: fixture.now)
    let parts = text.split(separator: ".")
    let header = try #require(Base64URL.decode(parts[0]))
    let fields = try JSONDecoder().decode([String: String].self, from: Data(header))
    #expect(fields == ["alg": "EdDSA", "kid": fixture.key.id, "typ": "at+jwt"])
    let payload = String(decoding: try #require(Base64URL.decode(parts[1])), as: UTF8.self)
    for name in ["iss", "aud", "sub", "sid", "jti", "iat", "exp", "epoch"] {
      #expect(payload.contains("\"\(name)\":"))
    }
    #expect(payload.contains("\"sub\":\"7\"") && !payload.contains("account"))
    #expect(try await fixture.format.sign(fixture.grant, epoch: 0, at: fixture.now) != text)
  }

  @Test("a token made by hand to the letter is accepted, so that the vectors fail for their reason")
  func byHand() async throws {
    #expect(try await fixture.format.authentic(fixture.token()).viewer == Viewer.ID(7))
  }

  @Test("a change of any one digit is noticed")
  func tampered() async throws {
    let text = try await fixture.format.sign(fixture.grant, epoch: 0, at: fixture.now)
    for index in text.indices where text[index] != "." {
      var changed = text
      changed.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
      await #expect(throws: AccessTokenFault.self) { try await fixture.format.authentic(changed) }
    }
  }

  @Test("a rotation is noticed within a second; both keys are accepted until the old one retires")
  func rotation() async throws {
    let other = try fixture.process()
    let before = try await fixture.format.sign(fixture.grant, epoch: 0, at: fixture.now)
    let old = fixture.key.id
    let new = try fixture.directory.rotate(at: fixture.now)
    fixture.clock.advance(bySeconds: 1)
    #expect(fixture.key.id == old)
    #expect(KeySet(fixture.keys.ring(at: fixture.now), at: fixture.now).keys.count == 2)
    fixture.clock.advance(bySeconds: KeyPolicy().publishSeconds)
    #expect(fixture.key.id == new.id)
    let after = try await fixture.format.sign(fixture.grant, epoch: 0, at: fixture.now)
    for format in [fixture.format, other] {
      _ = try await format.authentic(before)
      _ = try await format.authentic(after)
    }
    fixture.clock.advance(bySeconds: KeyPolicy().verifySeconds)
    await #expect(throws: AccessTokenFault.unknownKey) {
      try await fixture.format.authentic(before)
    }
    _ = try await fixture.format.authentic(after)
  }

  @Test("a token that was accepted before is refused once its key was moved away")
  func movedAway() async throws {
    let text = try await fixture.format.sign(fixture.grant, epoch: 0, at: fixture.now)
    _ = try await fixture.format.authentic(text)
    let leaked = fixture.key
    _ = try fixture.directory.rotate(at: fixture.now)
    try FileManager.default.removeItem(atPath: "\(fixture.directory.path)/\(leaked.id).key")
    fixture.clock.advance(bySeconds: 1)
    await #expect(throws: AccessTokenFault.unknownKey) {
      try await fixture.format.authentic(text)
    }
  }

  @Test("a directory that vanished changes nothing for who has read it")
  func vanished() async throws {
    let text = try await fixture.format.sign(fixture.grant, epoch: 0, at: fixture.now)
    try FileManager.default.removeItem(atPath: fixture.directory.path)
    fixture.clock.advance(bySeconds: 120)
    _ = try await fixture.format.authentic(text)
  }

  @Test("the key set has the public halves and nothing else")
  func keySet() {
    let set = KeySet(fixture.keys.ring(at: fixture.now), at: fixture.now)
    let text = String(decoding: WireJSON.encode(set), as: UTF8.self)
    #expect(set.keys.map(\.id) == [fixture.key.id])
    #expect(text.contains("\"crv\":\"Ed25519\"") && text.contains("\"kty\":\"OKP\""))
    #expect(Base64URL.decode(set.keys[0].x) == fixture.key.publicBytes)
    #expect(!text.contains("\"d\""))
  }

  @Test(
    "a header that is long or not ASCII is not parsed",
    arguments: ["a\u{301}", String(repeating: "a", count: 300)])
  func header(kid: String) throws {
    var header = fixture.header
    header["kid"] = "\"\(kid)\""
    let text = try fixture.token(header)
    #expect(throws: AccessTokenFault.malformed) { _ = try StrictToken(text) }
  }
}
