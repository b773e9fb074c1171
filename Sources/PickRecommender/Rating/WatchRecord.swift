/// One watch event as the rating formula sees it: bare numbers, whoever stored them.
public struct WatchRecord: Equatable, Sendable {
  /// The title's identifier.
  public var title: Int64
  /// The asset's identifier.
  public var asset: Int64
  /// The episode's 0-based place in watching order; `nil` for what is no numbered episode.
  public var episode: Int32?
  /// How many numbered episodes the title has; `nil` for films and when unknown.
  public var episodeCount: Int32?
  /// When watching began, in seconds since 1970.
  public var startSeconds: Int64
  /// Seconds watched, >= 0; may exceed the running time.
  public var watchedSeconds: Int32
  /// The asset's running time in seconds, > 0, when known.
  public var runningSeconds: Int32?
  /// A preference in [0, 1] the viewer stated; replaces the watch ratio.
  public var statedPreference: Float?
  /// The hour of the day watching began at, 0 to 23, on the viewers' clocks; `nil` when unknown.
  public var hour: Int8?
  /// The title's genres, by any names that tell them apart.
  public var genres: [String]

  /// A watch event with everything that is known of it.
  public init(
    title: Int64, asset: Int64, episode: Int32? = nil, episodeCount: Int32? = nil,
    startSeconds: Int64, watchedSeconds: Int32, runningSeconds: Int32? = nil,
    statedPreference: Float? = nil, hour: Int8? = nil, genres: [String] = []
  ) {
    precondition(hour.map { (0...23).contains($0) } ?? true, "an hour of the day")
    self.title = title
    self.asset = asset
    self.episode = episode
    self.episodeCount = episodeCount
    self.startSeconds = startSeconds
    self.watchedSeconds = watchedSeconds
    self.runningSeconds = runningSeconds
    self.statedPreference = statedPreference
    self.hour = hour
    self.genres = genres
  }
}

/// An opened detail page as the rating formula sees it.
public struct DetailRecord: Equatable, Sendable {
  /// The title's identifier.
  public var title: Int64
  /// When it was opened, in seconds since 1970.
  public var atSeconds: Int64

  /// An opened detail page.
  public init(title: Int64, atSeconds: Int64) {
    self.title = title
    self.atSeconds = atSeconds
  }
}
