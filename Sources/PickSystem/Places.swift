/// Where Pick keeps its files: the XDG base directories (freedesktop.org, version 0.8).
///
/// Made from the environment alone; looks at no file and creates none.
public struct Places: Equatable, Sendable {
  /// `$XDG_CONFIG_HOME/pick`: `config.toml`, `themes/`.
  public let configuration: String
  /// `$XDG_DATA_HOME/pick`: `pick.sqlite`, `demo.sqlite`, `models/`.
  public let data: String
  /// `$XDG_STATE_HOME/pick`: session, tokens, log.
  public let state: String
  /// `$XDG_CACHE_HOME/pick`: what can be lost.
  public let cache: String

  /// Reads the places from `environment`; `nil` when neither HOME nor all four XDG names are set.
  ///
  /// A relative path is ignored, as the specification asks.
  public init?(environment: [String: String]) {
    func place(_ name: String, below home: String) -> String? {
      if let path = environment[name], path.hasPrefix("/") { return path + "/pick" }
      guard let root = environment["HOME"], root.hasPrefix("/") else { return nil }
      return root + home + "/pick"
    }
    guard let configuration = place("XDG_CONFIG_HOME", below: "/.config"),
      let data = place("XDG_DATA_HOME", below: "/.local/share"),
      let state = place("XDG_STATE_HOME", below: "/.local/state"),
      let cache = place("XDG_CACHE_HOME", below: "/.cache")
    else { return nil }
    self.configuration = configuration
    self.data = data
    self.state = state
    self.cache = cache
  }

  /// The viewer's configuration file.
  public var configurationFile: String { configuration + "/config.toml" }
  /// The viewer's own themes.
  public var themes: String { configuration + "/themes" }
  /// The database of a real catalogue.
  public var database: String { data + "/pick.sqlite" }
  /// The demo world's database.
  public var demoDatabase: String { data + "/demo.sqlite" }
  /// The log.
  public var log: String { state + "/pick.log" }
}
