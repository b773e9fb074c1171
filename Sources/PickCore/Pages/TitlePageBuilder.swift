public import PickModel
public import PickStore

/// Puts together everything about one title, as one viewer sees it.
struct TitlePageBuilder {
  let title: Title
  let known: KnownTitle
  let viewer: ViewerState

  /// The page with its similar titles and the reason it would be recommended for.
  func page(similar: [Card], reason: Reason?) -> TitlePage {
    let (details, parts) = (known.details, parts)
    return TitlePage(
      title: title, synopsis: details.synopsis, cast: details.cast, seasons: parts.seasons,
      others: parts.others, next: next, similar: similar, reason: reason,
      isOnMyList: viewer.choices.myList.contains(title.id),
      thumb: viewer.choices.thumbs[title.id],
      isHidden: viewer.choices.hidden.contains(title.id), notes: details.notes)
  }

  private var parts: ListedParts {
    guard let viewing = viewer[title.id] else { return known.unbegun }
    return ListedParts(known.details) { viewing.progress[$0] }
  }

  /// The part that "watch" plays: by history, else the first one; never an extra.
  private var next: TitlePage.Part? {
    let (details, viewing) = (known.details, viewer[title.id])
    let own = viewing?.playable.flatMap { playable in
      details.assets.first { $0.id == playable.asset }
    }
    return (own ?? known.first).map { details.part($0, viewing?.progress[$0.id]) }
  }
}

/// The parts of a title as its page lists them.
struct ListedParts: Sendable {
  let seasons: [TitlePage.Season]
  let others: [TitlePage.Part]

  init(_ details: TitleDetails, progress: (Asset.ID) -> WatchProgress?) {
    func part(_ asset: Asset) -> TitlePage.Part { details.part(asset, progress(asset.id)) }
    let numbered = details.assets.filter { $0.episode != nil }
    seasons = Dictionary(grouping: numbered) { $0.episode?.season ?? 1 }
      .sorted { $0.key < $1.key }
      .map { TitlePage.Season(number: $0.key, episodes: $0.value.map(part)) }
    others = details.assets.filter { $0.episode == nil }.map(part)
  }
}

extension TitleDetails {
  fileprivate func part(_ asset: Asset, _ progress: WatchProgress?) -> TitlePage.Part {
    TitlePage.Part(asset: asset, aliases: aliases[asset.id] ?? [], progress: progress)
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
      let known = try await details(of: id, in: inputs.ground.catalog)
    else { return nil }
    let choices = try inputs.choices.get()
    let context = PageContext(inputs, choices: choices)
    let builder = TitlePageBuilder(title: title, known: known, viewer: context.viewer)
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
      ? ground.genreLikeness.alike(title.id, count, where: passes) : known
  }

  /// Why a title would be recommended; `nil` when it would not.
  func reason(for title: Title) -> Reason? {
    guard eligibility.mayRecommend(title), viewer.isKnown else { return nil }
    return taste?.reason(for: title)
  }
}
