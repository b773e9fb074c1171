import PickModel
import PickRecommender

/// Where each asset stands: its title, its place among the title's episodes, its running time.
struct AssetPlaces: Sendable {
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
  init(_ assets: [Asset], genres: (Title.ID) -> [String] = { _ in [] }) {
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
  func ordinal(of asset: Asset.ID) -> Int32? { places[asset]?.episode }

  /// The event in the rating formula's terms; `nil` when its asset is unknown.
  func record(of event: WatchEvent) -> WatchRecord? {
    guard let place = places[event.asset] else { return nil }
    return WatchRecord(
      title: place.title, asset: event.asset.rawValue, episode: place.episode,
      episodeCount: place.episodeCount, startSeconds: event.startedAt.secondsSince1970,
      watchedSeconds: Int32(clamping: event.watchedSeconds), runningSeconds: place.runningSeconds,
      statedPreference: event.statedPreference.map(Float.init),
      hour: Int8(SeoulTime(event.startedAt).hour), genres: place.genres)
  }
}
