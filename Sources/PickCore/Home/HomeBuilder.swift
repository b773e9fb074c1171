public import PickModel
public import PickStore

/// Decides what stands on the front page, from values alone.
///
/// A title stands at most once on the page, except that continue watching repeats what it must.
/// Who takes a title first is not the order on the screen: lists of facts (my list, new episodes,
/// top 10) take theirs before lists of guesses, and the picks come before the other guesses, so
/// that no list shows an unexplained gap (docs/decisions/home-page.md).
struct HomeBuilder {
  /// The page made of `inputs`.
  static func draft(_ inputs: PageInputs) -> HomeDraft {
    switch inputs.choices {
    case .success(let choices): arranged(inputs, choices: choices)
    case .failure(let error): draftOfFailures(inputs, error: error)
    }
  }

  /// The page as the viewer arranged it; the product's own where nothing of that has a card.
  private static func arranged(_ inputs: PageInputs, choices: Choices) -> HomeDraft {
    let page = draft(inputs, choices: choices, choices.home)
    guard page.isEmpty, choices.home != .standard else { return page }
    return draft(inputs, choices: choices, .standard)
  }

  /// A shelf that is off takes no title from the others.
  private static func draft(
    _ inputs: PageInputs, choices: Choices, _ arrangement: HomeArrangement
  ) -> HomeDraft {
    var context = PageContext(inputs, choices: choices)
    func made(_ makers: [(HomeShelf, (PageContext) -> ShelfDraft?)]) -> [ShelfDraft] {
      take(&context, makers.filter { arrangement.isOn($0.0) }.map(\.1)).compactMap(\.self)
    }
    let facts = made([
      (.myList, MyListShelf.draft), (.newEpisodes, NewEpisodesShelf.draft),
      (.top10, Top10Shelf.draft),
    ])
    let picked = made([(.pickedForYou, PickedShelf.draft)])
    let tabs = arrangement.isOn(.hero) ? HeroTab.allCases : []
    let hero = tabs.map { HeroShelf.draft($0, context) }
    for tab in hero { context.take(tab) }
    let interest = GenreInterest(context)
    let guesses = made([
      (.becauseWatched, BecauseWatchedShelf.draft), (.similarToLastWatched, SimilarShelf.draft),
      (.favouriteGenre, { FavouriteGenreShelf.draft($0, interest) }),
      (.newReleases, NewReleasesShelf.draft),
    ])
    let genres = arrangement.isOn(.genres) ? GenreShelves.drafts(&context, interest) : []
    let underWay = arrangement.isOn(.continueWatching) ? ContinueShelf.draft(context) : nil
    let shelves = (underWay.map { [$0] } ?? []) + picked + guesses + facts
    return HomeDraft(
      catalog: context.catalog, hero: hero,
      shelves: inOrder(shelves.filter { !$0.isEmpty } + genres, arrangement),
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

  /// The shelves in the order the viewer wants; several of one kind stay in theirs.
  private static func inOrder(
    _ shelves: [ShelfDraft], _ arrangement: HomeArrangement
  ) -> [ShelfDraft] {
    arrangement.lines.flatMap { line in
      shelves.filter { $0.kind.homeShelf == line.shelf }
    }
  }
}

/// A front page but for the parts that Space plays.
struct HomeDraft: Sendable {
  let catalog: CatalogSnapshot
  let hero: [ShelfDraft]
  let shelves: [ShelfDraft]
  let builtFor: Instant
  let isPersonalised: Bool

  /// Whether no shelf has a card, nor says that it failed.
  var isEmpty: Bool { (hero + shelves).allSatisfy(\.isEmpty) }

  /// Titles among the first `count` of each shelf whose first part still has to be found, each once.
  func unresolved(perShelf count: Int) -> Set<Title.ID> {
    Set((hero + shelves).flatMap { $0.unresolved(among: count) })
  }

  /// The page, once the first parts are known.
  func page(firstAssets: Result<[Title.ID: Asset], StoreError>) -> HomePage {
    HomePage(
      hero: hero.map { $0.result(firstAssets: firstAssets) },
      shelves: shelves.map { $0.result(firstAssets: firstAssets) },
      builtFor: builtFor, isPersonalised: isPersonalised)
  }
}

/// The most cards of each shelf of home.
///
/// A title stands once on a page, so in a small catalogue the first shelf would take everything:
/// no shelf takes more than a sixth of what may be shown, but at least three.
struct ShelfLimits: Equatable, Sendable {
  /// Cards of a shelf: 20 from 120 titles on.
  let shelf: Int
  /// Cards of the top 10.
  let top10: Int
  /// Cards of one tab of the hero.
  let heroTab: Int
  /// Cards the viewer or the series chose: my list, continue watching, new episodes.
  let own = 30
  /// Genres on home.
  let genres = 8

  init(showable: Int) {
    let share = max(3, showable / 6)
    shelf = min(20, share)
    top10 = min(10, share)
    heroTab = min(10, share)
  }
}

extension Engine {
  /// The front page of one viewer.
  ///
  /// Fails as a whole only when there is no catalogue. Long shelves come in parts: see
  /// `HomePortion`.
  public func home(of viewer: Viewer.ID, now: Instant) async throws(StoreError) -> HomePage {
    // Looking at the model takes time at a start, and only a kept page has to know it beforehand.
    let (ticket, model) = (viewers.choiceTicket(of: viewer), viewers.keeps ? model : nil)
    let draft = try await homeDraft(of: viewer, at: pageTime(now))
    if viewers.keeps { drafts.keep(draft, of: viewer, ticket, model: model) }
    // What is cut away needs no part to play.
    let titles = draft.unresolved(perShelf: portion.cardsPerShelf)
    let page = draft.page(firstAssets: await firstAssets(of: titles, in: draft.catalog))
    return portion.cut(page) { shelf, offset in
      cursors.sign(
        ShelfPosition(shelf: shelf, offset: offset, builtFor: draft.builtFor), for: viewer)
    }
  }

  /// The cards of a shelf that follow those a cursor stands for; `nil` when this issuer did not
  /// make the cursor for this viewer and shelf.
  ///
  /// The shelf is made again for the instant of its page, so that what the viewer watched meanwhile
  /// moves no card. What was chosen meanwhile (a hidden title) can, and so can what became popular:
  /// the client drops the cards it has already.
  public func more(
    of shelf: Shelf.ID, after cursor: PageCursor, of viewer: Viewer.ID
  ) async throws(StoreError) -> ShelfPart? {
    guard let position = cursors.position(of: cursor, for: viewer), position.shelf == shelf else {
      return nil
    }
    let home = try await homeDraft(of: viewer, sentFor: position.builtFor)
    let draft = (home.hero + home.shelves).first { $0.kind.shelfID == shelf }
    let following = try draft?.placements.get().dropFirst(position.offset) ?? []
    return ShelfPart(cards: try await cards(Array(following), in: home.catalog), next: nil)
  }

  /// One shelf of the front page; without cards when it has nothing to show any more.
  public func shelf(
    _ kind: Shelf.Kind, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Shelf {
    try await shelf(named: kind.shelfID, of: viewer, now: now) ?? Shelf(kind: kind, cards: [])
  }

  /// The shelf of that name on the front page; `nil` when it is not on it any more.
  ///
  /// Continue watching comes although home is arranged without it: "resume the last" asks for it.
  public func shelf(
    named name: Shelf.ID, of viewer: Viewer.ID, now: Instant
  ) async throws(StoreError) -> Shelf? {
    let instant = pageTime(now)
    let home = try await homeDraft(of: viewer, at: instant)
    var draft = (home.hero + home.shelves).first { $0.kind.shelfID == name }
    if draft == nil, name == Shelf.Kind.continueWatching.shelfID {
      draft = try await underWay(of: viewer, at: instant)
    }
    guard let draft else { return nil }
    return Shelf(kind: draft.kind, cards: try await cards(draft.placements.get(), in: home.catalog))
  }

  /// Continue watching, wherever home has it.
  private func underWay(
    of viewer: Viewer.ID, at instant: Instant
  ) async throws(StoreError) -> ShelfDraft? {
    let inputs = try await inputs(for: viewer, slots: [.all], at: instant)
    let shelf = ContinueShelf.draft(PageContext(inputs, choices: try inputs.choices.get()))
    return shelf.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func homeDraft(
    of viewer: Viewer.ID, at instant: Instant, isPast: Bool = false
  ) async throws(StoreError) -> HomeDraft {
    let slots = [.all] + HeroTab.allCases.map { $0.slot(at: instant) }
    return HomeBuilder.draft(
      try await inputs(for: viewer, slots: slots, at: instant, isPast: isPast))
  }

  /// The page that was sent for an instant: the kept one, or made again.
  private func homeDraft(
    of viewer: Viewer.ID, sentFor instant: Instant
  ) async throws(StoreError) -> HomeDraft {
    let kept = drafts.draft(
      of: viewer, at: instant, viewers.choiceTicket(of: viewer),
      catalog: try await catalogSnapshot().version, model: model)
    if let kept { return kept }
    return try await homeDraft(of: viewer, at: instant, isPast: true)
  }
}
