import PickCore
import PickTestSupport
import Testing

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
