import Crypto
import PickModel
import PickSystem

/// The pages that one server sent to this device's viewers, for first paints and for times when the
/// server does not answer; and the front pages that a database on this machine made (`KeptHome`).
///
/// Each viewer has a directory, whose pages are shown to no other viewer. A page that cannot be
/// written is not kept, and a damaged one counts as not kept.
public struct PageCache: Sendable {
  private let root: String
  private let issuer: String
  private let kind: Kind
  private let byteLimit: Int

  /// What is kept, each apart from the other.
  enum Kind: String {
    case pages = "remote"
    case machine
    case pictures
  }

  /// How many bytes of pages are kept for one viewer.
  public static let usualByteLimit = 8 << 20
  /// How many bytes of pictures are kept for one viewer: some 1,500 of a card.
  static let picturesByteLimit = 32 << 20
  /// The longest page that is kept, in bytes.
  private static let longestPage = 1 << 20

  /// A cache below `cacheDirectory` (`Places.cache`) for pages of `issuer` (`ServerOrigin.issuer`).
  public init(
    cacheDirectory: String, issuer: String, byteLimit: Int = PageCache.usualByteLimit
  ) {
    self.init(
      cacheDirectory: cacheDirectory, issuer: issuer, kind: .pages, byteLimit: byteLimit)
  }

  init(cacheDirectory: String, issuer: String, kind: Kind, byteLimit: Int) {
    root = cacheDirectory
    self.issuer = issuer
    self.kind = kind
    self.byteLimit = byteLimit
  }

  /// The page that is kept of a viewer under `target`.
  func page(_ target: String, of viewer: Viewer.ID) -> KeptPage? {
    guard let page = read(Self.name(of: target), of: viewer), page.target == target else {
      return nil
    }
    directory(of: viewer).touch(Self.name(of: target))
    return page
  }

  /// All kept pages of a viewer, the last used first.
  func pages(of viewer: Viewer.ID) -> [KeptPage] {
    let files = (try? directory(of: viewer).files()) ?? []
    return files.sorted { $0.usedAt > $1.usedAt }.compactMap { read($0.name, of: viewer) }
  }

  /// Keeps a page, and removes those used longest ago when there are too many.
  func keep(_ page: KeptPage, of viewer: Viewer.ID) {
    let bytes = page.stored
    guard bytes.count < Self.longestPage else { return }
    try? file(Self.name(of: page.target), of: viewer).replace(with: bytes, isDurable: false)
    makeRoom(of: viewer)
  }

  /// Removes one page.
  func forget(_ target: String, of viewer: Viewer.ID) {
    try? file(Self.name(of: target), of: viewer).remove()
  }

  /// Removes the pages of all viewers of this server.
  func erase() {
    let parent = PrivateDirectory(root, access: .any)
    for directory in parent.directories(withPrefix: prefix) { try? directory.erase() }
  }

  private func makeRoom(of viewer: Viewer.ID) {
    guard let files = try? directory(of: viewer).files() else { return }
    var excess = files.reduce(0) { $0 + $1.byteCount } - byteLimit
    for file in files.sorted(by: { $0.usedAt < $1.usedAt }) where excess > 0 {
      try? self.file(file.name, of: viewer).remove()
      excess -= file.byteCount
    }
  }

  private var prefix: String { "\(kind.rawValue)-\(issuer)-" }

  private func directory(of viewer: Viewer.ID) -> PrivateDirectory {
    PrivateDirectory("\(root)/\(prefix)\(viewer)")
  }

  private func file(_ name: String, of viewer: Viewer.ID) -> PrivateFile {
    PrivateFile(name, in: directory(of: viewer), limit: Self.longestPage)
  }

  private func read(_ name: String, of viewer: Viewer.ID) -> KeptPage? {
    guard let bytes = try? file(name, of: viewer).read() else { return nil }
    return KeptPage(stored: bytes)
  }

  /// A hash of the target, which may be too long for a file's name.
  private static func name(of target: String) -> String {
    "page-" + Hexadecimal.encode(SHA256.hash(data: Array(target.utf8)).prefix(16))
  }
}

/// One kept page, as the server sent it.
struct KeptPage: Equatable, Sendable {
  /// The path and query of the request.
  let target: String
  /// The server's tag of this version of the page; empty when it sent none.
  let etag: String
  /// The body of the answer.
  let body: [UInt8]

  private static let header = "pick page 1"

  /// The page as a file: header, checksum, target and tag in a line each, then the body.
  ///
  /// The checksum covers target, tag and body.
  var stored: [UInt8] { Array("\(Self.header)\n\(sum)\n\(target)\n\(etag)\n".utf8) + body }

  init(target: String, etag: String, body: [UInt8]) {
    self.target = target
    self.etag = etag
    self.body = body
  }

  /// `nil` unless the header and the checksum are right.
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
