import PickModel
import PickSearch

/// 좋아하는 장르: unwatched titles of the genre the viewer watched most, lately above all.
enum FavouriteGenreShelf {
  static func draft(_ context: PageContext, _ interest: GenreInterest) -> ShelfDraft? {
    guard let genre = interest.favourite else { return nil }
    let titles = context.popular(in: genre, context.limits.shelf, where: context.isCandidate)
    return ShelfDraft(
      .favouriteGenre(genre),
      .success(titles.map { context.place($0, .favouriteGenre(genre)) }))
  }
}

/// New releases, for a viewer who has watched nothing yet.
enum NewReleasesShelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    guard !context.viewer.hasBegunAny, context.historyError == nil else { return nil }
    let newest = context.catalog.first(
      context.limits.shelf, at: context.catalog.newestFirst
    ) { $0.addedAt <= context.instant && context.isFree($0) }
    return ShelfDraft(
      .newReleases, .success(newest.map { context.place($0, .newRelease) }))
  }
}

/// The genres: the viewer's own first, then the most popular.
enum GenreShelves {
  static func drafts(_ context: inout PageContext, _ interest: GenreInterest) -> [ShelfDraft] {
    var shelves: [ShelfDraft] = []
    for genre in interest.ranked where shelves.count < context.limits.genres {
      guard genre != interest.favourite else { continue }
      let titles = context.popular(in: genre, context.limits.shelf, where: context.isFree)
      guard !titles.isEmpty else { continue }
      let shelf = ShelfDraft(
        .genre(genre), .success(titles.map { context.place($0, .genre(genre)) }))
      context.take(shelf)
      shelves.append(shelf)
    }
    return shelves
  }
}

/// A viewer's interest in each genre, and the genres a page shows.
///
/// A viewing counts its liking for the title's main genre and half of it for each other genre.
/// Genres the viewer never watched follow by the popularity of their titles.
struct GenreInterest {
  /// Genres in the order a page shows them.
  let ranked: [Genre]
  /// The genre the viewer watched most; `nil` without history.
  let favourite: Genre?

  init(_ context: PageContext) {
    let own = Self.own(context)
    let owned = Self.sorted(own)
    ranked = owned + context.ground.genres.filter { own[$0] == nil }
    favourite = owned.first
  }

  /// What each genre weighs by what was watched; genres without weight are left out.
  private static func own(_ context: PageContext) -> [Genre: Double] {
    let facets = context.catalog.facets.value
    var weights = [Double](repeating: 0, count: facets.genres.count)
    for viewing in context.viewer.viewings
    where viewing.isBegun && context.isSubject(viewing.title) {
      guard let place = context.catalog.position(of: viewing.title) else { continue }
      let liking = TitleWeight.liking(viewing, at: context.instant)
      for (order, genre) in facets.genres(at: place).enumerated() {
        weights[Int(genre)] += order == 0 ? liking : liking / 2
      }
    }
    return Dictionary(
      uniqueKeysWithValues: zip(facets.genres, weights).filter { $0.1 > 0 })
  }

  /// Counts `weight` for the title's main genre and half of it for each other one.
  static func add(_ title: Title, _ weight: Double, to weights: inout [Genre: Double]) {
    for (place, genre) in title.genres.enumerated() {
      weights[genre, default: 0] += place == 0 ? weight : weight / 2
    }
  }

  /// The heaviest first, ties by identifier.
  static func sorted(_ weights: [Genre: Double]) -> [Genre] {
    weights.sorted { ($1.value, $0.key.id) < ($0.value, $1.key.id) }.map(\.key)
  }
}
