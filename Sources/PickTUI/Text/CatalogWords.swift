import PickModel

extension Strings {
  /// The name of a shelf.
  func heading(of kind: Shelf.Kind, at now: Instant) -> String {
    switch kind {
    case .continueWatching: self[.shelfContinue]
    case .pickedForYou: self[.shelfPicked]
    case .becauseWatched(let title): text(.shelfBecause, ["title": text(title.name)])
    case .similarToLastWatched: self[.shelfSimilar]
    case .favouriteGenre: self[.shelfFavourite]
    case .newEpisodes: self[.shelfNewEpisodes]
    case .top10: self[.shelfTop10]
    case .newReleases: self[.shelfNewReleases]
    case .myList: self[.shelfMyList]
    case .genre(let genre): text(genre.name)
    case .noGenre: self[.shelfOther]
    case .hero(let tab): heading(of: tab, at: now)
    }
  }

  /// Why a shelf is there, beside its name; nothing where the name says it already.
  func reason(of kind: Shelf.Kind) -> String {
    switch kind {
    case .continueWatching: self[.shelfReasonContinue]
    case .pickedForYou: self[.shelfReasonPicked]
    case .similarToLastWatched(let title): text(title.name)
    case .favouriteGenre(let genre): text(genre.name)
    case .newReleases: self[.shelfReasonPopular]
    case .becauseWatched: self[.shelfReasonBecause]
    case .newEpisodes: self[.shelfReasonNewEpisodes]
    case .top10: self[.shelfReasonTop10]
    case .myList: self[.shelfReasonMyList]
    case .genre, .noGenre, .hero: ""
    }
  }

  /// The hero names the window its titles are rising in.
  private func heading(of tab: HeroTab, at now: Instant) -> String {
    switch tab {
    case .realtime:
      let time = SeoulTime(now)
      return text(.heroNow, ["time": clock(time), "hour": String(time.hour)])
    case .weekday: return self[.heroRisingWeekday]
    case .weekend: return self[.heroRisingWeekend]
    case .fridayNight: return self[.heroRisingFridayNight]
    }
  }

  /// The name of a tab of the hero.
  func label(of tab: HeroTab) -> String {
    switch tab {
    case .realtime: self[.heroRealtime]
    case .weekday: self[.heroWeekday]
    case .weekend: self[.heroWeekend]
    case .fridayNight: self[.heroFridayNight]
    }
  }

  /// The name of a category.
  func label(of category: Category?) -> String {
    switch category {
    case .broadcast: self[.pageBroadcast]
    case .drama: self[.pageDrama]
    case .film: self[.pageFilm]
    case .kids: self[.pageKids]
    case .animation: self[.pageAnimation]
    case nil: self[.categoryNone]
    }
  }

  /// The name of a page of the header.
  func label(of entry: HeaderEntry) -> String {
    switch entry {
    case .home: self[.pageHome]
    case .category(let category): label(of: category)
    case .search: self[.pageSearch]
    case .myPage: self[.pageMine]
    case .signOut: self[.signOut]
    }
  }
}
