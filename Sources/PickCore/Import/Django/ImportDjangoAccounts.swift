public import PickModel

/// What an import of accounts did.
///
/// Encodes to `{"created","passwords","kept","rejected":[{"file","line","reason"}]}`.
public struct AccountImportReport: Equatable, Sendable, Encodable {
  /// Accounts that were not there.
  public var created = 0
  /// Accounts that were there without a password and have one now.
  public var passwords = 0
  /// Accounts that had a password and keep it.
  public var kept = 0
  /// Rows not taken, in the order of the file.
  public var rejected: [RejectedRow] = []

  /// Counts, and the rows not taken.
  public init(
    created: Int = 0, passwords: Int = 0, kept: Int = 0, rejected: [RejectedRow] = []
  ) {
    self.created = created
    self.passwords = passwords
    self.kept = kept
    self.rejected = rejected
  }
}

/// Takes accounts with their passwords over from Django, where the original kept them.
///
/// An account gets the identifiers that the import of the original's viewing log gives its number,
/// so that the two meet whichever comes first. What is there is not overwritten: a second run changes
/// nothing, and a password that was replaced here stays. Each account is stored by itself; after an
/// interruption the same file is simply taken in again.
public struct ImportDjangoAccounts: Sendable {
  private let accounts: any AccountStore

  /// An import into `accounts`.
  public init(into accounts: any AccountStore) { self.accounts = accounts }

  /// Reads, checks and stores.
  ///
  /// - Parameters:
  ///   - path: a table or a dump.
  ///   - now: when; for accounts that may not sign in.
  ///   - progress: called while reading and while storing.
  /// - Returns: what was stored, and the rows not taken.
  /// - Throws: `ImportError`; `tooManyRejected` before anything is changed.
  public func run(
    _ path: String, now: Instant,
    progress: @Sendable (ImportProgress) -> Void = { _ in }
  ) async throws(ImportError) -> AccountImportReport {
    var file = DjangoAccounts()
    try file.read(path, progress: progress)
    try file.rejected.check()
    var report = AccountImportReport()
    report.rejected = file.rejected.listed
    var steps = ProgressSteps(total: file.rows.count)
    for row in file.rows {
      do { try await store(row, now: now, &report) } catch { throw .store(error) }
      if let step = steps.advance() { progress(.storing(rows: step.done, of: step.total)) }
    }
    return report
  }

  private func store(
    _ row: DjangoAccounts.Row, now: Instant, _ report: inout AccountImportReport
  ) async throws(StoreError) {
    if let stored = try await accounts.account(number: row.number) {
      guard stored.passwordHash == nil else {
        report.kept += 1
        return
      }
      let isSet = try await setPassword(of: row, stored.account.id, now)
      if isSet { report.passwords += 1 } else { report.kept += 1 }
    } else {
      let account = Account.original(number: row.number)
      try await accounts.create(account, passwordHash: row.isActive ? row.passwordHash : nil)
      if !row.isActive { _ = try await setPassword(of: row, account.id, now) }
      report.created += 1
    }
  }

  /// Gives an account without a password the one of its row.
  ///
  /// An inactive account is disabled first: when an import is interrupted in between, the account has
  /// no password yet, and the next run disables it again before it sets one.
  private func setPassword(
    of row: DjangoAccounts.Row, _ id: Account.ID, _ now: Instant
  ) async throws(StoreError) -> Bool {
    if !row.isActive { try await accounts.setDisabled(true, account: id, at: now) }
    guard let hash = row.passwordHash,
      let stored = try await accounts.account(number: row.number), stored.passwordHash == nil
    else { return false }
    // Somebody who set a password in between keeps it.
    return try await accounts.setPasswordHash(
      hash, account: id, ifEpoch: stored.tokenEpoch, keeping: nil, at: now)
  }
}

extension Account {
  /// The account of a set-top number of the original, with its viewer.
  public static func original(number: String) -> Account {
    Account(
      id: StableIdentifier.make("hellopick/account/\(number)"), number: number,
      viewer: StableIdentifier.make("hellopick/viewer/\(number)"))
  }
}
