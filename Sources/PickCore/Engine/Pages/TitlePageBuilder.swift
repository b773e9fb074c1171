import PickModel

/// Puts together everything about one title, as one viewer sees it.
struct TitlePageBuilder {
  let title: Title
  let details: TitleDetails
  let viewer: ViewerState

  /// The page with its similar titles and the reason it would be recommended for.
  func page(similar: [Card], reason: Reason?) -> TitlePage {
    TitlePage(
      title: title, synopsis: details.synopsis, cast: details.cast, seasons: seasons,
      others: details.assets.filter { $0.episode == nil }.map(part), next: next,
      similar: similar, reason: reason,
      isOnMyList: viewer.choices.myList.contains(title.id),
      thumb: viewer.choices.thumbs[title.id],
      isHidden: viewer.choices.hidden.contains(title.id))
  }

  private var seasons: [TitlePage.Season] {
    let numbered = details.assets.filter { $0.episode != nil }
    return Dictionary(grouping: numbered) { $0.episode?.season ?? 1 }
      .sorted { $0.key < $1.key }
      .map { TitlePage.Season(number: $0.key, episodes: $0.value.map(part)) }
  }

  /// What "watch" plays: where history says, else the first part; never an extra.
  private var next: TitlePage.Part? {
    let asset = viewer[title.id]?.playable?.asset
    return (details.assets.first { $0.id == asset } ?? TitleParts(details.assets).main.first)
      .map(part)
  }

  private func part(_ asset: Asset) -> TitlePage.Part {
    TitlePage.Part(
      asset: asset, aliases: details.aliases[asset.id] ?? [],
      progress: viewer[title.id]?.progress[asset.id])
  }
}
