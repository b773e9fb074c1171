import Crypto
import PickCore
import PickModel

/// One page as the server sent it, kept on this device.
struct KeptPage: Equatable, Sendable {
  /// What was asked: path and query.
  let target: String
  /// What the server calls this version of the page; empty when it has no name for it.
  let etag: String
  /// The bytes as they came.
  let body: [UInt8]

  private static let header = "pick page 1"

  /// As a file: four lines, then the body.
  ///
  /// The checksum covers everything but itself.
  var stored: [UInt8] { Array("\(Self.header)\n\(sum)\n\(target)\n\(etag)\n".utf8) + body }

  init(target: String, etag: String, body: [UInt8]) {
    self.target = target
    self.etag = etag
    self.body = body
  }

  /// `nil` unless the bytes are whole.
  init?(stored bytes: [UInt8]) {
    let lines = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: 4, omittingEmptySubsequences: false)
    guard lines.count == 5, let texts = Self.texts(lines[0..<4]), texts[0] == Self.header else {
      return nil
    }
    (target, etag, body) = (texts[2], texts[3], Array(lines[4]))
    guard texts[1] == sum else { return nil }
  }

  private var sum: String {
    Hexadecimal.encode(SHA256.hash(data: Array("\(target)\n\(etag)\n".utf8) + body))
  }

  private static func texts(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [String]? {
    let texts = lines.compactMap { String(validating: $0, as: UTF8.self) }
    return texts.count == lines.count ? texts : nil
  }
}
