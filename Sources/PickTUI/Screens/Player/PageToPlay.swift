import PickModel

extension Card {
  /// As much of the title's page as playing needs, made of what a card says.
  ///
  /// It is for a viewer whose server is away; `nil` where there is nothing to play.
  var pageToPlay: TitlePage? {
    guard let playable else { return nil }
    let title = Title(
      id: id, name: name, kind: kind, category: category, genres: genre.map { [$0] } ?? [],
      year: year, ageRating: ageRating, availability: .always, addedAt: Self.unknown)
    let part = TitlePage.Part(
      asset: Asset(
        id: playable.asset, title: id, episode: playable.episode, name: name.original,
        runningSeconds: playable.runningSeconds, addedAt: Self.unknown),
      aliases: [], progress: playable.progress)
    let season = playable.episode.map { TitlePage.Season(number: $0.season, episodes: [part]) }
    return TitlePage(
      title: title, synopsis: LocalizedText(""), cast: [], seasons: season.map { [$0] } ?? [],
      others: season == nil ? [part] : [], next: part, similar: [], reason: nil,
      isOnMyList: false, thumb: nil, isHidden: isHidden)
  }

  private static let unknown = Instant(millisecondsSince1970: 0)
}
