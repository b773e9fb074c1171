public import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import PickCommand
import PickModel

/// `pickd`: serves one database to many terminals.
public struct ServerCommand: AsyncParsableCommand {
  /// The name and the help of the command.
  public static let configuration = CommandConfiguration(
    commandName: "pickd", abstract: "Serve Pick's pages to terminals.",
    discussion: """
      Each option is also a key of the file (metrics_port) and a variable of the environment \
      (PICKD_METRICS_PORT). An option wins over the environment, the environment over the file.
      """,
    version: Release.line(of: "pickd"))

  @OptionGroup var options: ServerOptions

  @Option(name: .customLong("config"), help: ArgumentHelp("A TOML file.", valueName: "file"))
  var file: String?

  @Flag(help: "Print the configuration as a file and exit; what is secret is masked.")
  var printConfiguration = false

  /// Creates a command whose options are not read yet.
  public init() {}

  /// Serves until a signal ends the process, or prints the configuration.
  public func run() async throws {
    try await reporting(as: "pickd") {
      let configuration = try configuration(ProcessInfo.processInfo.environment)
      if printConfiguration { return print(configuration.text, terminator: "") }
      // A write to a connection that the client has closed must not end the process.
      signal(SIGPIPE, SIG_IGN)
      let level = Logger.Level(rawValue: configuration.logLevel) ?? .info
      let log = Logger(label: "pickd") { JSONLogHandler(label: $0, level: level) }
      try await ServerRun(configuration: configuration, log: log).run()
    }
  }

  /// Applies the file to the defaults, then the environment, then the command line.
  func configuration(_ environment: [String: String]) throws(Failure) -> Configuration {
    var configuration = Configuration()
    if let path = file ?? environment["PICKD_CONFIG"] {
      try ConfigurationFile(path: path).apply(to: &configuration)
    }
    try configuration.read(environment: environment)
    try options.apply(to: &configuration)
    return configuration
  }
}

/// The options of `pickd`, one for each key of its configuration.
struct ServerOptions: ParsableArguments {
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
  @Option(help: ArgumentHelp("Where the titles' pictures are.", valueName: "directory"))
  var pictures: String?
  @Flag(name: .customLong("allow-plain-http"), help: "Serve plain HTTP to other machines.")
  var allowPlainHTTP = false
  @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel: String?
  @Option(help: "Connections at once.") var connections: Int?
  @Option(help: "Connections that read a SQLite database side by side.") var readers: Int?
  @Option(help: "From this share of the running time on a part may count as watched, in percent.")
  var finishedPercent: Int?
  @Option(help: "It does so only within so many seconds of its end: the credits.")
  var creditsSeconds: Int?

  /// Applies the options that were given.
  func apply(to configuration: inout Configuration) throws(Failure) {
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
    case .pictures: pictures.map { .text($0) }
    case .allowPlainHTTP: allowPlainHTTP ? .flag(true) : nil
    case .logLevel: logLevel.map { .text($0) }
    case .connections: connections.map { .number($0) }
    case .readers: readers.map { .number($0) }
    case .finishedPercent: finishedPercent.map { .number($0) }
    case .creditsSeconds: creditsSeconds.map { .number($0) }
    }
  }
}
