import Crypto
import PickModel
import Testing

@testable import PickCore

@Suite("Refresh token")
struct RefreshTokenTests {
  let token = RefreshToken(
    session: SessionID("00112233445566778899aabbccddeeff"),
    secret: [UInt8](repeating: 3, count: 32))
  let rotation = SymmetricKey(data: [UInt8](repeating: 9, count: 32))

  @Test("reads what it writes")
  func roundTrip() { #expect(RefreshToken(token.text) == token) }

  @Test(
    "reads nothing else",
    arguments: ["", "pkr1.", "pkr1.00", String(repeating: "0", count: 101), "pka1.00"])
  func strict(text: String) { #expect(RefreshToken(text) == nil) }

  @Test("is stored as the SHA-256 of session and secret")
  func hashed() {
    let bytes = [UInt8](0...15).map { $0 * 0x11 } + token.secret
    #expect(token.hash == Array(SHA256.hash(data: bytes)))
  }

  @Test("has one successor, which only the rotation key can tell")
  func successor() {
    let next = token.successor(rotationKey: rotation)
    #expect(next == token.successor(rotationKey: rotation))
    #expect(next.session == token.session)
    #expect(next.secret != token.secret)
    #expect(next != token.successor(rotationKey: SymmetricKey(size: .bits256)))
  }

  @Test("a changed session name is another token")
  func bound() {
    let moved = RefreshToken(
      session: SessionID("ffffffffffffffffffffffffffffffff"), secret: token.secret)
    #expect(moved.hash != token.hash)
  }
}
