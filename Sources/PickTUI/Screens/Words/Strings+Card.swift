import PickModel

extension Strings {
  /// A card in words and colours.
  ///
  /// - Parameters:
  ///   - card: what the service says of the title.
  ///   - rank: shown on the strip of a ranking.
  /// - Returns: the card to draw.
  func cardView(of card: Card, rank: Int? = nil) -> CardView {
    CardView(
      name: text(card.name),
      strip: .strip(genre: card.genre?.id ?? "", title: card.name.original),
      badge: rank.map(String.init) ?? badge(of: card),
      corner: card.ageRating.map { age($0) } ?? "",
      facts: facts(of: card).joined(separator: " · "),
      progress: card.playable?.progress.flatMap { $0.isFinished ? nil : $0.ratio })
  }

  /// What stands on the strip: the episode that plays next, or the genre.
  private func badge(of card: Card) -> String {
    if let episode = card.playable?.episode, isAboutEpisodes(card.reason) { return name(episode) }
    return card.genre.map { text($0.name) } ?? label(of: card.category)
  }

  private func isAboutEpisodes(_ reason: Reason) -> Bool {
    switch reason {
    case .unfinished, .nextEpisode, .newEpisode: true
    default: false
    }
  }

  /// Year and kind, as far as they are known.
  func facts(of card: Card) -> [String] {
    [card.year.map(String.init), label(of: card.kind)].compactMap { $0 }
  }

  /// Film or series.
  func label(of kind: Title.Kind) -> String {
    switch kind {
    case .film: self[.kindFilm]
    case .series: self[.kindSeries]
    }
  }

  /// The youngest age.
  func age(_ rating: AgeRating) -> String {
    rating == .all ? self[.ageAll] : text(.ageFrom, ["age": String(rating.rawValue)])
  }

  /// An episode; its season only where there can be more than one.
  func name(_ episode: EpisodeNumber, showsSeason: Bool = true) -> String {
    guard showsSeason, episode.season > 1 else {
      return text(.episode, ["number": String(episode.number)])
    }
    return text(
      .seasonEpisode, ["season": String(episode.season), "number": String(episode.number)])
  }

  /// A playable part: its episode, or the name it has in the catalogue.
  func name(of part: TitlePage.Part) -> String {
    part.asset.episode.map { name($0) } ?? part.asset.name
  }
}
