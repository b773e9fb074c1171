import PickModel

/// 좋아하는 장르: unwatched titles of the genre the viewer watched most, lately above all.
enum FavouriteGenreShelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    guard let genre = GenreInterest(context).favourite else { return nil }
    let titles = context.popular(in: genre, context.limits.shelf, where: context.isCandidate)
    return ShelfDraft(
      .favouriteGenre(genre),
      .success(titles.map { context.place($0, .favouriteGenre(genre)) }))
  }
}

/// New releases, for a viewer who has watched nothing yet.
enum NewReleasesShelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    guard context.viewer.viewings.isEmpty, context.historyError == nil else { return nil }
    let titles = context.catalog.titles.filter {
      $0.addedAt <= context.instant && context.isFree($0)
    }
    let newest = titles.sorted { ($1.addedAt, $0.id) < ($0.addedAt, $1.id) }
    return ShelfDraft(
      .newReleases,
      .success(newest.prefix(context.limits.shelf).map { context.place($0, .newRelease) }))
  }
}

/// The genres: those the viewer watches first, then those everybody watches.
enum GenreShelves {
  static func drafts(_ context: inout PageContext) -> [ShelfDraft] {
    let interest = GenreInterest(context)
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
