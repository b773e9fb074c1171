public import PickModel

/// Who may sign in.
public protocol AccountStore: Sendable {
  /// The account of a set-top number; `nil` when there is none.
  func account(number: String) async throws(StoreError) -> StoredAccount?
  /// The account a viewer belongs to; `nil` when there is none.
  func account(of viewer: Viewer.ID) async throws(StoreError) -> StoredAccount?
  /// Adds an account and its viewer; `constraint` when the number is taken.
  func create(_ account: Account, passwordHash: String?) async throws(StoreError)
  /// Replaces the password, raises the token epoch and ends every session of the account but
  /// `keeping`, in one transaction; only while the account is at `epoch`, if one is given.
  ///
  /// - Returns: whether it was replaced; no when the epoch moved on in between.
  func setPasswordHash(
    _ hash: String, account: Account.ID, ifEpoch epoch: Int64?, keeping session: SessionID?,
    at: Instant
  ) async throws(StoreError) -> Bool
  /// Stores the same password under a better hash, only while `old` is still the stored one; no
  /// session ends and no epoch moves.
  ///
  /// - Returns: whether it was replaced.
  func upgradePasswordHash(from old: String, to new: String, account: Account.ID)
    async throws(StoreError) -> Bool
  /// Lets an account sign in; or lets it no longer, raises its token epoch and ends its sessions.
  func setDisabled(_ isDisabled: Bool, account: Account.ID, at: Instant)
    async throws(StoreError)

  /// Failed sign-ins in a row for an entered number, known or not.
  func failedSignIns(number: String) async throws(StoreError) -> FailedSignIns?
  /// Counts one more failure for an entered number and returns the new state.
  func recordFailedSignIn(number: String, at: Instant) async throws(StoreError) -> FailedSignIns
  /// Takes back one failure that was counted in advance; the last of those that stay was `lastAt`,
  /// or where that is not known when it was counted.
  func takeBackFailedSignIn(number: String, lastAt: Instant?) async throws(StoreError)
  /// Forgets the failures of a number after a successful sign-in.
  func clearFailedSignIns(number: String) async throws(StoreError)
}

/// An account with what only sign-in needs.
public struct StoredAccount: Equatable, Sendable {
  /// The account.
  public let account: Account
  /// Argon2id in PHC string format, or what Django exported; `nil` until a password is set.
  public let passwordHash: String?
  /// Whether it may not sign in.
  public let isDisabled: Bool
  /// How often the account's tokens were called in.
  ///
  /// A new password does it, being disabled, and signing out everywhere. Tokens of an earlier epoch
  /// are no longer accepted.
  public let tokenEpoch: Int64

  /// An account as it is stored.
  public init(account: Account, passwordHash: String?, isDisabled: Bool, tokenEpoch: Int64) {
    self.account = account
    self.passwordHash = passwordHash
    self.isDisabled = isDisabled
    self.tokenEpoch = tokenEpoch
  }

  /// Whether a store may be asked for that number at all.
  ///
  /// SQLite stops reading a text at a NUL and MariaDB does not: with one in it the two would not mean
  /// the same account.
  public static func canHave(number: String) -> Bool { !number.utf8.contains(0) }
}

/// Failed sign-ins in a row for one entered number.
public struct FailedSignIns: Equatable, Sendable {
  /// How many.
  public let count: Int
  /// When the last one was.
  public let lastAt: Instant

  /// A state as it is stored.
  public init(count: Int, lastAt: Instant) {
    self.count = count
    self.lastAt = lastAt
  }
}
