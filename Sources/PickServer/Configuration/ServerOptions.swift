public import ArgumentParser

/// The flags of `pickd`, one for every key of its configuration.
public struct ServerOptions: ParsableArguments {
  @Option(help: "The address to listen on.") var host: String?
  @Option(help: "The port to listen on; 0 for any that is free.") var port: Int?
  @Option(help: "The address of the metrics.") var metricsHost: String?
  @Option(help: "The port of the metrics; none without it.") var metricsPort: Int?
  @Option(help: "sqlite:PATH or mysql://USER@HOST[:PORT]/NAME.") var database: String?
  @Option(help: ArgumentHelp("The certificate chain, PEM.", valueName: "file"))
  var certificate: String?
  @Option(help: ArgumentHelp("The certificate's key, PEM, not world-readable.", valueName: "file"))
  var key: String?
  @Option(help: ArgumentHelp("Where the signing keys are.", valueName: "directory"))
  var keys: String?
  @Option(help: ArgumentHelp("Where models are published.", valueName: "directory"))
  var models: String?
  @Flag(name: .customLong("allow-plain-http"), help: "Serve plain HTTP to other machines.")
  var allowPlainHTTP = false
  @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel: String?
  @Option(help: "Connections at once.") var connections: Int?
  @Option(help: "Connections that read a SQLite database side by side.") var readers: Int?
  @Option(help: "From this share of the running time on a part may count as watched, in percent.")
  var finishedPercent: Int?
  @Option(help: "It does so only within so many seconds of its end: the credits.")
  var creditsSeconds: Int?

  /// Nothing read yet.
  public init() {}

  /// Takes over what the command line says.
  func apply(to configuration: inout Configuration) throws(StartFailure) {
    for key in Configuration.CodingKeys.allCases {
      guard let content = content(of: key) else { continue }
      let flag = "--" + String(key.rawValue.map { $0 == "_" ? "-" : $0 })
      try configuration.set(key, to: ConfigurationValue(content: content, origin: flag))
    }
  }

  private func content(of key: Configuration.CodingKeys) -> ConfigurationValue.Content? {
    switch key {
    case .host: host.map { .text($0) }
    case .port: port.map { .number($0) }
    case .metricsHost: metricsHost.map { .text($0) }
    case .metricsPort: metricsPort.map { .number($0) }
    case .database: database.map { .text($0) }
    case .certificate: certificate.map { .text($0) }
    case .key: self.key.map { .text($0) }
    case .keys: keys.map { .text($0) }
    case .models: models.map { .text($0) }
    case .allowPlainHTTP: allowPlainHTTP ? .flag(true) : nil
    case .logLevel: logLevel.map { .text($0) }
    case .connections: connections.map { .number($0) }
    case .readers: readers.map { .number($0) }
    case .finishedPercent: finishedPercent.map { .number($0) }
    case .creditsSeconds: creditsSeconds.map { .number($0) }
    }
  }
}
