import PickCore
import PickModel

/// What `pickd`'s configuration says about tokens; docs/security.md compares it with SimpleJWT's
/// settings, whose names it uses where they mean the same.
///
/// Keys that are left out have the product's values; unknown ones are refused by whoever reads the
/// file.
struct TokenSettings: Codable, Equatable, Sendable {
  /// Who signs (`iss`); `nil`: named after the root key, so that no two installations are the same.
  var issuer: String?
  /// Whom tokens are for (`aud`).
  var audience = "pick"
  /// An access token's life, in seconds.
  var accessTokenLifetime: Int64 = 30 * 60
  /// A refresh token's life, in seconds.
  var refreshTokenLifetime: Int64 = 7 * 24 * 3600
  /// A session's life, however often it is refreshed, in seconds.
  var sessionLifetime: Int64 = 30 * 24 * 3600
  /// How long a replaced refresh token still gets its own successor, in seconds.
  var rotationGrace: Int64 = 10
  /// How far the clocks of servers may differ, in seconds; 60 at most.
  var leeway: Int64 = 30
  /// What may stand before the token in `Authorization`, in any case.
  var authHeaderTypes = ["Bearer"]
  /// How long others may keep the key set, and how long a new key is published before it signs.
  var keySetLifetime: Int64 = 300

  /// How often one address may try to sign in, at once and in a minute.
  var signInsPerMinute: Int64 = 20
  /// Addresses of proxies whose `X-Forwarded-For` is believed.
  var trustedProxies: [String] = []
  /// Where people reach the server, without a slash at the end; `nil`: where the device did.
  var publicURL: String?

  /// The product's values.
  init() {}

  /// The keys of the configuration file.
  enum CodingKeys: String, CodingKey, CaseIterable, Sendable {
    case issuer, audience, leeway
    case accessTokenLifetime = "access_token_lifetime"
    case refreshTokenLifetime = "refresh_token_lifetime"
    case sessionLifetime = "session_lifetime"
    case rotationGrace = "rotation_grace"
    case authHeaderTypes = "auth_header_types"
    case keySetLifetime = "key_set_lifetime"
    case signInsPerMinute = "sign_ins_per_minute"
    case trustedProxies = "trusted_proxies"
    case publicURL = "public_url"

    /// `PICKD_LEEWAY` for `leeway`.
    var environmentName: String { "PICKD_" + rawValue.uppercased() }
  }

  /// Reads what is there; the rest keeps the product's values.
  init(from decoder: any Decoder) throws {
    let table = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, _ usual: Value) throws -> Value {
      try table.decodeIfPresent(Value.self, forKey: key) ?? usual
    }
    issuer = try table.decodeIfPresent(String.self, forKey: .issuer)
    audience = try value(.audience, audience)
    accessTokenLifetime = try value(.accessTokenLifetime, accessTokenLifetime)
    refreshTokenLifetime = try value(.refreshTokenLifetime, refreshTokenLifetime)
    sessionLifetime = try value(.sessionLifetime, sessionLifetime)
    rotationGrace = try value(.rotationGrace, rotationGrace)
    leeway = try value(.leeway, leeway)
    authHeaderTypes = try value(.authHeaderTypes, authHeaderTypes)
    keySetLifetime = try value(.keySetLifetime, keySetLifetime)
    signInsPerMinute = try value(.signInsPerMinute, signInsPerMinute)
    trustedProxies = try value(.trustedProxies, trustedProxies)
    publicURL = try table.decodeIfPresent(String.self, forKey: .publicURL)
  }
}

extension TokenSettings {
  /// The name of the first setting whose value makes no sense; `nil` when all do.
  var nonsense: String? {
    let checks: [(CodingKeys, Bool)] = [
      (.issuer, issuer.map(Self.isName) ?? true), (.audience, Self.isName(audience)),
      (.accessTokenLifetime, (60...86_400).contains(accessTokenLifetime)),
      (.refreshTokenLifetime, (accessTokenLifetime...31_536_000).contains(refreshTokenLifetime)),
      (.sessionLifetime, (refreshTokenLifetime...31_536_000).contains(sessionLifetime)),
      (.rotationGrace, (0...60).contains(rotationGrace)), (.leeway, (0...60).contains(leeway)),
      (
        .authHeaderTypes,
        !authHeaderTypes.isEmpty && authHeaderTypes.allSatisfy { Self.isScheme($0) }
      ),
      (.keySetLifetime, (1...86_400).contains(keySetLifetime)),
      (.signInsPerMinute, (1...60_000).contains(signInsPerMinute)),
      (.trustedProxies, trustedProxies.allSatisfy { HostAddress($0) != nil }),
      (.publicURL, publicURL.map(Self.isOrigin) ?? true),
    ]
    return checks.first { !$0.1 }?.0.stringValue
  }

  var sessionPolicy: SessionPolicy {
    var policy = SessionPolicy()
    policy.accessSeconds = accessTokenLifetime
    policy.refreshSeconds = refreshTokenLifetime
    policy.sessionSeconds = sessionLifetime
    policy.graceSeconds = rotationGrace
    policy.leewaySeconds = leeway
    return policy
  }

  var keyPolicy: KeyPolicy {
    var policy = KeyPolicy()
    policy.publishSeconds = keySetLifetime
    policy.verifySeconds = accessTokenLifetime + leeway
    return policy
  }

  var addressRule: AddressThrottle.Rule {
    AddressThrottle.Rule(burst: signInsPerMinute, interval: 60_000 / signInsPerMinute)
  }

  private static func isOrigin(_ text: String) -> Bool {
    isName(text) && (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && !text.hasSuffix("/") && !text.contains("?") && !text.contains("#")
  }

  private static func isName(_ text: String) -> Bool {
    (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func isScheme(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF) || byte == UInt8(ascii: "-")
      }
  }
}

extension TokenSettings {
  /// Takes over one value; lists are texts with commas in between.
  mutating func set(_ key: CodingKeys, to value: ConfigurationValue) throws(StartFailure) {
    switch key {
    case .issuer: issuer = try value.text()
    case .audience: audience = try value.text()
    case .accessTokenLifetime: accessTokenLifetime = try value.seconds()
    case .refreshTokenLifetime: refreshTokenLifetime = try value.seconds()
    case .sessionLifetime: sessionLifetime = try value.seconds()
    case .rotationGrace: rotationGrace = try value.seconds()
    case .leeway: leeway = try value.seconds()
    case .authHeaderTypes: authHeaderTypes = try value.list()
    case .keySetLifetime: keySetLifetime = try value.seconds()
    case .signInsPerMinute: signInsPerMinute = try value.seconds()
    case .trustedProxies: trustedProxies = try value.list()
    case .publicURL: publicURL = try value.text()
    }
  }

  /// What a setting has now, as it is written in the file; `nil` when it is not set.
  func value(of key: CodingKeys) -> ConfigurationValue.Content? {
    switch key {
    case .issuer: issuer.map { .text($0) }
    case .audience: .text(audience)
    case .accessTokenLifetime: .number(Int(accessTokenLifetime))
    case .refreshTokenLifetime: .number(Int(refreshTokenLifetime))
    case .sessionLifetime: .number(Int(sessionLifetime))
    case .rotationGrace: .number(Int(rotationGrace))
    case .leeway: .number(Int(leeway))
    case .authHeaderTypes: .text(authHeaderTypes.joined(separator: ", "))
    case .keySetLifetime: .number(Int(keySetLifetime))
    case .signInsPerMinute: .number(Int(signInsPerMinute))
    case .trustedProxies:
      trustedProxies.isEmpty ? nil : .text(trustedProxies.joined(separator: ", "))
    case .publicURL: publicURL.map { .text($0) }
    }
  }

  /// Refuses settings that make no sense, alone or together.
  func check() throws(StartFailure) {
    guard let name = nonsense else { return }
    throw StartFailure(
      .configuration, "\(name) makes no sense. docs/security.md says what it may be.")
  }
}

extension ConfigurationValue {
  fileprivate func seconds() throws(StartFailure) -> Int64 { Int64(try number(0...31_536_000)) }

  fileprivate func list() throws(StartFailure) -> [String] {
    try text().split(separator: ",").map { String($0.trimmed) }
  }
}
