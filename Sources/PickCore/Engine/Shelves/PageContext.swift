import PickModel

/// What the shelves of one page are made from and have in common: above all, which titles are
/// taken already.
struct PageContext {
  let catalog: CatalogSnapshot
  let instant: Instant
  let viewer: ViewerState
  /// Why nothing is known of what was watched; `nil` when it is known.
  let historyError: StoreError?
  let eligibility: Eligibility
  let popularity: Popularity
  let taste: (any PersonalTaste)?
  let limits: ShelfLimits
  private(set) var taken: Set<Title.ID> = []
  /// Places in the catalogue: popular titles, heaviest first, then all others, the newest first.
  private let popularFirst: [Int32]

  init(_ inputs: PageInputs, choices: Choices) {
    catalog = inputs.catalog
    instant = inputs.instant
    switch inputs.history {
    case .success(let history):
      viewer = ViewerState(choices: choices, history: history)
      historyError = nil
    case .failure(let error):
      viewer = ViewerState(choices: choices, history: ViewingHistory())
      historyError = error
    }
    eligibility = Eligibility(viewer: viewer, instant: inputs.instant)
    popularity = inputs.popularity
    taste = inputs.taste
    limits = ShelfLimits(showable: inputs.catalog.titles.count)
    popularFirst = Self.popularFirst(inputs.catalog, inputs.popularity)
  }

  private static func popularFirst(
    _ catalog: CatalogSnapshot, _ popularity: Popularity
  ) -> [Int32] {
    let list = (try? popularity.overall.get()) ?? []
    let popular = list.compactMap { catalog.position(of: $0.title).map(Int32.init) }
    var isPopular = [Bool](repeating: false, count: catalog.titles.count)
    for place in popular { isPopular[Int(place)] = true }
    return popular + catalog.newestFirst.filter { !isPopular[Int($0)] }
  }

  /// Whether a title may stand on a shelf and stands on none yet.
  func isFree(_ title: Title) -> Bool {
    !taken.contains(title.id) && eligibility.mayShow(title)
  }

  /// Whether a title may be recommended and stands on no shelf yet.
  func isCandidate(_ title: Title) -> Bool {
    !taken.contains(title.id) && eligibility.mayRecommend(title)
  }

  /// Makes the titles of a shelf stand nowhere else.
  mutating func take(_ shelf: ShelfDraft) {
    taken.formUnion(((try? shelf.placements.get()) ?? []).map(\.title.id))
  }

  /// A title on a shelf: what Space plays follows the viewer's history.
  func place(_ title: Title, _ reason: Reason) -> Placement {
    Placement(title, reason, playable: viewer[title.id]?.playable)
  }

  /// A shelf made of what was watched; failed when that is not known.
  func shelfOfHistory(_ kind: Shelf.Kind, _ placements: () -> [Placement]) -> ShelfDraft {
    ShelfDraft(kind, historyError.map(Result.failure) ?? .success(placements()))
  }

  /// The free titles of a popularity list, in its order.
  func free(_ list: [PopularTitle]) -> [Title] {
    list.compactMap { catalog[$0.title] }.filter(isFree)
  }

  /// At most `count` titles of a genre that pass: popular ones first, then the newest.
  func popular(in genre: Genre, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    var found: [Title] = []
    for place in popularFirst {
      if found.count == count { break }
      guard catalog.titles[Int(place)].genres.contains(genre) else { continue }
      let title = catalog.titles[Int(place)]
      if passes(title) { found.append(title) }
    }
    return found
  }

  /// All titles of a category that pass: popular ones first, then the newest.
  func popular(in category: Category, where passes: (Title) -> Bool) -> [Title] {
    popularFirst.compactMap { place in
      guard catalog.titles[Int(place)].category == category else { return nil }
      let title = catalog.titles[Int(place)]
      return passes(title) ? title : nil
    }
  }
}
