import Glibc
public import PickModel
public import PickSystem

/// Why a directory of keys could not be used.
public enum KeyDirectoryError: Error, Equatable, Sendable {
  /// A file, or the directory, is refused or cannot be read or written.
  case file(name: String, FileError)
  /// A key file does not say what a key file says.
  case damaged(name: String)
  /// There is no key in it.
  case empty
}

/// The directory that holds a server's secrets: `root.key`, and a file a signing key.
///
/// Mode 0700, files 0600; a link, another user's file and one that others may read are refused.
/// Files are only ever made and removed, never changed, and made under their final name by link(2):
/// of rivals that make the same file one does and all read the same.
public struct KeyDirectory: Sendable {
  private static let rootName = "root.key"
  private static let suffix = ".key"

  /// Its path.
  public let path: String
  private let directory: PrivateDirectory

  /// The directory at `path`; looks at nothing yet.
  public init(path: String) {
    self.path = path
    directory = PrivateDirectory(path)
  }

  /// The keys of the database at `path`: beside it, its name with `.keys` behind.
  public init(besideDatabase path: String) { self.init(path: path + ".keys") }

  /// Reads the secret that refresh tokens and cursors are made with, or makes it.
  public func rootKey(random: RandomBytes = .system) throws(KeyDirectoryError) -> SigningKey {
    let file = PrivateFile(Self.rootName, in: directory)
    do {
      let bytes: [UInt8]
      do { bytes = try file.read() } catch .missing {
        _ = try file.create(with: random(SigningKey.byteCount))
        bytes = try file.read()
      }
      guard let key = SigningKey(secret: bytes) else {
        throw KeyDirectoryError.damaged(name: Self.rootName)
      }
      return key
    } catch let error as FileError {
      throw .file(name: Self.rootName, error)
    } catch {
      throw .damaged(name: Self.rootName)
    }
  }

  /// Reads the signing keys, or makes the first one.
  ///
  /// The first is derived from the root, so that processes that start together make the same one.
  public func ring(
    firstAt now: Instant, policy: KeyPolicy = KeyPolicy(), random: RandomBytes = .system
  ) throws(KeyDirectoryError) -> KeyRing {
    let root = try rootKey(random: random)
    do {
      return try ring(policy: policy)
    } catch .empty {
      let secret = root.derived("pick first token key 1")
      guard let key = TokenKey(secret: secret, publishedAt: now, signsFrom: now) else {
        throw .empty
      }
      try write(key)
      return try ring(policy: policy)
    }
  }

  /// Reads the signing keys.
  public func ring(policy: KeyPolicy = KeyPolicy()) throws(KeyDirectoryError) -> KeyRing {
    var keys: [TokenKey] = []
    for name in try names() {
      let bytes: [UInt8]
      do { bytes = try PrivateFile(name, in: directory).read() } catch {
        // Another process tidied up between the listing and the reading.
        if error == .missing { continue }
        throw .file(name: name, error)
      }
      guard let key = TokenKey(file: bytes), key.id + Self.suffix == name else {
        throw .damaged(name: name)
      }
      keys.append(key)
    }
    guard let ring = KeyRing(keys, policy: policy) else { throw .empty }
    return ring
  }

  /// Publishes a new key that signs once all verifiers can have fetched it, and removes the files of
  /// retired ones.
  ///
  /// - Returns: the new key.
  public func rotate(
    at now: Instant, policy: KeyPolicy = KeyPolicy(), random: RandomBytes = .system
  ) throws(KeyDirectoryError) -> TokenKey {
    let before = try ring(firstAt: now, policy: policy, random: random)
    for key in before.keys where before.state(of: key, at: now) == .retired {
      let name = key.id + Self.suffix
      do { try PrivateFile(name, in: directory).remove() } catch {
        throw .file(name: name, error)
      }
    }
    let signsFrom = now.advanced(bySeconds: policy.publishSeconds)
    guard
      let key = TokenKey(
        secret: random(SigningKey.byteCount), publishedAt: now, signsFrom: signsFrom)
    else { throw .empty }
    try write(key)
    return key
  }

  /// Tells whether files came or went: equal stamps mean, but for a change in the same instant,
  /// equal keys.
  public func stamp() throws(KeyDirectoryError) -> KeyDirectoryStamp {
    do {
      let status = try directory.open().status()
      return KeyDirectoryStamp(
        inode: UInt64(status.st_ino), seconds: Int64(status.st_mtim.tv_sec),
        nanoseconds: Int64(status.st_mtim.tv_nsec))
    } catch { throw .file(name: "", error) }
  }

  private func write(_ key: TokenKey) throws(KeyDirectoryError) {
    let name = key.id + Self.suffix
    do { _ = try PrivateFile(name, in: directory).create(with: key.file) } catch {
      throw .file(name: name, error)
    }
  }

  /// Names of signing key files; the root, temporary files and other files are not.
  private func names() throws(KeyDirectoryError) -> [String] {
    let all: [String]
    do { all = try directory.names() } catch { throw .file(name: "", error) }
    return all.filter { name in
      name.hasSuffix(Self.suffix)
        && Hexadecimal.decode(name.dropLast(Self.suffix.count), count: 16) != nil
    }.sorted()
  }
}

/// What a directory looked like; see `KeyDirectory.stamp`.
public struct KeyDirectoryStamp: Equatable, Sendable {
  let inode: UInt64
  let seconds: Int64
  let nanoseconds: Int64
}
