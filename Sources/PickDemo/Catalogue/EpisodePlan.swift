import PickModel

/// The episodes of one title: how many, how long, and when each came.
struct EpisodePlan: Equatable, Sendable {
  /// One playable part.
  struct Part: Equatable, Sendable {
    let number: EpisodeNumber?
    let seconds: Int
    let addedAt: Instant
  }

  var parts: [Part]
  var isEpisodic = false
  var isAiring = false
  /// The spelling of episode names.
  var style = EpisodeNames.Style.padded

  /// One asset, as long as a film.
  static func film(addedAt: Instant, using generator: inout SeededGenerator) -> EpisodePlan {
    let seconds = generator.within(82...148) * 60 + generator.below(4) * 15
    return EpisodePlan(parts: [Part(number: nil, seconds: seconds, addedAt: addedAt)])
  }

  /// A series that ended: seasons of the same length, a later season about a year later.
  static func ended(
    _ cell: CatalogueCell, addedAt: Instant, end: Instant, using generator: inout SeededGenerator
  ) -> EpisodePlan {
    let length = Length(cell, using: &generator)
    var plan = EpisodePlan(parts: [], isEpisodic: length.isEpisodic)
    let seasons = generator.chance(16) ? (generator.chance(20) ? 3 : 2) : 1
    for season in 1...seasons {
      let came = addedAt.advanced(bySeconds: Int64(season - 1) * 330 * 86_400)
      guard season == 1 || came < end else { break }
      plan.parts += (1...length.episodes).map {
        Part(
          number: EpisodeNumber(season: season, number: $0),
          seconds: length.seconds(using: &generator), addedAt: came)
      }
    }
    plan.style = .drawn(for: cell, using: &generator)
    return plan
  }

  /// A series on air: its last episode came in the week before `end`.
  static func airing(
    _ cell: CatalogueCell, end: Instant, using generator: inout SeededGenerator
  ) -> EpisodePlan {
    let length = Length(cell, using: &generator)
    let isTwiceAWeek = cell.category == .drama
    let kept = isTwiceAWeek ? generator.within(6...15) : generator.within(8...20)
    let first = length.isEpisodic ? generator.within(1...1400) : 1
    // 22:40 is when a drama is ready, 19:40 a broadcast, on a weekday of the series' own.
    let lastDay = Int64(generator.within(1...7))
    let ready = end.advanced(bySeconds: -lastDay * 86_400 + (isTwiceAWeek ? 81_600 : 70_800))
    var plan = EpisodePlan(parts: [], isEpisodic: length.isEpisodic, isAiring: true)
    plan.parts = (0..<kept).map { index in
      let back = kept - 1 - index
      let days = isTwiceAWeek ? back / 2 * 7 + back % 2 : back * 7
      return Part(
        number: EpisodeNumber(season: 1, number: first + index),
        seconds: length.seconds(using: &generator),
        addedAt: ready.advanced(bySeconds: -Int64(days) * 86_400))
    }
    plan.style = .drawn(for: cell, using: &generator)
    return plan
  }
}

/// The number and the running time of a series' episodes.
private struct Length {
  let episodes: Int
  let minutes: Int
  let isEpisodic: Bool

  init(_ cell: CatalogueCell, using generator: inout SeededGenerator) {
    switch cell.category {
    case .drama:
      let isDaily = cell.genre.id == "가족"
      episodes = isDaily ? generator.within(20...36) : generator.within(4...8) * 2
      minutes = isDaily ? 35 : generator.within(58...72)
      isEpisodic = false
    case .kids:
      (episodes, minutes) = (generator.within(8...20), generator.within(5...14))
      isEpisodic = true
    case .animation:
      (episodes, minutes) = (generator.within(10...13), generator.within(11...24))
      isEpisodic = false
    case .broadcast, .film:
      (episodes, minutes) = (generator.within(4...10), generator.within(42...88))
      isEpisodic = true
    }
  }

  func seconds(using generator: inout SeededGenerator) -> Int {
    minutes * 60 + generator.below(9) * 20
  }
}

/// Names of assets in the style of the original's catalogue; each is unique because titles are.
enum EpisodeNames {
  /// The spelling of a series' episode names.
  enum Style: Equatable, Sendable {
    /// "제목 05회", and sometimes "제목 5회" beside it.
    case padded
    /// "제목 5화".
    case hwa
    /// "제목 5회.".
    case dotted
    /// "제목 5기 05회" and "제목 Part 2 05회" for seasons after the first.
    case term, part

    static func drawn(
      for cell: CatalogueCell, using generator: inout SeededGenerator
    ) -> Style {
      let roll = generator.below(100)
      switch cell.category {
      case .animation: return roll < 60 ? .hwa : roll < 80 ? .term : .padded
      case .drama: return roll < 10 ? .part : .padded
      case .broadcast: return roll < 8 ? .dotted : .padded
      case .film, .kids: return .padded
      }
    }
  }

  /// One in this many episodes with a single digit has a second name.
  private static let aliasOneIn = 9

  /// Every name of one part, the first one first.
  ///
  /// `hasSeasons` says that there is more than one.
  static func names(
    of title: String, number: EpisodeNumber?, style: Style, hasSeasons: Bool,
    using generator: inout SeededGenerator
  ) -> [String] {
    guard let number else { return [title] }
    let series = hasSeasons ? title + season(number.season, style) : title
    let padded = number.number < 10 ? "0\(number.number)" : "\(number.number)"
    switch style {
    case .hwa: return ["\(series) \(number.number)화"]
    case .dotted: return ["\(series) \(number.number)회."]
    case .padded, .term, .part:
      let name = "\(series) \(padded)회"
      let hasAlias = number.number < 10 && generator.below(aliasOneIn) == 0
      return hasAlias ? [name, "\(series) \(number.number)회"] : [name]
    }
  }

  private static func season(_ season: Int, _ style: Style) -> String {
    switch style {
    case .term: " \(season)기"
    case .part: " Part \(season)"
    case .padded, .hwa, .dotted: " 시즌\(season)"
    }
  }
}
