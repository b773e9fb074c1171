import Crypto
import PickCore
import PickModel

/// A token pair as a file: one `name value` a line, a checksum last. No JSON: it is read at start.
extension TokenPair {
  private static let header = "pick session 1"
  /// From 1970 to the year 9999: no clock says anything else, and a file that does is damaged.
  private static let times: Range<Int64> = 0..<253_402_300_800_000
  private static let names = [
    "account", "number", "viewer", "session", "access", "refresh", "issued", "access-expires",
    "refresh-expires",
  ]

  var stored: [UInt8] {
    let values = [
      "\(account.id)", account.number, "\(account.viewer)", session.rawValue, access, refresh,
      "\(issuedAt.millisecondsSince1970)", "\(accessExpiresAt.millisecondsSince1970)",
      "\(refreshExpiresAt.millisecondsSince1970)",
    ]
    let lines = zip(Self.names, values).map { "\($0) \($1)\n" }
    let body = Self.header + "\n" + lines.joined()
    return Array((body + "sum \(Self.sum(of: body))\n").utf8)
  }

  /// `nil` unless the bytes are exactly what `stored` writes.
  init?(stored bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == Self.names.count + 3, lines[0] == Self.header else { return nil }
    var values: [String] = []
    for (name, line) in zip(Self.names, lines.dropFirst()) {
      guard line.hasPrefix(name + " ") else { return nil }
      values.append(String(line.dropFirst(name.count + 1)))
    }
    guard let account = Int64(values[0]), let viewer = Int64(values[2]),
      let issued = Int64(values[6]), let accessExpires = Int64(values[7]),
      let refreshExpires = Int64(values[8]),
      [issued, accessExpires, refreshExpires].allSatisfy(Self.times.contains)
    else { return nil }
    self.init(
      account: Account(
        id: Account.ID(account), number: values[1], viewer: Viewer.ID(viewer)),
      session: SessionID(values[3]), access: values[4], refresh: values[5],
      issuedAt: Instant(millisecondsSince1970: issued),
      accessExpiresAt: Instant(millisecondsSince1970: accessExpires),
      refreshExpiresAt: Instant(millisecondsSince1970: refreshExpires))
    // Covers the checksum, and whatever a laxer reading let through.
    guard self.stored == bytes else { return nil }
  }

  private static func sum(of body: String) -> String {
    Hexadecimal.encode(SHA256.hash(data: Array(body.utf8)))
  }
}
