import PickModel

/// What a server is told: defaults in code, then the file, the environment, the command line.
///
/// Holds no secrets: they are files, or an environment variable read where it is needed.
public struct Configuration: Codable, Equatable, Sendable {
  /// The address to listen on.
  public var host = "127.0.0.1"
  /// The port to listen on; 0 for any that is free.
  public var port = 8443
  /// The address of the metrics.
  public var metricsHost = "127.0.0.1"
  /// The port of the metrics; without one there are none.
  public var metricsPort: Int?
  /// `sqlite:PATH` or `mysql://USER@HOST[:PORT]/NAME`.
  public var database: String?
  /// The certificate chain for TLS, PEM.
  public var certificate: String?
  /// The certificate's private key, PEM.
  public var key: String?
  /// The directory of the keys that tokens are signed with.
  public var keys: String?
  /// The directory models are published in.
  public var models: String?
  /// Whether plain HTTP is served to other machines.
  public var allowPlainHTTP = false
  /// The least important messages that are logged.
  public var logLevel = "info"
  /// Connections at once.
  public var connections = 4096
  /// Connections that read a SQLite database side by side.
  public var readers = 4
  /// The share of a running time before which nothing is finished, in percent.
  public var finishedPercent = WatchingRule.standard.finishedPercent
  /// The end of a part that may be missed, in seconds.
  public var creditsSeconds = WatchingRule.standard.creditsSeconds
  /// Tokens and sign-ins: keys of the file and the environment, without options of their own.
  public var tokens = TokenSettings()

  /// The names of the file; everything else derives from them.
  public enum CodingKeys: String, CodingKey, CaseIterable, Sendable {
    case host, port, database, certificate, key, keys, models, connections, readers
    case metricsHost = "metrics_host"
    case metricsPort = "metrics_port"
    case allowPlainHTTP = "allow_plain_http"
    case logLevel = "log_level"
    case finishedPercent = "finished_percent"
    case creditsSeconds = "credits_seconds"

    /// `PICKD_HOST` for `host`.
    public var environmentName: String { "PICKD_" + rawValue.uppercased() }
  }

  /// The defaults.
  public init() {}

  /// When a part is begun and finished.
  var watching: WatchingRule {
    var rule = WatchingRule.standard
    (rule.finishedPercent, rule.creditsSeconds) = (finishedPercent, creditsSeconds)
    return rule
  }

  /// Whether the address is this machine's own.
  var isLoopback: Bool { HostAddress.isLoopback(host: host) }
}
