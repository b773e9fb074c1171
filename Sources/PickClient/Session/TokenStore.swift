public import PickModel

/// Why a pair could not be kept or read.
public enum TokenStoreError: Error, Equatable, Sendable {
  /// The place cannot be read or written now.
  case unavailable
}

/// Where a device keeps the tokens of one issuer between runs.
///
/// Calls are short and do not wait; only `lock` may, and never for long.
public protocol TokenStore: Sendable {
  /// Whether what is saved outlives the program.
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
  /// Lets go.
  func release()
}
