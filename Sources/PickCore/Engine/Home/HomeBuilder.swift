import PickModel

/// Decides what stands on the front page, from values alone.
///
/// A title stands at most once on the page, except that continue watching repeats what it must.
/// Who takes a title first is not the order on the screen: lists of facts (my list, new episodes,
/// top 10) take theirs before lists of guesses, and the picks come before the other guesses, so
/// that no list shows a gap nobody can explain (docs/decisions/home-page.md).
struct HomeBuilder {
  /// The page made of `inputs`.
  static func draft(_ inputs: PageInputs) -> HomeDraft {
    switch inputs.choices {
    case .success(let choices): draft(inputs, choices: choices)
    case .failure(let error): draftOfFailures(inputs, error: error)
    }
  }

  private static func draft(_ inputs: PageInputs, choices: Choices) -> HomeDraft {
    var context = PageContext(inputs, choices: choices)
    let facts = take(&context, [MyListShelf.draft, NewEpisodesShelf.draft, Top10Shelf.draft])
    let picked = take(&context, [PickedShelf.draft])
    let hero = HeroTab.allCases.map { HeroShelf.draft($0, context) }
    for tab in hero { context.take(tab) }
    let guesses = take(
      &context,
      [
        BecauseWatchedShelf.draft, SimilarShelf.draft, FavouriteGenreShelf.draft,
        NewReleasesShelf.draft,
      ])
    let genres = GenreShelves.drafts(&context)
    let made = [ContinueShelf.draft(context)] + picked + guesses + facts
    return HomeDraft(
      catalog: context.catalog, hero: hero, shelves: inOrder(made.compactMap(\.self)) + genres,
      builtFor: inputs.instant, isPersonalised: inputs.taste != nil)
  }

  /// What the viewer hid must not be shown because a read failed, so every shelf that could have
  /// been there says that it failed.
  private static func draftOfFailures(_ inputs: PageInputs, error: StoreError) -> HomeDraft {
    HomeDraft(
      catalog: inputs.ground.catalog,
      hero: HeroTab.allCases.map { ShelfDraft(.hero($0), .failure(error)) },
      shelves: [.continueWatching, .pickedForYou, .newEpisodes, .top10, .myList].map {
        ShelfDraft($0, .failure(error))
      },
      builtFor: inputs.instant, isPersonalised: inputs.taste != nil)
  }

  private static func take(
    _ context: inout PageContext, _ makers: [(PageContext) -> ShelfDraft?]
  ) -> [ShelfDraft?] {
    makers.map { make in
      let shelf = make(context)
      if let shelf { context.take(shelf) }
      return shelf
    }
  }

  /// The shelves that are not empty, in the order they stand in.
  private static func inOrder(_ shelves: [ShelfDraft]) -> [ShelfDraft] {
    shelves.filter { !$0.isEmpty }.sorted { $0.kind.place < $1.kind.place }
  }
}

extension Shelf.Kind {
  /// Where a shelf stands on home.
  fileprivate var place: Int {
    switch self {
    case .hero: 0
    case .continueWatching: 1
    case .pickedForYou: 2
    case .becauseWatched: 3
    case .similarToLastWatched: 4
    case .favouriteGenre: 5
    case .newEpisodes: 6
    case .top10: 7
    case .newReleases: 8
    case .myList: 9
    case .genre, .noGenre: 10
    }
  }
}
