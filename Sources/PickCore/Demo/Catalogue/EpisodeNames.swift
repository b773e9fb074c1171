import PickModel

/// Names of assets in the style of the original's catalogue; each is unique because titles are.
enum EpisodeNames {
  /// How a series writes its episodes.
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
