import Foundation
import PickModel
import PickTestSupport
import Testing

@testable import PickCore

/// Hashes made with Python's `hashlib.pbkdf2_hmac`, which is what Django uses.
@Suite("Passwords from Django")
struct DjangoPasswordTests {
  static let hangul =
    "pbkdf2_sha256$1000$salt12345$VHA/FxEDNTWVO3God7wnBIRbzpBK1+Rj2HCywfgitaQ="
  private let hasher = PasswordHasher(parameters: SignInFixture.cheap)

  @Test("the right password is right, however it was composed, and another one is not")
  func verifies() async throws {
    #expect(try await hasher.verify("비밀번호1234", against: Self.hangul))
    let decomposed = "비밀번호1234".decomposedStringWithCanonicalMapping
    #expect(try await hasher.verify(decomposed, against: Self.hangul))
    #expect(try await !hasher.verify("비밀번호1235", against: Self.hangul))
    #expect(try await !hasher.verify("", against: Self.hangul))
  }

  @Test("a million iterations, Django's number of today, are worked through")
  func million() async throws {
    let stored = "pbkdf2_sha256$1000000$seasalt$eDeT2Bk71DYBhUNxsvTfOL61wQ+l2yaHzCst8hDsfHQ="
    #expect(try await hasher.verify("correct horse", against: stored))
  }

  @Test(
    "a hash that cannot be read, or asks for too much work, belongs to no password",
    arguments: [
      "pbkdf2_sha256$", "pbkdf2_sha256$1000$salt", "pbkdf2_sha256$0$salt12345$AAAA",
      "pbkdf2_sha256$-1$salt12345$VHA/FxEDNTWVO3God7wnBIRbzpBK1+Rj2HCywfgitaQ=",
      "pbkdf2_sha256$2000001$salt12345$VHA/FxEDNTWVO3God7wnBIRbzpBK1+Rj2HCywfgitaQ=",
      "pbkdf2_sha256$99999999999999999999$s$VHA/FxEDNTWVO3God7wnBIRbzpBK1+Rj2HCywfgitaQ=",
      "pbkdf2_sha256$1000$$VHA/FxEDNTWVO3God7wnBIRbzpBK1+Rj2HCywfgitaQ=",
      "pbkdf2_sha256$1000$salt12345$VHA/FxEDNTWVO3God7wnBIRbzpBK1+Rj2HCywfgit",
      "pbkdf2_sha256$1000$salt12345$VHA/FxEDNTWVO3God7wnBIRbzpBK1+Rj2HCywfgitaQ=$x",
    ])
  func unreadable(stored: String) async throws {
    #expect(DjangoPasswordHash(stored) == nil)
    #expect(try await !hasher.verify("비밀번호1234", against: stored))
  }

  @Test("after a right sign-in the password is stored as Argon2id, and nobody is signed out")
  func rehashes() async throws {
    let fixture = try await SignInFixture()
    let here = try await fixture.signIn()
    let mina = SignInFixture.mina
    let old = try #require(await fixture.accounts.account(number: mina.number)?.passwordHash)
    _ = try await fixture.accounts.upgradePasswordHash(
      from: old, to: Self.hangul, account: mina.id)
    let now = fixture.clock.now()
    for _ in 0..<2 {
      _ = try await fixture.authority.signIn(
        Credentials(number: mina.number, password: "비밀번호1234"), device: "t", at: now)
    }
    let stored = try #require(await fixture.accounts.account(number: mina.number))
    #expect(stored.passwordHash?.hasPrefix("$argon2id$") == true)
    #expect(stored.tokenEpoch == 0)
    #expect(fixture.audits.kinds.count { $0 == .passwordRehashed } == 1)
    #expect(try await fixture.authority.authorize(here.access, at: now) == here.grant)
  }

  @Test("a wrong password leaves the hash as it is")
  func leaves() async throws {
    let fixture = try await SignInFixture()
    let mina = SignInFixture.mina
    let old = try #require(await fixture.accounts.account(number: mina.number)?.passwordHash)
    _ = try await fixture.accounts.upgradePasswordHash(
      from: old, to: Self.hangul, account: mina.id)
    await #expect(throws: SignInError.wrongCredentials) { try await fixture.signIn() }
    #expect(
      try await fixture.accounts.account(number: mina.number)?.passwordHash == Self.hangul)
  }
}
