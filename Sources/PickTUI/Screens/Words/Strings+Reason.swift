import PickModel

extension Strings {
  /// Why a title stands where it stands, as a sentence.
  func sentence(for reason: Reason) -> String {
    switch reason {
    case .unfinished: self[.reasonUnfinished]
    case .nextEpisode: self[.reasonNextEpisode]
    case .becauseWatched(let titles): because(titles)
    case .similar(let title): text(.reasonSimilar, ["title": text(title.name)])
    case .favouriteGenre(let genre): text(.reasonFavourite, ["genre": text(genre.name)])
    case .newEpisode: self[.reasonNewEpisode]
    case .newRelease: self[.reasonNewRelease]
    case .popularAtHour(let hour): text(.reasonHour, ["hour": String(hour)])
    case .popularOn(let day): rising(on: day)
    case .popular(let rank): text(.reasonPopular, ["rank": String(rank)])
    case .onMyList: self[.reasonMyList]
    case .genre(let genre): text(.reasonGenre, ["genre": text(genre.name)])
    case .category(let category): text(.reasonGenre, ["genre": label(of: category)])
    case .matchesSearch: self[.reasonMatchesSearch]
    }
  }

  private func because(_ titles: [TitleReference]) -> String {
    let names = titles.prefix(2).map { text($0.name) }
    return switch names.count {
    case 0: self[.shelfReasonPicked]
    case 1: text(.reasonBecause, ["title": names[0]])
    default: text(.reasonBecauseTwo, ["first": names[0], "second": names[1]])
    }
  }

  private func rising(on day: DayType) -> String {
    switch day {
    case .weekday: self[.heroRisingWeekday]
    case .weekend: self[.heroRisingWeekend]
    case .fridayNight: self[.heroRisingFridayNight]
    }
  }

  /// What a summand of a score stands for.
  func label(of source: Explanation.Part.Source) -> String {
    switch source {
    case .watched(let title): text(.whyWatched, ["title": text(title.name)])
    case .lookedAt(let title): text(.whyLookedAt, ["title": text(title.name)])
    case .content(let title): text(.whyContent, ["title": text(title.name)])
    case .popularity: self[.whyPopularity]
    case .thumb(let title): text(.whyThumb, ["title": text(title.name)])
    }
  }

  /// Why a title is not recommended.
  func sentence(for exclusion: Explanation.Exclusion) -> String {
    switch exclusion {
    case .watched: self[.whyExcludedWatched]
    case .hidden: self[.whyExcludedHidden]
    case .forgotten: self[.whyExcludedForgotten]
    case .thumbDown: self[.whyExcludedThumbDown]
    case .unavailable: self[.whyExcludedUnavailable]
    }
  }
}
