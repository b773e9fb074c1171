/// Files of an outside format.
public enum ImportSource: Equatable, Sendable {
  /// The original's files.
  case helloPick(HelloPickFiles)
  /// A directory of MovieLens in any of its layouts; the encoding is detected when `nil`.
  case movieLens(directory: String, encoding: TextEncoding? = nil)
}

/// The original's files, by path.
public struct HelloPickFiles: Equatable, Sendable {
  /// The catalogue.
  public let assets: String
  /// What was watched.
  public let views: String
  /// Detail pages that were opened, where they were logged.
  public let clicks: String?
  /// The encoding of all of them; detected file by file when `nil`.
  public let encoding: TextEncoding?

  /// The original's files.
  public init(
    assets: String, views: String, clicks: String? = nil, encoding: TextEncoding? = nil
  ) {
    self.assets = assets
    self.views = views
    self.clicks = clicks
    self.encoding = encoding
  }
}
