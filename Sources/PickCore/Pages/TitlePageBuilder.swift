public import PickModel
public import PickStore

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
      isHidden: viewer.choices.hidden.contains(title.id), notes: details.notes)
  }

  private var seasons: [TitlePage.Season] {
    let numbered = details.assets.filter { $0.episode != nil }
    return Dictionary(grouping: numbered) { $0.episode?.season ?? 1 }
      .sorted { $0.key < $1.key }
      .map { TitlePage.Season(number: $0.key, episodes: $0.value.map(part)) }
  }

  /// The part that "watch" plays: by history, else the first one; never an extra.
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

extension Engine {
  /// The most similar titles of a title's page.
  private static let similarCount = 12

  /// One title, as one viewer sees it; `nil` when there is no such title.
  public func title(
    _ id: Title.ID, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> TitlePage? {
    let inputs = try await inputs(for: viewer, slots: [.all], at: pageTime(now))
    guard let title = inputs.ground.catalog[id],
      let details = try await details(of: id, in: inputs.ground.catalog)
    else { return nil }
    let choices = try inputs.choices.get()
    let context = PageContext(inputs, choices: choices)
    let builder = TitlePageBuilder(title: title, details: details, viewer: context.viewer)
    let similar = context.alike(title, Self.similarCount) {
      $0.id != id && context.eligibility.mayShow($0)
    }
    return builder.page(
      similar: try await cards(
        similar.map { context.place($0, .similar(to: title.reference)) }, in: context.catalog),
      reason: context.reason(for: title))
  }
}

extension PageContext {
  /// Similar titles: by the model where it knows the title, else by genre.
  func alike(_ title: Title, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    let known = taste?.alike(title.id, count, where: passes) ?? []
    return known.isEmpty
      ? GenreLikeness(catalog, popularity: popularity).alike(title, count, where: passes) : known
  }

  /// Why a title would be recommended; `nil` when it would not.
  func reason(for title: Title) -> Reason? {
    guard eligibility.mayRecommend(title), viewer.isKnown else { return nil }
    return taste?.reason(for: title)
  }
}
