import PickAPI
import PickCore
import PickModel

extension KeySet {
  /// The set of a server whose tokens cannot be verified by others.
  static let empty = KeySet(keys: [])

  /// Every key that tokens may be verified with at `now`, also those that do not sign yet.
  init(_ ring: KeyRing, at now: Instant) {
    self.init(
      keys: ring.published(at: now).map { Key(id: $0.id, x: Base64URL.encode($0.publicBytes)) })
  }
}
