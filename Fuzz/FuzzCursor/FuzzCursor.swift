import FuzzKit
import PickModel

@testable import PickCore

/// A text nobody signed is no cursor, and one that was signed comes back whole.
@main struct FuzzCursor {
  static func main() {
    let signer = CursorSigner.ephemeral()
    let viewer = Viewer.ID(1)
    Fuzzer.run { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      precondition(signer.position(of: PageCursor(text), for: viewer) == nil)
      guard let position = ShelfPosition(bytes: bytes) else { return }
      let cursor = signer.sign(position, for: viewer)
      precondition(
        cursor.text.utf8.count > 512 || signer.position(of: cursor, for: viewer) == position)
      precondition(signer.position(of: cursor, for: Viewer.ID(2)) == nil)
    }
  }
}
