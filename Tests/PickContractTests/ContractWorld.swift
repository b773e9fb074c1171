import PickModel
import PickStore

/// A catalogue whose neighbours watch either its action films or its melodramas.
///
/// Films 1 to 30 are action, 31 to 60 melodramas, and 61 is a series of six episodes. The asset of
/// film n is n × 100, the episodes of the series are 6101 to 6106; each runs an hour. One action film
/// is for adults.
enum ContractWorld {
  static let series = Title.ID(61)
  static let action: ClosedRange<Int64> = 1...30
  static let melodrama: ClosedRange<Int64> = 31...60
  static let adult = Title.ID(30)
  static let password = "correct horse"
  /// Two viewers without a history.
  static let mina = Account(id: Account.ID(11), number: "1001", viewer: Viewer.ID(1))
  static let jun = Account(id: Account.ID(12), number: "1002", viewer: Viewer.ID(2))

  static func film(_ title: Int64) -> Asset.ID { Asset.ID(title * 100) }
  static func episode(_ number: Int64) -> Asset.ID { Asset.ID(6100 + number) }

  static func batch(until now: Instant) -> ImportBatch {
    ImportBatch(
      titles: (1...61).map { title($0, addedAt: now.advanced(bySeconds: -400 * 86_400)) },
      assets: assets(addedAt: now.advanced(bySeconds: -400 * 86_400)),
      accounts: neighbours.map {
        Account(id: Account.ID(100 + $0), number: "n\($0)", viewer: Viewer.ID(100 + $0))
      },
      events: neighbours.flatMap { events(of: $0, until: now) })
  }

  private static let neighbours: ClosedRange<Int64> = 1...40

  private static func title(_ id: Int64, addedAt: Instant) -> ImportedTitle {
    let genre = action.contains(id) ? "액션" : melodrama.contains(id) ? "멜로" : "드라마"
    let isSeries = id == series.rawValue
    return ImportedTitle(
      title: Title(
        id: Title.ID(id), name: LocalizedText("작품 \(id)", english: "Title \(id)"),
        kind: isSeries ? .series : .film, category: isSeries ? .drama : .film,
        genres: [Genre(LocalizedText(genre))], year: 2020,
        ageRating: id == adult.rawValue ? .nineteen : .all,
        availability: .always, addedAt: addedAt),
      key: "\(id)", synopsis: LocalizedText("\(genre) 이야기"), cast: ["배우 \(id % 7)"])
  }

  private static func assets(addedAt: Instant) -> [ImportedAsset] {
    let films = (1...60).map { (id: Int64) -> Asset in
      Asset(
        id: film(id), title: Title.ID(id), episode: nil, name: "film \(id)",
        runningSeconds: 3600, addedAt: addedAt)
    }
    let episodes = (1...6).map { (number: Int64) -> Asset in
      Asset(
        id: episode(number), title: series, episode: EpisodeNumber(number: Int(number)),
        name: "episode \(number)", runningSeconds: 3600, addedAt: addedAt)
    }
    return (films + episodes).map { ImportedAsset(asset: $0, names: [$0.name]) }
  }

  /// Twelve films of the viewer's side, one an evening.
  private static func events(of viewer: Int64, until now: Instant) -> [WatchEvent] {
    let side = viewer % 2 == 0 ? action : melodrama
    return (0..<12).map { (evening: Int64) -> WatchEvent in
      let place: Int64 = (viewer * 5 + evening * 7) % Int64(side.count)
      let title: Int64 = side.lowerBound + place
      let age: Int64 = (evening + 1) * 86_400 + viewer * 60
      let start = now.advanced(bySeconds: -age)
      return WatchEvent(
        id: EventID(at: start, rest: (UInt16(viewer), 0)), viewer: Viewer.ID(100 + viewer),
        asset: film(title), startedAt: start, watchedSeconds: 3500, source: .imported)
    }
  }
}
