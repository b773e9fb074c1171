import Crypto
public import PickModel
public import PickSystem
import Synchronization

/// Keeps the tokens of one issuer in one private file.
///
/// A file that is corrupt, open to other users, owned by another user or a symbolic link counts as
/// signed out and is renamed to `.bad`.
public struct FileTokenStore: TokenStore {
  private let file: PrivateFile
  private let last = LastRead()
  private let pause: @Sendable (Duration) async -> Void

  /// The lock is waited for two seconds in all.
  private static let lockTries = 200
  private static let lockPause = Duration.milliseconds(10)

  /// A store in `file`; `pause` waits between two tries to get the lock.
  public init(
    file: PrivateFile,
    pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
  ) {
    self.file = file
    self.pause = pause
  }

  /// `true`; `save` throws where the file cannot be written.
  public var isDurable: Bool { true }

  /// The stored pair; renames a file that may not be trusted.
  public func load() throws(TokenStoreError) -> TokenPair? {
    do {
      if let pair = last.pair(stored: try file.read()) { return pair }
    } catch {
      switch error {
      case .missing: return nil
      case .inputOutput, .locked: throw .unavailable
      case .symbolicLink, .notRegular, .foreignOwner, .openToOthers, .tooLarge: break
      }
    }
    try? file.setAside()
    return nil
  }

  /// Stores the pair; it is on the disk when this returns.
  public func save(_ pair: TokenPair) throws(TokenStoreError) {
    do { try file.replace(with: pair.stored) } catch { throw .unavailable }
  }

  /// Removes the file when it holds that session.
  public func erase(_ session: SessionID) throws(TokenStoreError) {
    guard try load()?.session == session else { return }
    do { try file.remove() } catch { throw .unavailable }
  }

  /// Takes the lock file; gives up after two seconds, or at once where nothing can be locked.
  public func lock() async -> (any TokenStoreLock)? {
    for _ in 0..<Self.lockTries {
      do throws(FileError) {
        return try file.tryLock()
      } catch {
        guard error == .locked else { return nil }
        await pause(Self.lockPause)
      }
    }
    return nil
  }
}

extension PrivateFileLock: TokenStoreLock {}

/// What the file held when it was last read: it is read for every request, and mostly the same.
private final class LastRead: Sendable {
  private let known = Mutex<(bytes: [UInt8], pair: TokenPair)?>(nil)

  /// The pair that the bytes of the file stand for; `nil` for bytes of no pair.
  func pair(stored bytes: [UInt8]) -> TokenPair? {
    known.withLock { known in
      if let known, known.bytes == bytes { return known.pair }
      known = TokenPair(stored: bytes).map { (bytes, $0) }
      return known?.pair
    }
  }
}

/// A token pair as a file: one `name value` in each line, and a checksum in the last.
///
/// It is not JSON, because it is read at start, when a JSON decoder would cost time.
extension TokenPair {
  private static let header = "pick session 1"
  /// Milliseconds from 1970 to the year 9999; a file with another time is damaged.
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
    // This checks the sum, and that no number was written in another way.
    guard self.stored == bytes else { return nil }
  }

  private static func sum(of body: String) -> String {
    Hexadecimal.encode(SHA256.hash(data: Array(body.utf8)))
  }
}
