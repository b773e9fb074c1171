import PickModel
import PickStore

/// 내 목록: what the viewer put there, last added first.
enum MyListShelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    let titles = context.viewer.choices.myList.compactMap { context.catalog[$0] }
      .filter(context.isFree)
    return ShelfDraft(
      .myList,
      .success(titles.prefix(context.limits.own).map { context.place($0, .onMyList) }))
  }
}

/// 새 회차: series with an episode that came after the viewer's last visit.
///
/// A visit is a view. An episode that came together with its title is not new, and neither is one
/// that came more than 30 days ago. The newest comes first; Space plays what is next for the
/// viewer, who may have some to catch up on.
enum NewEpisodesShelf {
  /// The time an episode is new.
  private static let newSeconds: Int64 = 30 * 86_400

  static func draft(_ context: PageContext) -> ShelfDraft? {
    context.shelfOfHistory(.newEpisodes) {
      let found = context.viewer.viewings.compactMap { viewing -> (Title, Instant)? in
        guard let title = context.catalog[viewing.title], context.isFree(title),
          viewing.isBegun, let newest = newestEpisode(of: title, viewing, at: context.instant)
        else { return nil }
        return (title, newest)
      }
      return found.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.prefix(context.limits.own)
        .map { context.place($0.0, .newEpisode) }
    }
  }

  private static func newestEpisode(
    of title: Title, _ viewing: TitleViewing, at instant: Instant
  ) -> Instant? {
    let since = max(
      title.addedAt, viewing.lastWatchedAt, instant.advanced(bySeconds: -newSeconds))
    var newest: Instant?
    let parts = viewing.parts
    for place in parts.indices {
      let addedAt = parts[place].addedAt
      guard addedAt > newest ?? since, addedAt <= instant, parts[place].episode != nil,
        !viewing.standing.begun.contains(parts[place].id)
      else { continue }
      newest = addedAt
    }
    return newest
  }
}

/// 인기 TOP 10: the most watched titles of all viewers, without those this viewer has finished.
///
/// The rank in a card's reason is the title's rank among all, so it may skip numbers.
enum Top10Shelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    let placements = context.popularity.overall.map { list in
      list.enumerated().first(context.limits.top10) { index, popular -> Placement? in
        guard let title = context.catalog[popular.title], context.isFree(title) else {
          return nil
        }
        return context.place(title, .popular(rank: index + 1))
      }
    }
    return ShelfDraft(.top10, placements)
  }
}

/// One tab of the hero: what is rising in its window.
///
/// Each tab is a list of its own, as only one is on the screen at a time; its titles stand on no
/// shelf.
enum HeroShelf {
  static func draft(_ tab: HeroTab, _ context: PageContext) -> ShelfDraft {
    let placements = context.popularity.rising(in: tab.slot(at: context.instant)).map { list in
      context.free(list, context.limits.heroTab).map {
        context.place($0, tab.reason(at: context.instant))
      }
    }
    return ShelfDraft(.hero(tab), placements)
  }
}
