import PickModel
import PickRecommender

/// 이어보기: unfinished parts and next episodes in one list.
///
/// What was watched last leads, and before it what was watched within six hours of that, the latest
/// first: a viewer who comes back finds that evening again. A title that is under way and was gone on
/// with for a moment counts here, too, although a moment moves nothing else. Then what was left in the
/// middle within two weeks, then everything else; both by `TitleWeight`, ties by the later view, then
/// by identifier. What is watched and what is next decides `TitleStanding`. A series whose last episode
/// was watched is not there until another one comes, whatever of it was passed over before.
enum ContinueShelf {
  /// For how long an unfinished part goes before a next episode: two half-lives of its weight.
  static let freshSeconds = 2 * TitleWeight.going.halfLifeSeconds

  /// For how long before the last view a view belongs to the same evening.
  fileprivate static let eveningSeconds: Double = 6 * 3600

  static func draft(_ context: PageContext) -> ShelfDraft? {
    context.shelfOfHistory(.continueWatching) {
      let viewings = context.viewer.viewings.filter { viewing in
        viewing.isBegun && !viewing.standing.isAtEnd && !context.viewer.isSetAside(viewing)
          && context.catalog[viewing.title].map(context.eligibility.mayShow) ?? false
      }
      let last = context.viewer.viewings.lazy.filter(\.isBegun).map(\.lastPlayedAt).max()
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

  init(_ viewing: TitleViewing, last: Instant?, at instant: Instant) {
    self.viewing = viewing
    score = TitleWeight.score(viewing, at: instant)
    let age = instant.seconds(since: viewing.lastWatchedAt)
    let isFresh = age <= ContinueShelf.freshSeconds
    let isOfLastEvening =
      last.map { $0.seconds(since: viewing.lastPlayedAt) <= ContinueShelf.eveningSeconds }
      ?? false
    group = isOfLastEvening ? 0 : viewing.isUnfinished && isFresh ? 1 : 2
  }

  var reason: Reason { viewing.isUnfinished ? .unfinished : .nextEpisode }

  static func < (left: Self, right: Self) -> Bool {
    if left.group != right.group { return left.group < right.group }
    if left.group > 0, left.score != right.score { return left.score > right.score }
    if left.viewing.lastPlayedAt != right.viewing.lastPlayedAt {
      return left.viewing.lastPlayedAt > right.viewing.lastPlayedAt
    }
    return left.viewing.title < right.viewing.title
  }
}
