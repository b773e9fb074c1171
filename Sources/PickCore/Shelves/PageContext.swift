import PickModel
import PickStore

/// What the shelves of one page are made from and have in common: above all, which titles are
/// taken already.
struct PageContext {
  let ground: PageGround
  let instant: Instant
  let viewer: ViewerState
  /// Why nothing is known of what was watched; `nil` when it is known.
  let historyError: StoreError?
  let eligibility: Eligibility
  let taste: (any PersonalTaste)?
  let limits: ShelfLimits
  private(set) var taken: Set<Title.ID> = []

  var catalog: CatalogSnapshot { ground.catalog }
  var popularity: Popularity { ground.popularity }

  init(_ inputs: PageInputs, choices: Choices) {
    ground = inputs.ground
    instant = inputs.instant
    switch inputs.history {
    case .success(let history):
      viewer =
        inputs.state
        ?? ViewerState(choices: choices, history: history, rule: inputs.watching)
      historyError = nil
    case .failure(let error):
      viewer = ViewerState(choices: choices, history: ViewingHistory())
      historyError = error
    }
    eligibility = Eligibility(viewer: viewer, instant: inputs.instant)
    taste = inputs.taste
    limits = ShelfLimits(showable: inputs.ground.catalog.titles.count)
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

  /// The first `count` free titles of a popularity list, in its order.
  func free(_ list: [PopularTitle], _ count: Int) -> [Title] {
    list.first(count) { popular in
      guard let title = catalog[popular.title], isFree(title) else { return nil }
      return title
    }
  }

  /// At most `count` titles of a genre that pass: popular ones first, then the newest.
  func popular(in genre: Genre, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    catalog.first(count, at: ground.popularPlaces.places(of: genre), where: passes)
  }

  /// All titles of a category that pass: popular ones first, then the newest.
  func popular(in category: Category, where passes: (Title) -> Bool) -> [Title] {
    ground.popularPlaces.places(of: category).compactMap { place in
      let title = catalog.titles[Int(place)]
      return passes(title) ? title : nil
    }
  }
}

/// Everything a page of shelves is made of: what all viewers share, and each read as it came or failed.
struct PageInputs: Sendable {
  let ground: PageGround
  /// The instant the page speaks of.
  let instant: Instant
  let choices: Result<Choices, StoreError>
  let history: Result<ViewingHistory, StoreError>
  /// A trained model's answers about the viewer; `nil` without a model.
  let taste: (any PersonalTaste)?
  /// When a part is begun and finished.
  var watching = WatchingRule.standard
  /// The viewer, where choices and history were sorted out already.
  var state: ViewerState?
}
