import Glibc
import Logging
import PickCommand
import PickModel
import PickStore

/// The settings of a server: defaults, which the file, the environment and the command line
/// override in this order.
///
/// It holds no secrets: those are in files, or in an environment variable that is read where it is
/// needed.
struct Configuration: Equatable, Sendable {
  var host = "127.0.0.1"
  /// 0 stands for any free port.
  var port = 8443
  var metricsHost = "127.0.0.1"
  /// Without a port, no metrics are served.
  var metricsPort: Int?
  /// The address of the database: `sqlite:PATH` or `mysql://USER@HOST[:PORT]/NAME`.
  var database: String?
  /// The path of the certificate chain for TLS, in PEM.
  var certificate: String?
  /// The path of the certificate's private key, in PEM.
  var key: String?
  /// The directory of the keys that tokens are signed with.
  var keys: String?
  /// The directory models are published in.
  var models: String?
  /// The directory of the titles' pictures.
  var pictures: String?
  /// Whether plain HTTP is served to other machines.
  var allowPlainHTTP = false
  /// The lowest level that is logged.
  var logLevel = "info"
  /// The largest number of open connections.
  var connections = 4096
  /// The number of connections that read a SQLite database in parallel.
  var readers = 4
  /// The share of the running time, in percent, below which a part never counts as watched.
  var finishedPercent = WatchingRule.standard.finishedPercent
  /// How many seconds before its end a part may already count as watched.
  var creditsSeconds = WatchingRule.standard.creditsSeconds
  /// The settings of tokens and sign-ins, which have no command-line options.
  var tokens = TokenSettings()

  /// The keys of the file; the names of variables and options derive from them.
  enum CodingKeys: String, CaseIterable {
    case host, port, database, certificate, key, keys, models, pictures, connections, readers
    case metricsHost = "metrics_host"
    case metricsPort = "metrics_port"
    case allowPlainHTTP = "allow_plain_http"
    case logLevel = "log_level"
    case finishedPercent = "finished_percent"
    case creditsSeconds = "credits_seconds"

    /// The variable of the environment, such as `PICKD_HOST` for `host`.
    var environmentName: String { "PICKD_" + rawValue.uppercased() }
  }

  /// The rule that says when a part counts as begun and as watched.
  var watching: WatchingRule {
    var rule = WatchingRule.standard
    (rule.finishedPercent, rule.creditsSeconds) = (finishedPercent, creditsSeconds)
    return rule
  }

  /// Whether `host` is a loopback address.
  var isLoopback: Bool { HostAddress.isLoopback(host: host) }
}

extension Configuration {
  private static let logLevels = Logger.Level.allCases.map(\.rawValue)

  /// Sets the value of one key and checks its bounds.
  mutating func set(
    _ key: CodingKeys, to value: ConfigurationValue
  ) throws(Failure) {
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
    case .pictures: pictures = try value.text()
    case .allowPlainHTTP: allowPlainHTTP = try value.flag()
    case .logLevel: logLevel = try value.oneOf(Self.logLevels)
    case .connections: connections = try value.number(8...1_000_000)
    case .readers: readers = try value.number(1...64)
    case .finishedPercent: finishedPercent = try value.number(WatchingRule.percents)
    case .creditsSeconds: creditsSeconds = try value.number(WatchingRule.credits)
    }
  }

  /// Applies the variables that begin with `PICKD_`, and refuses unknown ones.
  mutating func read(environment: [String: String]) throws(Failure) {
    let known = Set(
      CodingKeys.allCases.map(\.environmentName)
        + TokenSettings.CodingKeys.allCases.map(\.environmentName) + ["PICKD_CONFIG"])
    if let name = environment.keys.filter({ $0.hasPrefix("PICKD_") && !known.contains($0) }).min() {
      throw Failure(
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

extension Configuration {
  /// Parses the address of the database, which is required.
  func location() throws(Failure) -> DatabaseLocation {
    guard let database else {
      throw Failure(.usage, "There is no database. Say which: --database sqlite:PATH")
    }
    do {
      return try DatabaseLocation(database)
    } catch {
      throw Failure(.usage, error.description)
    }
  }

  /// Chooses plain HTTP or TLS; a certificate without its key is refused, and a key without its
  /// certificate.
  func transport() throws(Failure) -> Transport {
    switch (certificate, key) {
    case (nil, nil):
      guard isLoopback || allowPlainHTTP else {
        throw Failure(
          .configuration,
          "\(host) is reached by other machines, and there is no certificate. Add --certificate "
            + "and --key, or say --allow-plain-http where a proxy does TLS.")
      }
      return .plain
    case (nil, .some):
      throw Failure(.configuration, "There is a key without a certificate. Add --certificate.")
    case (.some, nil):
      throw Failure(.configuration, "There is a certificate without its key. Add --key.")
    case (.some(let chain), .some(let key)):
      let files = CertificateFiles(chain: chain, key: key)
      try Self.check(files)
      return .secure(SecureTransport(files))
    }
  }

  private static func check(_ files: CertificateFiles) throws(Failure) {
    for path in [files.chain, files.key] {
      guard access(path, F_OK) == 0 else {
        throw Failure(.unavailable, "There is no \(path).")
      }
      guard access(path, R_OK) == 0 else {
        throw Failure(.noPermission, "\(path) cannot be read by the user pickd runs as.")
      }
    }
    var facts = stat()
    guard stat(files.key, &facts) == 0, facts.st_mode & 0o007 == 0 else {
      throw Failure(
        .noPermission, "\(files.key) can be read by everybody. Run: chmod 600 \(files.key)")
    }
    do {
      _ = try files.load()
    } catch {
      throw Failure(
        .badData, "\(files.chain) and \(files.key) are not a certificate and its key in PEM.")
    }
  }
}

extension Configuration {
  /// The configuration as the text of a file; keys without a value are comments.
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
    case .pictures: pictures.map(Self.quoted)
    case .allowPlainHTTP: "\(allowPlainHTTP)"
    case .logLevel: Self.quoted(logLevel)
    case .connections: "\(connections)"
    case .readers: "\(readers)"
    case .finishedPercent: "\(finishedPercent)"
    case .creditsSeconds: "\(creditsSeconds)"
    }
  }

  /// Hides a password in the address: the check that refuses one comes only after printing.
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
