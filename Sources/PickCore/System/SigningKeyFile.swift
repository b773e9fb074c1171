import Glibc

/// Why the key beside a database could not be used.
public enum SigningKeyError: Error, Equatable, Sendable {
  /// The file is refused, or cannot be read or written.
  case file(PrivateFileError)
  /// It does not hold 32 bytes.
  case wrongSize(Int)
}

/// The key file of a database: its path with `.key` behind, mode 0600.
///
/// Backups leave it out: a copy of the database signs nobody in.
public struct SigningKeyFile: Sendable {
  private let file: PrivateFile

  /// The key file of the database at `databasePath`.
  public init(databasePath: String) {
    let path = databasePath + ".key"
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    file = PrivateFile(
      name, in: PrivateDirectory(directory.isEmpty ? "/" : directory, access: .any))
  }

  /// Reads the key, or makes it; when several processes make it at once all get the same.
  public func loadOrCreate(random: RandomBytes = .system) throws(SigningKeyError) -> SigningKey {
    do {
      return try load()
    } catch .file(.missing) {
      let key = SigningKey.ephemeral(random: random)
      do { _ = try file.create(with: key.secret) } catch { throw .file(error) }
      return try load()
    }
  }

  /// Reads the key; a link, another user's file and one that others may read are refused.
  public func load() throws(SigningKeyError) -> SigningKey {
    let bytes: [UInt8]
    do { bytes = try file.read() } catch { throw .file(error) }
    guard let key = SigningKey(secret: bytes) else { throw .wrongSize(bytes.count) }
    return key
  }
}
