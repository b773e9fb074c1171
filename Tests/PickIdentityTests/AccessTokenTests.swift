import Crypto
import PickModel
import Testing

@testable import PickIdentity
@testable import PickSystem

@Suite("Access token")
struct AccessTokenTests {
  static let key = SigningKey.ephemeral(random: RandomBytes { [UInt8](repeating: 5, count: $0) })
  static let now = Instant(secondsSince1970: 1_795_181_400)

  static func token(
    issuer: [UInt8] = key.issuer, viewer: Int64 = 7, issuedAt: Instant = now,
    lifeSeconds: Int64 = 1800
  ) -> AccessToken {
    AccessToken(
      issuer: issuer,
      grant: AccessGrant(
        viewer: Viewer.ID(viewer), account: Account.ID(8),
        session: SessionID("00112233445566778899aabbccddeeff"),
        expiresAt: issuedAt.advanced(bySeconds: lifeSeconds)),
      issuedAt: issuedAt)
  }

  static let valid = token().signed(with: key.access)

  func verify(_ text: String, at now: Instant = now) throws(AccessTokenFault) -> AccessToken {
    let token = try AccessToken.authentic(text, key: Self.key.access, issuer: Self.key.issuer)
    try token.claims.checkTime(at: now, skewSeconds: 60)
    return token
  }

  @Test("says after verification what was signed")
  func roundTrip() throws {
    #expect(try verify(Self.valid) == Self.token())
    let extreme = Self.token(viewer: .max)
    #expect(try verify(extreme.signed(with: Self.key.access)) == extreme)
  }

  @Test("has the documented length and form")
  func form() {
    #expect(Self.valid.utf8.count == 5 + 2 * 96)
    #expect(Self.valid.hasPrefix("pka1."))
  }

  @Test(
    "holds until just before its expiry, and not at it",
    arguments: [
      (-1, nil), (0, .expired), (1, .expired), (31_536_000_000, .expired),
    ] as [(Int64, AccessTokenFault?)])
  func expiry(millisecondsAfter: Int64, fault: AccessTokenFault?) {
    let expiry = Self.token().grant.expiresAt.millisecondsSince1970
    let now = Instant(millisecondsSince1970: expiry + millisecondsAfter)
    #expect(faultOf(Self.valid, at: now) == fault)
  }

  @Test("from further ahead than clocks differ it is refused: the clock was set back")
  func future() {
    #expect(faultOf(Self.valid, at: Self.now.advanced(bySeconds: -60)) == nil)
    #expect(faultOf(Self.valid, at: Self.now.advanced(bySeconds: -61)) == .issuedInFuture)
  }

  @Test("a change of any one digit is noticed")
  func tampered() {
    for index in Self.valid.indices.dropFirst(AccessToken.prefix.count) {
      var text = Self.valid
      let digit = text[index] == "0" ? "1" : "0"
      text.replaceSubrange(index...index, with: digit)
      #expect(faultOf(text) == .badSignature)
    }
  }

  struct Vector: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let fault: AccessTokenFault
    var testDescription: String { name }
  }

  static let other = SigningKey.ephemeral(random: RandomBytes { [UInt8](repeating: 6, count: $0) })
  // {"alg":"none","typ":"JWT"}.{"sub":"7"} with and without a signature.
  static let jwtClaims = "eyJzdWIiOiI3In0"

  static let vectors = [
    Vector(name: "empty", text: "", fault: .malformed),
    Vector(name: "only the prefix", text: "pka1.", fault: .malformed),
    Vector(
      name: "alg none", text: "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.\(jwtClaims).",
      fault: .malformed),
    Vector(
      name: "a JWT of HS256", text: "eyJhbGciOiJIUzI1NiJ9.\(jwtClaims).c2ln", fault: .malformed),
    Vector(
      name: "a JWT of RS256", text: "eyJhbGciOiJSUzI1NiJ9.\(jwtClaims).c2ln", fault: .malformed),
    Vector(
      name: "kid=../../", text: "eyJraWQiOiIuLi8uLi8ifQ.\(jwtClaims).c2ln", fault: .malformed),
    Vector(name: "crit", text: "eyJjcml0IjpbIngiXX0.\(jwtClaims).c2ln", fault: .malformed),
    Vector(name: "a megabyte", text: String(repeating: "a", count: 1 << 20), fault: .malformed),
    Vector(
      name: "a megabyte behind a good start", text: valid + String(repeating: "0", count: 1 << 20),
      fault: .malformed),
    Vector(name: "cut short", text: String(valid.dropLast()), fault: .malformed),
    Vector(name: "a line end behind", text: valid + "\n", fault: .malformed),
    Vector(
      name: "upper-case digits", text: "pka1." + valid.dropFirst(5).uppercased(),
      fault: .malformed),
    Vector(name: "another version", text: "pka2." + valid.dropFirst(5), fault: .malformed),
    Vector(
      name: "a digit that only looks like one",
      text: "pka1." + valid.dropFirst(5).dropLast(3) + "\u{FF10}", fault: .malformed),
    Vector(
      name: "a refresh token as access token",
      text: RefreshToken(
        session: SessionID("00112233445566778899aabbccddeeff"),
        secret: [UInt8](repeating: 1, count: 32)
      ).text, fault: .malformed),
    Vector(
      name: "a refresh token blown up to size",
      text: "pkr1." + valid.dropFirst(5), fault: .malformed),
    Vector(
      name: "no signature",
      text: "pka1." + valid.dropFirst(5).prefix(128)
        + String(repeating: "0", count: 64), fault: .badSignature),
    Vector(
      name: "another database's key", text: token().signed(with: other.access),
      fault: .badSignature),
    Vector(
      name: "signed with the rotation key", text: token().signed(with: key.rotation),
      fault: .badSignature),
    Vector(
      name: "another issuer", text: token(issuer: other.issuer).signed(with: key.access),
      fault: .wrongIssuer),
    Vector(
      name: "expired",
      text: token(issuedAt: now.advanced(bySeconds: -3600)).signed(with: key.access),
      fault: .expired),
  ]

  @Test("refuses", arguments: vectors)
  func refuses(vector: Vector) { #expect(faultOf(vector.text) == vector.fault) }

  @Test("a key and issued tokens show nothing when they are printed")
  func redacted() throws {
    var dumped = ""
    dump(Self.key, to: &dumped)
    let secret = Hexadecimal.encode(Self.key.secret)
    #expect(!"\(Self.key)\(dumped)".contains(secret.prefix(8)))
    #expect(!dumped.contains("5, 5, 5"))
  }

  private func faultOf(_ text: String, at now: Instant = now) -> AccessTokenFault? {
    do {
      _ = try verify(text, at: now)
      return nil
    } catch { return error }
  }
}
