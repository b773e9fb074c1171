import PickModel

extension Strings {
  /// Why a title stands where it stands, as a sentence.
  func sentence(for reason: Reason) -> String {
    switch reason {
    case .unfinished: self[.reasonUnfinished]
    case .nextEpisode: self[.reasonNextEpisode]
    case .becauseWatched(let titles): because(titles)
    case .similar(let title): text(.reasonSimilar, ["title": quoted(text(title.name))])
    case .favouriteGenre(let genre): text(.reasonFavourite, ["genre": text(genre.name)])
    case .newEpisode: self[.reasonNewEpisode]
    case .newRelease: self[.reasonNewRelease]
    case .popularAtHour(let hour): text(.reasonHour, ["hour": String(hour)])
    case .popularOn(let day): rising(on: day)
    case .popular(let rank):
      rank <= Self.lastNamedRank
        ? text(.reasonPopular, ["rank": String(rank)]) : self[.reasonPopularLong]
    case .onMyList: self[.reasonMyList]
    case .genre(let genre): text(.reasonGenre, ["genre": text(genre.name)])
    case .category(let category): text(.reasonGenre, ["genre": label(of: category)])
    case .matchesSearch: self[.reasonMatchesSearch]
    }
  }

  /// The last rank that says something: no title is watched for being the 552nd.
  private static let lastNamedRank = 100

  private func because(_ titles: [TitleReference]) -> String {
    let names = titles.prefix(2).map { quoted(text($0.name)) }
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

  /// The name of a part of a score.
  func label(of source: Explanation.Part.Source) -> String {
    switch source {
    case .watched(let title): text(.whyWatched, ["title": quoted(text(title.name))])
    case .lookedAt(let title): text(.whyLookedAt, ["title": quoted(text(title.name))])
    case .content(let title): text(.whyContent, ["title": quoted(text(title.name))])
    case .popularity: self[.whyPopularity]
    case .thumb(let title): text(.whyThumb, ["title": quoted(text(title.name))])
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

extension Shelf.Kind {
  /// Whether the shelf's name says why a card is there.
  func says(_ reason: Reason) -> Bool {
    switch reason {
    case .becauseWatched, .similar: self.isAboutTitle
    case .favouriteGenre: if case .favouriteGenre = self { true } else { false }
    case .genre: if case .genre = self { true } else { false }
    case .category: self == .noGenre
    case .newEpisode: self == .newEpisodes
    case .newRelease: self == .newReleases
    case .popular: self == .top10
    case .onMyList: self == .myList
    case .unfinished, .nextEpisode, .popularAtHour, .popularOn, .matchesSearch: false
    }
  }

  /// Whether the shelf's name is that of a title which others go with.
  private var isAboutTitle: Bool {
    switch self {
    case .becauseWatched, .similarToLastWatched: true
    case .continueWatching, .pickedForYou, .favouriteGenre, .newEpisodes, .top10, .newReleases,
      .myList, .genre, .noGenre, .hero:
      false
    }
  }
}

extension Reason {
  /// The category a card is there for.
  var category: Category? {
    if case .category(let category) = self { category } else { nil }
  }
}
