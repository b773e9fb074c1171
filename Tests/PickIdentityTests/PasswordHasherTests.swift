import Foundation
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickIdentity

@Suite("Password hasher")
struct PasswordHasherTests {
  let cheap = PasswordHasher(parameters: SignInFixture.cheap)
  let salt = [UInt8]("pick demo salt 1".utf8)

  @Test("agrees with the reference implementation's published vector")
  func published() throws {
    // phc-winner-argon2, src/test.c: Argon2id, t=2, m=2^16, p=1.
    let reference = PasswordHasher(
      parameters: .init(memoryKiB: 1 << 16, passes: 2, lanes: 1))
    let hash = try reference.hash("password", salt: [UInt8]("somesalt".utf8))
    #expect(
      hash == "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc")
  }

  @Test("uses the parameters OWASP recommends")
  func recommended() throws {
    let hash = try PasswordHasher().hash("demo-password", salt: salt)
    #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
  }

  @Test("the same password and salt give the same text, another salt another")
  func deterministic() throws {
    #expect(try cheap.hash("password", salt: salt) == cheap.hash("password", salt: salt))
    #expect(try cheap.hash("password", salt: salt) != cheap.hash("password", salt: salt.reversed()))
  }

  @Test("draws a new salt for each password")
  func salted() async throws {
    let first = try await cheap.hash("password")
    let second = try await cheap.hash("password")
    #expect(first != second)
  }

  @Test("verifies the password it hashed and no other")
  func verifies() async throws {
    let hash = try await cheap.hash("비밀번호 1234")
    #expect(try await cheap.verify("비밀번호 1234", against: hash))
    #expect(try await !cheap.verify("비밀번호 1235", against: hash))
    #expect(try await !cheap.verify("", against: hash))
  }

  @Test("Hangul typed decomposed is the same password")
  func normalised() async throws {
    let hash = try await cheap.hash("비밀")
    let decomposed = String(
      decoding: "\u{1107}\u{1175}\u{1106}\u{1175}\u{11AF}".utf8, as: UTF8.self)
    #expect(Array(decomposed.utf8) != Array("비밀".utf8))
    #expect(try await cheap.verify(decomposed, against: hash))
  }

  @Test("without a hash the answer is no, after a hash of the same cost")
  func decoy() async throws {
    // A decoy libargon2 could not read would throw, and would cost nothing.
    #expect(try await !cheap.verify("password", against: nil))
    #expect(try await !PasswordHasher().verify("password", against: nil))
  }

  @Test("a stored text that is no hash is refused, not taken for a wrong password")
  func corrupt() async {
    await #expect(throws: PasswordHashError.self) {
      try await cheap.verify("password", against: "plain text")
    }
  }
}

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
