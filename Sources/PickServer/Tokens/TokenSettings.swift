import PickCommand
import PickIdentity
import PickModel

/// The settings of `pickd` for tokens and sign-ins.
///
/// They have the names of SimpleJWT's settings where they mean the same; docs/security.md compares
/// both.
struct TokenSettings: Codable, Equatable, Sendable {
  /// The issuer (`iss`); `nil` stands for a name made of the root key, which differs between
  /// installations.
  var issuer: String?
  /// The audience (`aud`).
  var audience = "pick"
  /// The life of an access token, in seconds.
  var accessTokenLifetime: Int64 = 30 * 60
  /// The life of a refresh token, in seconds.
  var refreshTokenLifetime: Int64 = 7 * 24 * 3600
  /// The life of a session, in seconds; refreshing does not extend it.
  var sessionLifetime: Int64 = 30 * 24 * 3600
  /// How long a replaced refresh token still gets its successor, in seconds.
  var rotationGrace: Int64 = 10
  /// How far the clocks of servers may differ, in seconds; 60 at most.
  var leeway: Int64 = 30
  /// The schemes that are accepted in `Authorization`, in upper or lower case.
  var authHeaderTypes = ["Bearer"]
  /// How long others may cache the key set, and a new key is published before it signs, in seconds.
  var keySetLifetime: Int64 = 300

  /// The number of tries to sign in that one address has at once and in a minute.
  var signInsPerMinute: Int64 = 20
  /// Addresses of the proxies whose `X-Forwarded-For` is trusted.
  var trustedProxies: [String] = []
  /// The address at which people reach the server, without a slash at the end; `nil` stands for the
  /// address a device used.
  var publicURL: String?

  init() {}

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

    /// The variable of the environment, such as `PICKD_LEEWAY` for `leeway`.
    var environmentName: String { "PICKD_" + rawValue.uppercased() }
  }

  /// Decodes the keys that are given; the others keep their defaults.
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
  /// The name of the first setting with an invalid value; `nil` when all are valid.
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
  /// Sets the value of one key; lists are texts with commas.
  mutating func set(_ key: CodingKeys, to value: ConfigurationValue) throws(Failure) {
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

  /// The value of a key as the file has it; `nil` when it is not set.
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

  /// Refuses settings that are invalid, alone or together.
  func check() throws(Failure) {
    guard let name = nonsense else { return }
    throw Failure(
      .configuration, "\(name) makes no sense. docs/security.md says what it may be.")
  }
}

extension ConfigurationValue {
  fileprivate func seconds() throws(Failure) -> Int64 { Int64(try number(0...31_536_000)) }

  fileprivate func list() throws(Failure) -> [String] {
    try text().split(separator: ",").map { String($0.trimmed) }
  }
}
