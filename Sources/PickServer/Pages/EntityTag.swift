import Crypto

/// A strong validator: a hash of the bytes it stands for (RFC 9110, section 8.8.3).
struct EntityTag: Equatable, Sendable {
  /// The hash without quotes.
  let text: String

  /// The tag of those bytes.
  init(of bytes: [UInt8]) { text = Self.name(of: bytes) }

  /// 96 bits of SHA-256, in hexadecimal.
  static func name(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).prefix(12).map { byte in
      String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
  }

  /// As the header has it; each content coding is a representation of its own.
  func header(isCompressed: Bool) -> String {
    isCompressed ? "\"\(text)-gzip\"" : "\"\(text)\""
  }

  /// Whether an `If-None-Match` names this one, in whatever coding it was received.
  func matches(_ header: String?) -> Bool {
    guard let header, header.utf8.count <= 4096 else { return false }
    if header.trimmedWhole == "*" { return true }
    return header.split(separator: ",").contains { tag in
      var tag = tag.trimmed
      if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
      return tag == "\"\(text)\"" || tag == "\"\(text)-gzip\""
    }
  }
}

extension String {
  fileprivate var trimmedWhole: Substring { self[...].trimmed }
}
