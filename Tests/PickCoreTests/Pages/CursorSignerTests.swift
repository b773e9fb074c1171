import PickModel
import PickTestSupport
import Testing

@testable import PickCore
@testable import PickSystem

@Suite("CursorSigner")
struct CursorSignerTests {
  private let signer = CursorSigner.ephemeral(random: .seeded(1))
  private let position = ShelfPosition(
    shelf: Shelf.ID("genre:액션"), offset: 12, builtFor: World.now)

  @Test("a cursor comes back as the position it was made of")
  func roundTrip() {
    let cursor = signer.sign(position, for: World.viewer)
    #expect(signer.position(of: cursor, for: World.viewer) == position)
  }

  @Test("another viewer's cursor is refused, and another issuer's")
  func foreign() {
    let cursor = signer.sign(position, for: World.viewer)
    #expect(signer.position(of: cursor, for: Viewer.ID(2)) == nil)
    let other = CursorSigner.ephemeral(random: .seeded(2))
    #expect(other.position(of: cursor, for: World.viewer) == nil)
  }

  @Test("every changed digit is noticed")
  func forged() {
    let text = Array(signer.sign(position, for: World.viewer).text.utf8)
    for index in text.indices {
      var changed = text
      changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      let cursor = PageCursor(String(decoding: changed, as: UTF8.self))
      #expect(signer.position(of: cursor, for: World.viewer) == nil, "digit \(index)")
    }
  }

  @Test(
    "no text that is not a cursor is taken for one",
    arguments: ["", "A", "====", "가나다", String(repeating: "A", count: 100_000)])
  func nonsense(text: String) {
    #expect(signer.position(of: PageCursor(text), for: World.viewer) == nil)
  }
}

@Suite("Base64URL")
struct Base64URLTests {
  /// RFC 4648, section 10, without padding.
  private static let vectors = [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
  ]

  @Test("the examples of the RFC", arguments: vectors)
  func examples(plain: String, text: String) {
    #expect(Base64URL.encode(Array(plain.utf8)) == text)
    #expect(Base64URL.decode(text) == Array(plain.utf8))
  }

  @Test("the last two digits of the alphabet are those fit for a URL")
  func alphabet() {
    #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
  }

  @Test(
    "padding, the other alphabet and left-over bits are refused",
    arguments: ["Zg==", "-+8", "Zh", "Z", "Zm9vYg ", "가"])
  func refused(text: String) {
    #expect(Base64URL.decode(text) == nil)
  }
}
