public import PickModel
import Synchronization

/// Why a pair could not be kept or read.
public enum TokenStoreError: Error, Equatable, Sendable {
  /// The store cannot be read or written now.
  case unavailable
}

/// Where a device keeps the tokens of one issuer between runs.
///
/// Calls are short and do not wait, except for `lock`, which may wait a few seconds.
public protocol TokenStore: Sendable {
  /// Whether a saved pair outlives the program.
  var isDurable: Bool { get }
  /// The stored pair; `nil` when there is none, or none that may be trusted.
  func load() throws(TokenStoreError) -> TokenPair?
  /// Stores the pair for good before it returns.
  func save(_ pair: TokenPair) throws(TokenStoreError)
  /// Erases the pair of one session; another session's is left alone.
  func erase(_ session: SessionID) throws(TokenStoreError)
  /// Keeps other processes from refreshing; `nil` when the lock cannot be had in time.
  func lock() async -> (any TokenStoreLock)?
}

/// A held lock.
public protocol TokenStoreLock: Sendable {
  /// Gives the lock up.
  func release()
}

/// Keeps tokens for as long as the program runs: for a kiosk, or a device without a writable home.
public final class InMemoryTokenStore: TokenStore {
  private let pair: Mutex<TokenPair?>

  /// Starts with `pair`.
  public init(_ pair: TokenPair? = nil) { self.pair = Mutex(pair) }

  /// `false`: the pair ends with the program.
  public var isDurable: Bool { false }

  /// The pair saved last.
  public func load() -> TokenPair? { pair.withLock { $0 } }

  /// Keeps the pair.
  public func save(_ pair: TokenPair) { self.pair.withLock { $0 = pair } }

  /// Forgets the pair of that session.
  public func erase(_ session: SessionID) {
    pair.withLock { if $0?.session == session { $0 = nil } }
  }

  /// `nil`: one guard is the only user, so there is nothing to lock.
  public func lock() async -> (any TokenStoreLock)? { nil }
}
