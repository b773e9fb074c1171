import CArgon2
import Crypto
import CryptoExtras
import Dispatch
import Foundation
public import PickSystem

/// Why a password could not be hashed.
public enum PasswordHashError: Error, Equatable, Sendable {
  /// The 19 MiB a hash works in were not to be had.
  case outOfMemory
  /// libargon2 refused its input; `code` is its own error number.
  case refused(code: Int32)
}

/// Turns passwords into Argon2id hashes in PHC string format, and compares.
///
/// Passwords are normalised to NFC first, so that Hangul typed on any keyboard is the same
/// password. One hash costs about 30 ms and 19 MiB; the asynchronous calls therefore take turns
/// on a queue of their own and never hold a thread of the cooperative pool. Hashes that Django made
/// are read too (docs/decisions/django-passwords.md).
public struct PasswordHasher: Sendable {
  /// The cost of one hash.
  public struct Parameters: Equatable, Sendable {
    /// Memory in KiB.
    public let memoryKiB: UInt32
    /// Passes over the memory (t).
    public let passes: UInt32
    /// Lanes (p).
    public let lanes: UInt32

    /// A stated cost.
    public init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
      self.memoryKiB = memoryKiB
      self.passes = passes
      self.lanes = lanes
    }

    /// OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
    public static let owasp = Parameters(memoryKiB: 19 * 1024, passes: 2, lanes: 1)
  }

  private static let saltCount = 16
  private static let hashCount = 32
  private static let oneByOne = DispatchQueue(label: "pick.passwords", qos: .userInitiated)
  private static let sideBySide = DispatchQueue(
    label: "pick.passwords.concurrent", qos: .userInitiated, attributes: .concurrent)

  private let parameters: Parameters
  private let random: RandomBytes
  private let queue: DispatchQueue

  /// A hasher of a stated cost; salts that are not handed in come from `random`.
  ///
  /// Hashes take turns, unless the caller sees to it that there are never more than a few
  /// (`isConcurrent`): each one takes a thread and `memoryKiB`.
  public init(
    parameters: Parameters = .owasp, random: RandomBytes = .system, isConcurrent: Bool = false
  ) {
    self.parameters = parameters
    self.random = random
    queue = isConcurrent ? Self.sideBySide : Self.oneByOne
  }

  /// Hashes with a given salt of at least 8 bytes, on the calling thread; same input, same text.
  public func hash(_ password: String, salt: [UInt8]) throws(PasswordHashError) -> String {
    let typed = Self.bytes(of: password)
    let length = argon2_encodedlen(
      parameters.passes, parameters.memoryKiB, parameters.lanes, UInt32(salt.count),
      UInt32(Self.hashCount), Argon2_id)
    var encoded = [CChar](repeating: 0, count: length)
    let code = argon2id_hash_encoded(
      parameters.passes, parameters.memoryKiB, parameters.lanes, typed, typed.count, salt,
      salt.count, Self.hashCount, &encoded, encoded.count)
    if code == ARGON2_MEMORY_ALLOCATION_ERROR.rawValue { throw .outOfMemory }
    guard code == ARGON2_OK.rawValue else { throw .refused(code: code) }
    return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Hashes with a random salt, off the caller's thread.
  public func hash(_ password: String) async throws(PasswordHashError) -> String {
    let salt = random(Self.saltCount)
    return try await inTurn { () throws(PasswordHashError) in
      try hash(password, salt: salt)
    }
  }

  /// Whether `password` belongs to `stored`, off the caller's thread.
  ///
  /// Without a stored hash a hash of the same cost is worked through and the answer is no, so that
  /// an unknown number cannot be told from a wrong password by its time.
  public func verify(_ password: String, against stored: String?) async throws(PasswordHashError)
    -> Bool
  {
    try await inTurn { () throws(PasswordHashError) in
      let matches = try matches(password, stored ?? decoy)
      return matches && stored != nil
    }
  }

  /// Whether a stored hash is of another kind than the ones made here.
  func isForeign(_ stored: String) -> Bool { stored.hasPrefix(DjangoPasswordHash.prefix) }

  private func matches(_ password: String, _ encoded: String) throws(PasswordHashError) -> Bool {
    let typed = Self.bytes(of: password)
    if isForeign(encoded) {
      // A hash that cannot be read, or asks for too much work, belongs to no password.
      return DjangoPasswordHash(encoded)?.matches(typed) ?? false
    }
    switch argon2id_verify(encoded, typed, typed.count) {
    case ARGON2_OK.rawValue: return true
    case ARGON2_VERIFY_MISMATCH.rawValue: return false
    case ARGON2_MEMORY_ALLOCATION_ERROR.rawValue: throw .outOfMemory
    case let code: throw .refused(code: code)
    }
  }

  /// A well-formed hash of this cost that no known password has: salt and tag are all zero.
  var decoy: String {
    let salt = String(repeating: "A", count: 22)
    let tag = String(repeating: "A", count: 43)
    let cost = "m=\(parameters.memoryKiB),t=\(parameters.passes),p=\(parameters.lanes)"
    return "$argon2id$v=19$\(cost)$\(salt)$\(tag)"
  }

  private static func bytes(of password: String) -> [UInt8] {
    Array(password.precomposedStringWithCanonicalMapping.utf8)
  }

  private func inTurn<Value: Sendable>(
    _ work: @escaping @Sendable () throws(PasswordHashError) -> Value
  ) async throws(PasswordHashError) -> Value {
    let result: Result<Value, PasswordHashError> = await withCheckedContinuation { waiting in
      queue.async {
        waiting.resume(returning: Result { () throws(PasswordHashError) in try work() })
      }
    }
    return try result.get()
  }
}

/// A password as Django stores it: `pbkdf2_sha256$ITERATIONS$SALT$BASE64`.
///
/// Only read, never made: after a right sign-in the password is stored as Argon2id.
package struct DjangoPasswordHash: Equatable, Sendable {
  /// Beyond what any Django of this decade uses; a stored number must not decide how long a server
  /// works.
  private static let iterationLimit = 2_000_000
  static let prefix = "pbkdf2_sha256$"

  let iterations: Int
  let salt: [UInt8]
  let tag: [UInt8]

  /// `nil` unless every part is there and in bounds.
  package init?(_ encoded: String) {
    let parts = encoded.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] + "$" == Self.prefix,
      let iterations = Int(parts[1]), (1...Self.iterationLimit).contains(iterations),
      (1...128).contains(parts[2].utf8.count),
      let tag = Data(base64Encoded: String(parts[3])), tag.count == 32
    else { return nil }
    self.iterations = iterations
    salt = Array(parts[2].utf8)
    self.tag = Array(tag)
  }

  /// Derives the tag anew and compares in constant time; `nil` when it could not be derived.
  func matches(_ password: [UInt8]) -> Bool? {
    let derived = try? KDF.Insecure.PBKDF2.deriveKey(
      from: password, salt: salt, using: .sha256, outputByteCount: tag.count,
      unsafeUncheckedRounds: iterations)
    return derived.map { $0 == SymmetricKey(data: tag) }
  }
}
