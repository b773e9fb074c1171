import Foundation
import PickModel

/// Reads accounts that Django exported: `username`, `password` and, where it is there, `is_active`.
///
/// Either a table with these columns, or what `manage.py dumpdata auth.user` writes. Passwords stay
/// the hashes they are; a sign-in checks them and stores its own.
struct DjangoAccounts {
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
