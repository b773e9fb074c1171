public import PickModel
public import PickRecommender
import PickStore

/// A viewer's live history and thumbs as the weights a model was fitted on.
///
/// Nothing is learned here, so a new watch or thumb is in the next profile at once.
public struct ViewerProfile: Equatable, Sendable {
  /// One title of a profile.
  public struct Entry: Equatable, Sendable {
    /// The title.
    public let title: Title.ID
    /// The weight of watching it or opening its page, >= 0.
    public let watched: Float
    /// The weight of the thumb; negative for a thumb down.
    public let thumb: Float
    /// When it was last watched; `nil` when only opened pages, moments or a thumb speak.
    public let lastWatchedAt: Instant?

    /// The title's whole weight.
    public var weight: Float { watched + thumb }

    /// A title that was watched, opened or judged.
    public init(
      title: Title.ID, watched: Float, thumb: Float = 0, lastWatchedAt: Instant? = nil
    ) {
      self.title = title
      self.watched = watched
      self.thumb = thumb
      self.lastWatchedAt = lastWatchedAt
    }
  }

  /// What a thumb up adds to a title's weight: as much as having watched it to the end.
  public static let thumbUpWeight: Float = 1
  /// What a thumb down adds: it takes back a whole watch.
  public static let thumbDownWeight: Float = -1

  /// By ascending title; entries whose weight is 0 are left out.
  public let entries: [Entry]

  /// Nothing known of the viewer.
  public static let empty = ViewerProfile(entries: [])

  /// A profile that was already worked out, by ascending title.
  public init(entries: [Entry]) { self.entries = entries }

  /// Reads a live history.
  ///
  /// - Parameters:
  ///   - events: the viewer's events, in any order; glances and those of unknown assets are left out.
  ///   - assets: the assets the events name, and the other episodes of their titles when
  ///     completion is to count.
  ///   - detailViews: detail pages the viewer opened.
  ///   - thumbs: what the viewer said of titles.
  ///   - forgotten: titles whose events before an instant do not count.
  ///   - now: the instant the profile is for.
  ///   - formula: the rating formula.
  ///   - genres: a title's genres.
  public init(
    events: [WatchEvent], assets: [Asset], detailViews: [DetailView] = [],
    thumbs: [Title.ID: Thumb] = [:], forgotten: [Title.ID: Instant] = [:], now: Instant,
    formula: ImplicitRating = ImplicitRating(), genres: (Title.ID) -> [String] = { _ in [] }
  ) {
    let places = AssetPlaces(assets, genres: genres)
    let ordered = events.contains(where: \.takesBack) ? events.sorted(by: WatchEvent.began) : events
    let records = WatchEvent.standing(ordered).compactMap { event -> WatchRecord? in
      guard event.isEvidence, let record = places.record(of: event) else { return nil }
      let since = forgotten[Title.ID(record.title)]
      return since.map { event.startedAt >= $0 } ?? true ? record : nil
    }
    let details = detailViews.filter { view in forgotten[view.title].map { view.at >= $0 } ?? true }
      .map { DetailRecord(title: $0.title.rawValue, atSeconds: $0.at.secondsSince1970) }
    let ratings = formula.ratings(
      of: records, details: details, asOfSeconds: now.secondsSince1970)
    self.init(ratings: ratings, thumbs: thumbs)
  }

  /// Joins ratings, by ascending title, and thumbs.
  init(ratings: [TitleRating], thumbs: [Title.ID: Thumb]) {
    var unrated = thumbs
    var entries = ratings.map { rating in
      let title = Title.ID(rating.title)
      return Entry(
        title: title, watched: rating.weight,
        thumb: Self.weight(of: unrated.removeValue(forKey: title)),
        lastWatchedAt: rating.features.interest > 0
          ? nil : Instant(secondsSince1970: rating.lastSeconds))
    }
    entries += unrated.map {
      Entry(title: $0.key, watched: 0, thumb: Self.weight(of: $0.value), lastWatchedAt: nil)
    }
    self.init(
      entries: entries.filter { $0.weight != 0 }.sorted { $0.title < $1.title })
  }

  private static func weight(of thumb: Thumb?) -> Float {
    switch thumb {
    case .up: thumbUpWeight
    case .down: thumbDownWeight
    case nil: 0
    }
  }
}

/// For each asset its title, its place among the title's episodes and its running time.
package struct AssetPlaces: Sendable {
  private struct Place {
    let title: Int64
    let episode: Int32?
    let episodeCount: Int32?
    let runningSeconds: Int32?
    let genres: [String]
  }

  private var places: [Asset.ID: Place] = [:]

  /// Numbers the episodes of each title from 0 in watching order, over all its seasons.
  ///
  /// - Parameters:
  ///   - assets: the assets events may name.
  ///   - genres: a title's genres.
  package init(_ assets: [Asset], genres: (Title.ID) -> [String] = { _ in [] }) {
    var episodes: [Title.ID: [EpisodeNumber]] = [:]
    for asset in assets {
      if let episode = asset.episode { episodes[asset.title, default: []].append(episode) }
    }
    let ordinals = episodes.mapValues { numbers in
      Dictionary(
        zip(Set(numbers).sorted(), Int32(0)...), uniquingKeysWith: { first, _ in first })
    }
    places.reserveCapacity(assets.count)
    for asset in assets {
      let ordinal = asset.episode.flatMap { ordinals[asset.title]?[$0] }
      places[asset.id] = Place(
        title: asset.title.rawValue, episode: ordinal,
        episodeCount: ordinal == nil ? nil : ordinals[asset.title].map { Int32($0.count) },
        runningSeconds: asset.runningSeconds.flatMap { Int32(exactly: $0) },
        genres: genres(asset.title))
    }
  }

  /// The 0-based place of a numbered episode in watching order; `nil` for anything else.
  package func ordinal(of asset: Asset.ID) -> Int32? { places[asset]?.episode }

  /// The event in the rating formula's terms; `nil` when its asset is unknown.
  package func record(of event: WatchEvent) -> WatchRecord? {
    guard let place = places[event.asset] else { return nil }
    return WatchRecord(
      title: place.title, asset: event.asset.rawValue, episode: place.episode,
      episodeCount: place.episodeCount, startSeconds: event.startedAt.secondsSince1970,
      watchedSeconds: Int32(clamping: event.watchedSeconds), runningSeconds: place.runningSeconds,
      statedPreference: event.statedPreference.map(Float.init),
      hour: Int8(SeoulTime(event.startedAt).hour), genres: place.genres)
  }
}
