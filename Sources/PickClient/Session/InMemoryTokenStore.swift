public import PickModel
import Synchronization

/// Tokens for as long as the program runs: no home, a read-only file system, a kiosk.
public final class InMemoryTokenStore: TokenStore {
  private let pair: Mutex<TokenPair?>

  /// Starts with `pair`.
  public init(_ pair: TokenPair? = nil) { self.pair = Mutex(pair) }

  /// Never.
  public var isDurable: Bool { false }

  /// The pair saved last.
  public func load() -> TokenPair? { pair.withLock { $0 } }

  /// Keeps the pair.
  public func save(_ pair: TokenPair) { self.pair.withLock { $0 = pair } }

  /// Forgets the pair of that session.
  public func erase(_ session: SessionID) {
    pair.withLock { if $0?.session == session { $0 = nil } }
  }

  /// There is nobody to lock out: one guard is the only user.
  public func lock() async -> (any TokenStoreLock)? { nil }
}
