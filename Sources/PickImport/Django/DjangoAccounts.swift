import Foundation
import PickIdentity
public import PickModel
public import PickStore

/// Reads accounts that Django exported: `username`, `password` and, where it is there, `is_active`.
///
/// Either a table with these columns, or what `manage.py dumpdata auth.user` writes. Passwords stay
/// the hashes they are; a sign-in checks them and stores its own.
private struct DjangoAccounts {
  /// One account, not yet known to be storable.
  struct Row: Equatable {
    let number: String
    /// `nil` where Django stored an unusable password: the account cannot sign in with one.
    let passwordHash: String?
    let isActive: Bool
  }

  private static let sizeLimit = 256 << 20
  private(set) var rows: [Row] = []
  private(set) var rejected = RejectedRows()
  private var known: Set<String> = []

  /// Reads the file at `path`; one that begins with `[` is a dump.
  mutating func read(
    _ path: String, progress: (ImportProgress) -> Void
  ) throws(ImportError) {
    var file = try InputFile(path)
    var head: [UInt8] = []
    _ = try file.read(64, appendingTo: &head)
    let first = head.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
    if first == UInt8(ascii: "[") {
      try readDump(&file, path)
    } else {
      try readTable(path, progress)
    }
  }

  private mutating func readTable(
    _ path: String, _ progress: (ImportProgress) -> Void
  ) throws(ImportError) {
    var table = try CSVTable(path, required: ["username", "password"], optional: ["is_active"])
    var rejected = rejected
    try table.forEachRow(rejected: &rejected, progress: progress) {
      (row) throws(RejectionReason) in
      let isActive = try Self.truth(try row.text(2))
      try add(username: try row.text(0), password: try row.text(1), isActive: isActive)
    }
    self.rejected = rejected
  }

  private mutating func readDump(_ file: inout InputFile, _ path: String) throws(ImportError) {
    guard file.size <= Self.sizeLimit else {
      throw .unreadableFile(file: path, reason: "more than 256 MiB")
    }
    file.rewind()
    var bytes: [UInt8] = []
    while try file.read(1 << 20, appendingTo: &bytes) > 0 {
      guard bytes.count <= Self.sizeLimit else {
        throw .unreadableFile(file: path, reason: "more than 256 MiB when it is unpacked")
      }
    }
    // A dump has the columns of other people's models too: their names are bounded, nothing more.
    guard OutsideName.areNames(inJSON: bytes, longest: 256, isASCII: false),
      let entries = try? JSONDecoder().decode([DumpedUser].self, from: Data(bytes))
    else {
      throw .unreadableFile(file: path, reason: "not a dump of auth.user")
    }
    for (index, entry) in entries.enumerated() {
      rejected.countRow()
      do throws(RejectionReason) {
        guard let fields = entry.fields else { throw .empty(column: "fields") }
        try add(
          username: ImportedText.cleaned(fields.username ?? ""), password: fields.password ?? "",
          isActive: fields.isActive ?? true)
      } catch {
        rejected.reject(file: path, line: index + 1, error)
      }
    }
  }

  private mutating func add(
    username: String, password: String, isActive: Bool
  ) throws(RejectionReason) {
    guard !username.isEmpty else { throw .empty(column: "username") }
    guard OutsideName.isLine(username, 1...Account.longestNumber) else {
      throw .malformed(column: "username")
    }
    guard !password.isEmpty else { throw .empty(column: "password") }
    // Django marks an unusable password with a leading "!".
    let hash = password.hasPrefix("!") ? nil : password
    guard hash.map({ DjangoPasswordHash($0) != nil }) ?? true else {
      throw .malformed(column: "password")
    }
    guard known.insert(username).inserted else { throw .nameTaken(column: "username") }
    rows.append(Row(number: username, passwordHash: hash, isActive: isActive))
  }

  private static func truth(_ text: String) throws(RejectionReason) -> Bool {
    switch text.lowercased() {
    case "", "1", "t", "true": true
    case "0", "f", "false": false
    default: throw .malformed(column: "is_active")
    }
  }
}

/// One entry of a dump; entries of other models have other fields and are bad rows.
private struct DumpedUser: Decodable {
  struct Fields: Decodable {
    let username: String?
    let password: String?
    let isActive: Bool?

    enum CodingKeys: String, CodingKey {
      case username, password
      case isActive = "is_active"
    }
  }

  let fields: Fields?
}

/// The result of an import of accounts.
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
    // A password that was set in between stays.
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
