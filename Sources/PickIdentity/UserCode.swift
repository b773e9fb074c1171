import Crypto
import PickStore
public import PickSystem

/// The code a person reads on one screen and types on another: eight letters, `BCDF-GHJK`.
///
/// No vowels, so that no words come about, and no letters that are taken for others. The first half
/// names the request and the second proves it: so a wrong guess is known to be one at a request
/// that exists, and can be counted (docs/decisions/device-sign-in.md).
public struct UserCode: Equatable, Sendable {
  /// The letters codes are made of.
  public static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ".utf8)
  private static let letterCount = 8

  private let letters: [UInt8]

  /// Reads typed text; case, spaces and hyphens do not matter.
  public init?(typed: String) {
    guard typed.utf8.count <= 64 else { return nil }
    let ignored = Array(" -".utf8)
    let letters = typed.uppercased().utf8.filter { !ignored.contains($0) }
    guard letters.count == Self.letterCount, letters.allSatisfy(Self.alphabet.contains) else {
      return nil
    }
    self.letters = Array(letters)
  }

  /// Draws a code; every one is as likely as any other.
  public init(random: RandomBytes) {
    var letters: [UInt8] = []
    let fair = UInt8(256 / Self.alphabet.count * Self.alphabet.count)
    while letters.count < Self.letterCount {
      for byte in random(Self.letterCount) where byte < fair && letters.count < Self.letterCount {
        letters.append(Self.alphabet[Int(byte) % Self.alphabet.count])
      }
    }
    self.letters = letters
  }

  /// As it is shown: `BCDF-GHJK`.
  public var text: String {
    let name = String(decoding: letters.prefix(4), as: UTF8.self)
    return name + "-" + String(decoding: letters.suffix(4), as: UTF8.self)
  }

  /// As it is stored: the name, and a keyed hash of the whole.
  ///
  /// There are so few codes that a reader of the database could try them all against a plain hash.
  func proof(key: SymmetricKey) -> DeviceCodeProof {
    DeviceCodeProof(
      name: String(decoding: letters.prefix(4), as: UTF8.self),
      proof: Array(HMAC<SHA256>.authenticationCode(for: letters, using: key)))
  }
}
