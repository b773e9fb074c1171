import JWTKit
import Logging
import PickIdentity
import PickModel
import PickSystem
import PickTestSupport
import Testing

@testable import PickServer

/// A server's keys in a directory of their own, and tokens signed with them, good and bad.
struct TokenFixture {
  let scratch: ScratchDirectory
  let clock = ManualClock()
  let directory: KeyDirectory
  let keys: LiveKeyRing
  let format: JWTAccessTokenFormat
  /// Whose session the hand-made tokens are of.
  var viewer = Viewer.ID(7)
  var session = SessionID("00112233445566778899aabbccddeeff")
  var now: Instant { clock.now() }

  static let issuer = "https://pick.example"
  static let audience = "pick"

  init() throws {
    scratch = try ScratchDirectory()
    directory = KeyDirectory(path: scratch.file("keys"))
    keys = try LiveKeyRing(
      directory, policy: KeyPolicy(), at: clock.now(),
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    format = JWTAccessTokenFormat(
      keys: keys, issuer: Self.issuer, audience: Self.audience, clock: clock)
  }

  /// Another process over the same directory.
  func process() throws -> JWTAccessTokenFormat {
    JWTAccessTokenFormat(
      keys: try LiveKeyRing(
        directory, policy: KeyPolicy(), at: now,
        log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
      issuer: Self.issuer, audience: Self.audience, clock: clock)
  }

  var grant: AccessGrant {
    AccessGrant(
      viewer: viewer, account: Account.ID(8), session: session,
      expiresAt: now.advanced(bySeconds: 1800))
  }

  var key: TokenKey { keys.ring(at: now).signing(at: now) }

  /// The claims of a good token, as JSON texts by name; change some and sign them.
  var claims: [String: String] {
    [
      "iss": "\"\(Self.issuer)\"", "aud": "\"pick\"", "sub": "\"\(viewer)\"",
      "sid": "\"\(session.rawValue)\"", "jti": "\"AAAA\"",
      "iat": "\(now.secondsSince1970)", "exp": "\(now.secondsSince1970 + 1800)", "epoch": "0",
    ]
  }

  var header: [String: String] {
    ["alg": "\"EdDSA\"", "kid": "\"\(key.id)\"", "typ": "\"at+jwt\""]
  }

  /// Signs whatever header and claims there are with the fixture's own key.
  func token(_ header: [String: String]? = nil, _ claims: [String: String]? = nil) throws
    -> String
  {
    try sign(Self.json(header ?? self.header), Self.json(claims ?? self.claims))
  }

  func sign(_ header: String, _ claims: String) throws -> String {
    let input =
      Base64URL.encode(Array(header.utf8)) + "." + Base64URL.encode(Array(claims.utf8))
    return input + "." + Base64URL.encode(try key.signature(of: Array(input.utf8)))
  }

  static func json(_ fields: [String: String]) -> String {
    "{"
      + fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }
      .joined(separator: ",") + "}"
  }
}
