import Crypto
public import PickModel
import PickSystem

/// The times of a signing key's life, in seconds.
public struct KeyPolicy: Equatable, Sendable {
  /// How long a verifier may keep the key set before asking again: a new key is
  /// published this long before it signs.
  public var publishSeconds: Int64 = 300
  /// The time tokens of a replaced key are still accepted: an access token's life and the leeway.
  public var verifySeconds: Int64 = 30 * 60 + 60

  /// The product's times.
  public init() {}
}

/// The Ed25519 keys of a server, as they are at one moment; a value that never changes.
///
/// A key's file says when it was published and from when on it signs. Everything else follows from
/// the other keys: it signs until the next one does, and is verified with for a while after that.
/// So no file is ever rewritten, and two processes that read the same files agree.
public struct KeyRing: Equatable, Sendable {
  /// The stages of a key's life.
  public enum State: String, Sendable {
    /// In the key set, for others to fetch before it is used.
    case published
    /// Tokens are signed with it.
    case signing
    /// Another one signs; tokens signed with it are still accepted.
    case verifying
    /// Nothing signed with it is accepted.
    case retired
  }

  /// The keys, in the order in which they sign.
  public let keys: [TokenKey]
  private let policy: KeyPolicy

  /// A ring of keys; `nil` without any: something has to sign.
  public init?(_ keys: [TokenKey], policy: KeyPolicy = KeyPolicy()) {
    guard !keys.isEmpty else { return nil }
    self.keys = keys.sorted { ($0.signsFrom, $0.id) < ($1.signsFrom, $1.id) }
    self.policy = policy
  }

  /// The key that signs at `now`: the last one whose time has come, or else the first to come.
  public func signing(at now: Instant) -> TokenKey {
    keys.last { $0.signsFrom <= now } ?? keys[0]
  }

  /// The key of that name, unless it is retired at `now`.
  public func verifying(_ id: String, at now: Instant) -> TokenKey? {
    keys.first { $0.id == id && state(of: $0, at: now) != .retired }
  }

  /// The keys others may verify with at `now`: all but the retired ones.
  public func published(at now: Instant) -> [TokenKey] {
    keys.filter { state(of: $0, at: now) != .retired }
  }

  /// The stage of a key of this ring.
  public func state(of key: TokenKey, at now: Instant) -> State {
    if key.id == signing(at: now).id { return .signing }
    if now < key.signsFrom { return .published }
    guard let next = keys.first(where: { ($0.signsFrom, $0.id) > (key.signsFrom, key.id) })
    else { return .verifying }
    return now < next.signsFrom.advanced(bySeconds: policy.verifySeconds) ? .verifying : .retired
  }
}

/// One Ed25519 key that signs access tokens; printing it shows nothing but its name.
public struct TokenKey: Sendable {
  /// Its name in tokens (`kid`): the first half of the SHA-256 of the public key, in hexadecimal.
  public let id: String
  /// When it was put into the key set.
  public let publishedAt: Instant
  /// From when on it signs.
  public let signsFrom: Instant
  let privateKey: Curve25519.Signing.PrivateKey

  /// The secret half: 32 bytes.
  public var secret: [UInt8] { Array(privateKey.rawRepresentation) }
  /// Signs bytes: 64 bytes, never twice the same.
  public func signature(of bytes: [UInt8]) throws -> [UInt8] {
    Array(try privateKey.signature(for: bytes))
  }

  /// The public half: 32 bytes.
  public var publicBytes: [UInt8] { Array(privateKey.publicKey.rawRepresentation) }

  /// A key from its secret; `nil` unless that has 32 bytes.
  public init?(secret: [UInt8], publishedAt: Instant, signsFrom: Instant) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: secret) else {
      return nil
    }
    privateKey = key
    let digest = SHA256.hash(data: key.publicKey.rawRepresentation)
    id = Hexadecimal.encode(digest.prefix(16))
    self.publishedAt = publishedAt
    self.signsFrom = signsFrom
  }
}

extension TokenKey: Equatable {
  /// Whether name and times are the same; the name is made from the key.
  public static func == (left: Self, right: Self) -> Bool {
    left.id == right.id && left.publishedAt == right.publishedAt
      && left.signsFrom == right.signsFrom
  }
}

extension TokenKey: CustomStringConvertible, CustomReflectable {
  /// The name only.
  public var description: String { "TokenKey(\(id))" }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

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
