import Crypto
import PickModel
public import PickSystem

/// Makes the cursors of one issuer and reads them again; others are refused.
///
/// A cursor is bound to its viewer: another viewer's is refused like a forged one.
public struct CursorSigner: Sendable {
  private let key: SymmetricKey
  private static let macCount = 12

  /// A signer whose key is derived from the issuer's secret.
  public init(key: SigningKey) { self.key = key.cursor }

  /// A signer whose cursors end with the program.
  public static func ephemeral(random: RandomBytes = .system) -> CursorSigner {
    CursorSigner(key: .ephemeral(random: random))
  }

  /// The text of a position, for one viewer.
  func sign(_ position: ShelfPosition, for viewer: Viewer.ID) -> PageCursor {
    let bytes = position.bytes
    return PageCursor(Base64URL.encode(bytes + mac(of: bytes, for: viewer)))
  }

  /// The position of a text this issuer made for this viewer; `nil` for any other text.
  func position(of cursor: PageCursor, for viewer: Viewer.ID) -> ShelfPosition? {
    guard cursor.text.utf8.count <= 512, let all = Base64URL.decode(cursor.text),
      all.count > Self.macCount
    else { return nil }
    let bytes = Array(all.dropLast(Self.macCount))
    // The text is as long as its position: every byte is compared, whichever differs.
    let difference = zip(mac(of: bytes, for: viewer), all.suffix(Self.macCount))
      .reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
    return difference == 0 ? ShelfPosition(bytes: bytes) : nil
  }

  private func mac(of bytes: [UInt8], for viewer: Viewer.ID) -> [UInt8] {
    let subject = BigEndian.bytes(UInt64(bitPattern: viewer.rawValue))
    let mac = HMAC<SHA256>.authenticationCode(for: subject + bytes, using: key)
    return Array(mac.prefix(Self.macCount))
  }
}

/// The position up to which a shelf of a front page was sent.
struct ShelfPosition: Equatable, Sendable {
  let shelf: Shelf.ID
  /// The number of cards sent before.
  let offset: Int
  /// The instant the page was made for; the shelf is made again for the same one.
  let builtFor: Instant

  init(shelf: Shelf.ID, offset: Int, builtFor: Instant) {
    self.shelf = shelf
    self.offset = offset
    self.builtFor = builtFor
  }

  /// Eight bytes of time, two of offset, then the shelf's name.
  var bytes: [UInt8] {
    BigEndian.bytes(UInt64(bitPattern: builtFor.millisecondsSince1970))
      + BigEndian.bytes(UInt16(clamping: offset)) + Array(shelf.rawValue.utf8)
  }

  init?(bytes: [UInt8]) {
    guard bytes.count > 10, let name = String(validating: bytes[10...], as: UTF8.self) else {
      return nil
    }
    shelf = Shelf.ID(name)
    offset = Int(BigEndian.number(bytes[8..<10]))
    builtFor = Instant(
      millisecondsSince1970: Int64(bitPattern: BigEndian.number(bytes[0..<8])))
  }
}
