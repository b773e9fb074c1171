import Logging
import PickModel

extension Configuration {
  static let logLevels = Logger.Level.allCases.map(\.rawValue)

  /// Takes over one value.
  mutating func set(
    _ key: CodingKeys, to value: ConfigurationValue
  ) throws(StartFailure) {
    switch key {
    case .host: host = try value.text()
    case .port: port = try value.number(0...65_535)
    case .metricsHost: metricsHost = try value.text()
    case .metricsPort: metricsPort = try value.number(0...65_535)
    case .database: database = try value.text()
    case .certificate: certificate = try value.text()
    case .key: self.key = try value.text()
    case .keys: keys = try value.text()
    case .models: models = try value.text()
    case .allowPlainHTTP: allowPlainHTTP = try value.flag()
    case .logLevel: logLevel = try value.oneOf(Self.logLevels)
    case .connections: connections = try value.number(8...1_000_000)
    case .readers: readers = try value.number(1...64)
    case .finishedPercent: finishedPercent = try value.number(WatchingRule.percents)
    case .creditsSeconds: creditsSeconds = try value.number(WatchingRule.credits)
    }
  }

  /// Takes over what the environment says.
  mutating func read(environment: [String: String]) throws(StartFailure) {
    let known = Set(
      CodingKeys.allCases.map(\.environmentName)
        + TokenSettings.CodingKeys.allCases.map(\.environmentName) + ["PICKD_CONFIG"])
    if let name = environment.keys.filter({ $0.hasPrefix("PICKD_") && !known.contains($0) }).min() {
      throw StartFailure(
        .configuration, "\(name) is not a variable pickd knows. See: pickd --help")
    }
    for key in CodingKeys.allCases {
      guard let text = environment[key.environmentName] else { continue }
      try set(key, to: ConfigurationValue(content: .text(text), origin: key.environmentName))
    }
    for key in TokenSettings.CodingKeys.allCases {
      guard let text = environment[key.environmentName] else { continue }
      let value = ConfigurationValue(content: .text(text), origin: key.environmentName)
      try tokens.set(key, to: value)
    }
  }
}
