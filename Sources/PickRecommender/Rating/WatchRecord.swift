/// A watch event as input of the rating formula.
public struct WatchRecord: Equatable, Sendable {
  /// The title's identifier.
  public var title: Int64
  /// The asset's identifier.
  public var asset: Int64
  /// The episode's 0-based place in watching order; `nil` for an asset that is no numbered episode.
  public var episode: Int32?
  /// The number of numbered episodes of the title; `nil` for films and where unknown.
  public var episodeCount: Int32?
  /// The start of watching, in seconds since 1970.
  public var startSeconds: Int64
  /// The seconds watched, >= 0, which may exceed the running time.
  public var watchedSeconds: Int32
  /// The asset's running time in seconds, > 0; `nil` where unknown.
  public var runningSeconds: Int32?
  /// The viewer's stated preference in [0, 1], which replaces the watch ratio; `nil` where none was
  /// stated.
  public var statedPreference: Float?
  /// The hour of the start in local time, 0 to 23; `nil` where unknown.
  public var hour: Int8?
  /// The names of the title's genres.
  public var genres: [String]

  /// A watch event with its fields.
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

/// An opened detail page as input of the rating formula.
public struct DetailRecord: Equatable, Sendable {
  /// The title's identifier.
  public var title: Int64
  /// The time the page was opened, in seconds since 1970.
  public var atSeconds: Int64

  /// An opened detail page.
  public init(title: Int64, atSeconds: Int64) {
    self.title = title
    self.atSeconds = atSeconds
  }
}
