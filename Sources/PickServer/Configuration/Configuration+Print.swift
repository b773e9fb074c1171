extension Configuration {
  /// The whole configuration as a file that says the same; what is not set is a comment.
  var text: String {
    let own = CodingKeys.allCases.map { (name: $0.rawValue, value: value(of: $0)) }
    let ofTokens = TokenSettings.CodingKeys.allCases.map { key in
      (name: key.rawValue, value: tokens.value(of: key).map(Self.written))
    }
    return (own + ofTokens).map { name, value in
      value.map { "\(name) = \($0)" } ?? "# \(name) ="
    }
    .joined(separator: "\n") + "\n"
  }

  private func value(of key: CodingKeys) -> String? {
    switch key {
    case .host: Self.quoted(host)
    case .port: "\(port)"
    case .metricsHost: Self.quoted(metricsHost)
    case .metricsPort: metricsPort.map { "\($0)" }
    case .database: database.map { Self.quoted(Self.masked($0)) }
    case .certificate: certificate.map(Self.quoted)
    case .key: self.key.map(Self.quoted)
    case .keys: keys.map(Self.quoted)
    case .models: models.map(Self.quoted)
    case .allowPlainHTTP: "\(allowPlainHTTP)"
    case .logLevel: Self.quoted(logLevel)
    case .connections: "\(connections)"
    case .readers: "\(readers)"
    case .finishedPercent: "\(finishedPercent)"
    case .creditsSeconds: "\(creditsSeconds)"
    }
  }

  /// A password somebody wrote into the address is refused later; it is not shown before.
  private static func masked(_ location: String) -> String {
    guard let scheme = location.firstRange(of: "://"), let at = location.lastIndex(of: "@"),
      let colon = location[scheme.upperBound..<at].firstIndex(of: ":")
    else { return location }
    return location[...colon] + "***" + location[at...]
  }

  private static func written(_ content: ConfigurationValue.Content) -> String {
    switch content {
    case .text(let text): quoted(text)
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 32 || scalar.value == 127:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
