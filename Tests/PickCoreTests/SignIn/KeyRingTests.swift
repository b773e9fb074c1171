import PickModel
import PickTestSupport
import Testing

@testable import PickCore

@Suite("Key ring")
struct KeyRingTests {
  static let start = Instant(secondsSince1970: 1_795_181_400)

  static func key(_ seed: UInt8, after seconds: Int64, published: Int64? = nil) throws -> TokenKey {
    try #require(
      TokenKey(
        secret: [UInt8](repeating: seed, count: 32),
        publishedAt: start.advanced(bySeconds: published ?? seconds),
        signsFrom: start.advanced(bySeconds: seconds)))
  }

  @Test("a key is published, signs, is verified with, and is retired")
  func life() throws {
    let (old, new) = (try Self.key(1, after: 0), try Self.key(2, after: 1000, published: 700))
    let ring = try #require(KeyRing([new, old]))
    let verified = KeyPolicy().verifySeconds
    for (seconds, states) in [
      (700, [KeyRing.State.signing, .published]), (999, [.signing, .published]),
      (1000, [.verifying, .signing]), (999 + verified, [.verifying, .signing]),
      (1000 + verified, [.retired, .signing]),
    ] as [(Int64, [KeyRing.State])] {
      let now = Self.start.advanced(bySeconds: seconds)
      #expect(ring.keys.map { ring.state(of: $0, at: now) } == states, "\(seconds)")
      #expect(ring.published(at: now).count == states.count { $0 != .retired })
      #expect((ring.verifying(old.id, at: now) == nil) == (states[0] == .retired))
    }
  }

  @Test("before its time the first key signs all the same: a clock was set back")
  func clockSetBack() throws {
    let ring = try #require(KeyRing([try Self.key(1, after: 0), try Self.key(2, after: 100)]))
    #expect(ring.signing(at: Self.start.advanced(bySeconds: -86_400)) == ring.keys[0])
  }

  @Test("no keys are no ring, and a secret of another length is no key")
  func nothing() {
    #expect(KeyRing([]) == nil)
    #expect(TokenKey(secret: [1, 2], publishedAt: Self.start, signsFrom: Self.start) == nil)
  }

  @Test("a printed key shows nothing of its secret")
  func redacted() throws {
    let key = try Self.key(0xAB, after: 0)
    var dumped = "\(key)"
    dump(key, to: &dumped)
    #expect(!dumped.contains("171") && !dumped.contains("abab"))
  }
}
