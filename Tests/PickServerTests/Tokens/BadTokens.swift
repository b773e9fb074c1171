import Crypto
import FoundationEssentials
import PickIdentity
import PickModel
import PickSystem

@testable import PickServer

/// Every bad token there is a name for.
struct BadTokens {
  struct Vector: Sendable {
    let name: String
    let text: String
  }

  let fixture: TokenFixture

  func all() throws -> [Vector] {
    try forms() + headers() + claims() + signatures()
  }

  private func forms() throws -> [Vector] {
    let good = try fixture.token()
    let parts = good.split(separator: ".").map(String.init)
    let padded = parts[0] + "==." + parts[1] + "." + parts[2]
    return [
      Vector(name: "empty", text: ""), Vector(name: "dots", text: ".."),
      Vector(name: "two parts", text: parts[0] + "." + parts[1]),
      Vector(name: "four parts", text: good + ".AAAA"),
      Vector(name: "a JWE's five parts", text: good + ".AAAA.AAAA"),
      Vector(name: "padded", text: padded),
      Vector(name: "a space inside", text: parts[0] + ". " + parts[1] + "." + parts[2]),
      Vector(
        name: "standard Base64", text: parts[0] + "." + parts[1] + ".+/" + parts[2].dropFirst(2)),
      Vector(name: "left-over bits", text: good.dropLast() + "B"),
      Vector(name: "cut short", text: String(good.dropLast(4))),
      Vector(name: "longer than 4 KiB", text: good + String(repeating: "A", count: 4096)),
      Vector(
        name: "a claim of 4 KiB",
        text: try fixture.token(
          nil, changed(fixture.claims, "x", "\"" + String(repeating: "a", count: 4096) + "\""))),
      Vector(name: "not ASCII", text: parts[0] + ".\u{AC00}." + parts[2]),
      Vector(name: "a refresh token", text: "pkr1." + String(repeating: "0", count: 96)),
      Vector(name: "an embedded token", text: "pka1." + String(repeating: "0", count: 192)),
      Vector(name: "a device code", text: "pkd1." + String(repeating: "0", count: 64)),
    ]
  }

  private func headers() throws -> [Vector] {
    let changes: [(String, String, String?)] = [
      ("alg none", "alg", "\"none\""), ("alg None", "alg", "\"None\""),
      ("alg HS256", "alg", "\"HS256\""), ("alg RS256", "alg", "\"RS256\""),
      ("alg ES256", "alg", "\"ES256\""), ("alg in small letters", "alg", "\"eddsa\""),
      ("alg is a number", "alg", "1"), ("no alg", "alg", nil), ("alg null", "alg", "null"),
      ("kid=../../", "kid", "\"../../root\""), ("kid of nobody", "kid", "\"0\""),
      ("kid is a path", "kid", "\"/dev/null\""), ("kid with SQL", "kid", "\"' OR 1=1\""),
      ("no kid", "kid", nil), ("kid empty", "kid", "\"\""), ("kid is a list", "kid", "[\"a\"]"),
      ("typ JWT", "typ", "\"JWT\""), ("typ refresh", "typ", "\"rt+jwt\""), ("no typ", "typ", nil),
      ("typ in capitals", "typ", "\"AT+JWT\""), ("crit", "crit", "[\"exp\"]"),
      ("crit empty", "crit", "[]"), ("jku", "jku", "\"https://127.0.0.1/keys\""),
      ("x5u", "x5u", "\"https://127.0.0.1/x\""), ("x5c", "x5c", "[\"AAAA\"]"),
      ("jwk", "jwk", "{\"kty\":\"OKP\"}"), ("zip", "zip", "\"DEF\""), ("b64", "b64", "false"),
      ("a header nobody knows", "x", "\"y\""),
    ]
    var vectors = try changes.map { name, key, value in
      Vector(name: name, text: try fixture.token(changed(fixture.header, key, value)))
    }
    let (claims, kid) = (TokenFixture.json(fixture.claims), fixture.key.id)
    for (name, header) in [
      ("alg twice", #"{"alg":"EdDSA","alg":"none","kid":"\#(kid)","typ":"at+jwt"}"#),
      ("escaped alg", #"{"\u0061lg":"EdDSA","kid":"\#(kid)","typ":"at+jwt"}"#),
      ("no JSON", "alg"), ("a list", "[]"), ("null", "null"),
      ("deep", String(repeating: "[", count: 2000)),
    ] {
      vectors.append(Vector(name: name, text: try fixture.sign(header, claims)))
    }
    return vectors
  }

  private func claims() throws -> [Vector] {
    let seconds = fixture.now.secondsSince1970
    let changes: [(String, String, String?)] = [
      ("another issuer", "iss", "\"https://pick.example.org\""), ("no iss", "iss", nil),
      ("another audience", "aud", "\"other\""), ("a list of audiences", "aud", "[\"pick\"]"),
      ("no aud", "aud", nil), ("no sub", "sub", nil),
      ("sub is a number", "sub", "\(fixture.viewer)"),
      ("sub with a zero in front", "sub", "\"0\(fixture.viewer)\""), ("sub zero", "sub", "\"0\""),
      ("sub negative", "sub", "\"-\(fixture.viewer)\""),
      ("sub too large", "sub", "\"9223372036854775808\""),
      ("another viewer", "sub", "\"424242\""), ("no sid", "sid", nil),
      ("sid short", "sid", "\"00\""),
      ("sid in capitals", "sid", "\"00112233445566778899AABBCCDDEEFF\""), ("no jti", "jti", nil),
      ("jti empty", "jti", "\"\""), ("no iat", "iat", nil), ("iat text", "iat", "\"1\""),
      ("from the future", "iat", "\(seconds + 61)"), ("no exp", "exp", nil),
      ("expired", "exp", "\(seconds - 61)"), ("exp before iat", "exp", "\(seconds - 1)"),
      ("exp infinite", "exp", "1e400"), ("exp fractional", "exp", "\(seconds + 60).5"),
      ("exp null", "exp", "null"), ("exp text", "exp", "\"\(seconds + 1800)\""),
      ("no epoch", "epoch", nil), ("epoch negative", "epoch", "-1"),
      ("another epoch", "epoch", "1"), ("epoch fractional", "epoch", "0.5"),
    ]
    var vectors = try changes.map { name, key, value in
      Vector(name: name, text: try fixture.token(nil, changed(fixture.claims, key, value)))
    }
    for (name, text) in [("claims are a list", "[]"), ("claims are no JSON", "x")] {
      let header = TokenFixture.json(fixture.header)
      vectors.append(Vector(name: name, text: try fixture.sign(header, text)))
    }
    return vectors
  }

  private func signatures() throws -> [Vector] {
    let good = try fixture.token()
    let input = good.split(separator: ".").prefix(2).joined(separator: ".")
    let bytes = Array(input.utf8)
    let publicKey = SymmetricKey(data: fixture.key.publicBytes)
    let mac = Array(HMAC<SHA512>.authenticationCode(for: bytes, using: publicKey))
    let foreign = Curve25519.Signing.PrivateKey()
    return [
      Vector(name: "no signature", text: input + "."),
      Vector(name: "a signature of zeros", text: signed(input, [UInt8](repeating: 0, count: 64))),
      Vector(name: "an HMAC under the public key", text: signed(input, mac)),
      Vector(
        name: "somebody else's key",
        text: signed(input, Array(try foreign.signature(for: bytes)))),
      Vector(
        name: "a signature of something else",
        text: signed(input, try fixture.key.signature(of: Array("x".utf8)))),
    ]
  }

  private func signed(_ input: String, _ signature: [UInt8]) -> String {
    input + "." + Base64URL.encode(signature)
  }

  private func changed(_ fields: [String: String], _ key: String, _ value: String?)
    -> [String: String]
  {
    var fields = fields
    fields[key] = value
    return fields
  }
}
