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
