import PickModel

/// How much a viewer cares for each genre, and which genres a page shows.
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

  private static func own(_ context: PageContext) -> [Genre: Double] {
    var weights: [Genre: Double] = [:]
    for viewing in context.viewer.viewings where context.isSubject(viewing.title) {
      guard let title = context.catalog[viewing.title] else { continue }
      add(title, TitleWeight.liking(viewing, at: context.instant), to: &weights)
    }
    return weights
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
