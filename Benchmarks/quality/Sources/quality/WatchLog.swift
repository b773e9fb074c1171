import PickRecommender

/// What an importer made of a provider's logs: a catalogue of assets and who watched them.
///
/// `assets.tsv`: asset, title, place among the title's episodes or nothing, how many episodes,
/// running seconds or nothing, genres joined by |. `watches.tsv`: viewer, asset, start, seconds.
/// `clicks.tsv`: viewer, title, when its detail page was opened.
struct WatchLog {
  private struct Asset {
    let title: Int64
    let episode: Int32?
    let episodeCount: Int32?
    let runningSeconds: Int32?
    let genres: [String]
  }

  private var assets: [Int64: Asset] = [:]
  /// What was watched, by ascending viewer.
  private(set) var watching: [InteractionLog.Watching] = []
  /// The detail pages each viewer opened.
  private(set) var opened: [Int64: [DetailRecord]] = [:]

  init(_ directory: String) throws {
    for fields in try Lines("\(directory)/assets.tsv", separator: "\t").rows {
      guard fields.count == 6, let asset = Int64(fields[0]), let title = Int64(fields[1]) else {
        continue
      }
      assets[asset] = Asset(
        title: title, episode: Int32(fields[2]), episodeCount: Int32(fields[3]),
        runningSeconds: Int32(fields[4]), genres: fields[5].split(separator: "|").map(String.init))
    }
    var records: [Int64: [WatchRecord]] = [:]
    for fields in try Lines("\(directory)/watches.tsv", separator: "\t").rows {
      guard fields.count == 4, let viewer = Int64(fields[0]), let number = Int64(fields[1]),
        let start = Int64(fields[2]), let seconds = Int32(fields[3]), let asset = assets[number]
      else { continue }
      records[viewer, default: []].append(
        WatchRecord(
          title: asset.title, asset: number, episode: asset.episode,
          episodeCount: asset.episodeCount, startSeconds: start, watchedSeconds: seconds,
          runningSeconds: asset.runningSeconds, hour: Self.hour(at: start), genres: asset.genres))
    }
    for fields in try Lines("\(directory)/clicks.tsv", separator: "\t").rows {
      guard fields.count == 3, let viewer = Int64(fields[0]), let title = Int64(fields[1]),
        let instant = Int64(fields[2])
      else { continue }
      opened[viewer, default: []].append(DetailRecord(title: title, atSeconds: instant))
    }
    watching = records.sorted { $0.key < $1.key }.map { .init(viewer: $0.key, records: $0.value) }
  }

  /// The hour of the day in Seoul, where the viewers are: nine ahead of UTC all year round.
  private static func hour(at seconds: Int64) -> Int8 { Int8((seconds / 3600 + 9) % 24) }

  /// Columns are assets, with their places.
  func episodes() -> InteractionLog {
    let items = Vocabulary(assets.keys)
    let ordered = items.identifiers.compactMap { assets[$0] }
    let titles = Vocabulary(ordered.map(\.title))
    return InteractionLog(
      watching: watching, level: .episode, items: items,
      documents: ordered.map { ContentDocument(genres: $0.genres) },
      places: ordered.map {
        ItemPlace(title: Int32(titles.position(of: $0.title) ?? 0), ordinal: $0.episode)
      })
  }

  /// Columns are titles, weighed by a formula.
  func titles(by formula: ImplicitRating = ImplicitRating()) -> InteractionLog {
    let items = Vocabulary(assets.values.map(\.title))
    let genres = Dictionary(
      assets.values.map { ($0.title, $0.genres) }, uniquingKeysWith: { first, _ in first })
    return InteractionLog(
      watching: watching, level: .title, items: items,
      documents: items.identifiers.map { ContentDocument(genres: genres[$0] ?? []) },
      formula: formula)
  }
}
