public import ArgumentParser
import FoundationEssentials
import Glibc
import Logging
import PickModel

/// `pickd`: serves one database to many terminals.
public struct ServerCommand: AsyncParsableCommand {
  /// Its name and what it is for.
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

  /// Nothing read yet.
  public init() {}

  /// Serves until told to stop.
  public func run() async throws {
    do {
      let configuration = try configuration(ProcessInfo.processInfo.environment)
      if printConfiguration { return print(configuration.text, terminator: "") }
      // A client that went away is an error of its connection, not the end of the server.
      signal(SIGPIPE, SIG_IGN)
      let level = Logger.Level(rawValue: configuration.logLevel) ?? .info
      let log = Logger(label: "pickd") { JSONLogHandler(label: $0, level: level) }
      try await ServerRun(configuration: configuration, log: log).run()
    } catch let failure as StartFailure {
      JSONLogHandler.standardError(Array("pickd: \(failure.sentence)\n".utf8))
      throw ExitCode(failure.status.rawValue)
    }
  }

  /// Defaults, then the file, the environment, the command line.
  func configuration(_ environment: [String: String]) throws(StartFailure) -> Configuration {
    var configuration = Configuration()
    if let path = file ?? environment["PICKD_CONFIG"] {
      try ConfigurationFile(path: path).apply(to: &configuration)
    }
    try configuration.read(environment: environment)
    try options.apply(to: &configuration)
    return configuration
  }
}
