import Crypto
import PickCore
import Synchronization

/// Remembers which tokens were found authentic, so that a terminal's next request does not cost
/// another signature.
///
/// Only whether the text was signed, by which key, and what it says: whether that key is still
/// trusted, the time, the session and the epoch are looked at in every request. Kept is the SHA-256
/// of a token, not the token.
final class VerifiedTokens: Sendable {
  struct Entry: Sendable {
    let keyID: String
    let claims: AccessClaims
  }

  private let entries = Mutex(Generations<[UInt8], Entry>(capacity: 16_384))

  /// What is known of a token; `nil` when it was not seen lately.
  func entry(of digest: [UInt8]) -> Entry? { entries.withLock { $0[digest] } }

  /// Remembers that a token is authentic.
  func remember(_ entry: Entry, for digest: [UInt8]) {
    entries.withLock { $0.remember(entry, for: digest) }
  }

  static func digest(of text: String) -> [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
