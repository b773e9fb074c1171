import Crypto
import PickCore
import PickModel

/// The pages one server sent to this device's viewers, for first paints and for when it is away.
///
/// One directory a viewer; nothing in it is ever shown to another. What cannot be written is not
/// kept, and what is damaged was never there: a cache is allowed to know nothing.
public struct PageCache: Sendable {
  private let root: String
  private let issuer: String
  private let byteLimit: Int

  /// How much is kept of one viewer's pages.
  public static let usualByteLimit = 8 << 20
  /// The longest page that is kept.
  static let longestPage = 1 << 20

  /// A cache below `cacheDirectory` (`Places.cache`) for pages of `issuer` (`ServerOrigin.issuer`).
  public init(
    cacheDirectory: String, issuer: String, byteLimit: Int = PageCache.usualByteLimit
  ) {
    root = cacheDirectory
    self.issuer = issuer
    self.byteLimit = byteLimit
  }

  /// The page a viewer saw last under `target`.
  func page(_ target: String, of viewer: Viewer.ID) -> KeptPage? {
    guard let page = read(Self.name(of: target), of: viewer), page.target == target else {
      return nil
    }
    directory(of: viewer).touch(Self.name(of: target))
    return page
  }

  /// Every page that is kept of a viewer, used last first.
  func pages(of viewer: Viewer.ID) -> [KeptPage] {
    let files = (try? directory(of: viewer).files()) ?? []
    return files.sorted { $0.usedAt > $1.usedAt }.compactMap { read($0.name, of: viewer) }
  }

  /// Keeps a page, and lets go of those used longest ago when there are too many.
  func keep(_ page: KeptPage, of viewer: Viewer.ID) {
    let bytes = page.stored
    guard bytes.count < Self.longestPage else { return }
    try? file(Self.name(of: page.target), of: viewer).replace(with: bytes, isDurable: false)
    makeRoom(of: viewer)
  }

  /// Forgets one page.
  func forget(_ target: String, of viewer: Viewer.ID) {
    try? file(Self.name(of: target), of: viewer).remove()
  }

  /// Forgets everything of every viewer of this server.
  public func erase() {
    let everybody = PrivateDirectory(root, access: .any)
    for directory in everybody.directories(withPrefix: prefix) { try? directory.erase() }
  }

  private func makeRoom(of viewer: Viewer.ID) {
    guard let files = try? directory(of: viewer).files() else { return }
    var excess = files.reduce(0) { $0 + $1.byteCount } - byteLimit
    for file in files.sorted(by: { $0.usedAt < $1.usedAt }) where excess > 0 {
      try? self.file(file.name, of: viewer).remove()
      excess -= file.byteCount
    }
  }

  private var prefix: String { "remote-\(issuer)-" }

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

  /// Targets hold what was searched for and are too long for names.
  private static func name(of target: String) -> String {
    "page-" + Hexadecimal.encode(SHA256.hash(data: Array(target.utf8)).prefix(16))
  }
}
