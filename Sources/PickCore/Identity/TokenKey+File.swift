import PickModel

/// A key file: four lines of text, so that an operator can see when a key signs.
///
///     pick token key 1
///     published 1795181400000
///     signs 1795181700000
///     secret 9d61b19d…
extension TokenKey {
  private static let title = "pick token key 1"

  var file: [UInt8] {
    let lines = [
      Self.title, "published \(publishedAt.millisecondsSince1970)",
      "signs \(signsFrom.millisecondsSince1970)", "secret \(Hexadecimal.encode(secret))", "",
    ]
    return Array(lines.joined(separator: "\n").utf8)
  }

  init?(file bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 5, lines[0] == Self.title, lines[4].isEmpty,
      let published = Self.value("published ", lines[1]).flatMap({ Int64($0) }),
      let signs = Self.value("signs ", lines[2]).flatMap({ Int64($0) }),
      let secret = Self.value("secret ", lines[3]).flatMap({
        Hexadecimal.decode($0, count: SigningKey.byteCount)
      })
    else { return nil }
    self.init(
      secret: secret, publishedAt: Instant(millisecondsSince1970: published),
      signsFrom: Instant(millisecondsSince1970: signs))
  }

  private static func value(_ name: String, _ line: Substring) -> Substring? {
    line.hasPrefix(name) ? line.dropFirst(name.count) : nil
  }
}
