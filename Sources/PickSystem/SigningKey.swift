package import Crypto
import Glibc

/// The secret of one database: signs its access tokens and derives its refresh tokens.
///
/// Keys are derived from the 32 bytes, one a purpose, so that no use of one says anything about
/// another. Printing a key shows nothing of it.
public struct SigningKey: Sendable {
  /// Length of the secret.
  public static let byteCount = 32

  package let access: SymmetricKey
  package let rotation: SymmetricKey
  package let cursor: SymmetricKey
  package let userCode: SymmetricKey
  package let audit: SymmetricKey
  /// Names the database whose tokens these are: 16 bytes, safe to show.
  public let issuer: [UInt8]
  let secret: [UInt8]

  /// A key from its secret; `nil` unless it has 32 bytes.
  public init?(secret: [UInt8]) {
    guard secret.count == Self.byteCount else { return nil }
    self.init(checked: secret)
  }

  private init(checked secret: [UInt8]) {
    self.secret = secret
    access = SymmetricKey(data: Self.derived("pick access token 1", from: secret))
    rotation = SymmetricKey(data: Self.derived("pick refresh token rotation 1", from: secret))
    cursor = SymmetricKey(data: Self.derived("pick cursor 1", from: secret))
    userCode = SymmetricKey(data: Self.derived("pick user code 1", from: secret))
    audit = SymmetricKey(data: Self.derived("pick audit 1", from: secret))
    issuer = Array(Self.derived("pick issuer 1", from: secret).prefix(16))
  }

  /// 32 bytes for one purpose, from which nothing of the secret or of another purpose follows.
  package func derived(_ purpose: String) -> [UInt8] { Self.derived(purpose, from: secret) }

  private static func derived(_ purpose: String, from secret: [UInt8]) -> [UInt8] {
    Array(
      HMAC<SHA256>.authenticationCode(
        for: Array(purpose.utf8), using: SymmetricKey(data: secret)))
  }

  /// A new key that lives as long as the program: every session ends with it.
  public static func ephemeral(random: RandomBytes = .system) -> SigningKey {
    SigningKey(checked: random(byteCount))
  }

  /// The issuer in hexadecimal, for file names.
  public var issuerName: String { Hexadecimal.encode(issuer) }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
  /// The issuer only.
  public var description: String { "SigningKey(issuer \(issuerName))" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why the key beside a database could not be used.
public enum SigningKeyError: Error, Equatable, Sendable {
  /// The file is refused, or cannot be read or written.
  case file(FileError)
  /// It does not hold 32 bytes.
  case wrongSize(Int)
}

/// The key file of a database: its path with `.key` behind, mode 0600.
///
/// Backups leave it out: a copy of the database alone signs no viewer in.
public struct SigningKeyFile: Sendable {
  private let file: PrivateFile

  /// The key file of the database at `databasePath`.
  public init(databasePath: String) {
    let path = databasePath + ".key"
    file = PrivateFile(
      PathName.last(of: path), in: PrivateDirectory(PathName.directory(of: path), access: .any))
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

/// The source of secrets and session names; injected so that tests are repeatable.
public struct RandomBytes: Sendable {
  private let draw: @Sendable (Int) -> [UInt8]

  /// Bytes made by `draw`, which is given how many.
  public init(_ draw: @escaping @Sendable (Int) -> [UInt8]) { self.draw = draw }

  /// The operating system's generator (getrandom), fit for secrets.
  public static let system = RandomBytes { count in
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in generator.next() }
  }

  /// Draws `count` bytes.
  public func callAsFunction(_ count: Int) -> [UInt8] { draw(count) }
}
