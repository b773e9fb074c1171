import PickModel
import PickRecommender

/// 이어보기: unfinished parts and next episodes in one list.
///
/// The title watched last leads: whoever comes back from an episode finds the next one first. Then
/// what was left in the middle within two weeks, then everything else; each group by
/// `TitleWeight`, ties by the later view, then by identifier.
enum ContinueShelf {
  /// For how long an unfinished part goes before a next episode: two half-lives of its weight.
  static let freshSeconds = 2 * TitleWeight.going.halfLifeSeconds

  static func draft(_ context: PageContext) -> ShelfDraft? {
    context.shelfOfHistory(.continueWatching) {
      let viewings = context.viewer.viewings.filter { viewing in
        context.catalog[viewing.title].map(context.eligibility.mayShow) ?? false
      }
      let last = context.viewer.viewings.first?.title
      let entries = viewings.map { Entry($0, last: last, at: context.instant) }
      return entries.sorted().prefix(context.limits.own).compactMap { entry in
        context.catalog[entry.viewing.title].map { context.place($0, entry.reason) }
      }
    }
  }
}

/// One title to continue, comparable by how soon it comes.
private struct Entry: Comparable {
  let viewing: TitleViewing
  let group: Int
  let score: Double

  init(_ viewing: TitleViewing, last: Title.ID?, at instant: Instant) {
    self.viewing = viewing
    score = TitleWeight.score(viewing, at: instant)
    let age = instant.seconds(since: viewing.lastWatchedAt)
    let isFresh = age <= ContinueShelf.freshSeconds
    group = viewing.title == last ? 0 : viewing.isUnfinished && isFresh ? 1 : 2
  }

  var reason: Reason { viewing.isUnfinished ? .unfinished : .nextEpisode }

  static func < (left: Self, right: Self) -> Bool {
    if left.group != right.group { return left.group < right.group }
    if left.score != right.score { return left.score > right.score }
    if left.viewing.lastWatchedAt != right.viewing.lastWatchedAt {
      return left.viewing.lastWatchedAt > right.viewing.lastWatchedAt
    }
    return left.viewing.title < right.viewing.title
  }
}
