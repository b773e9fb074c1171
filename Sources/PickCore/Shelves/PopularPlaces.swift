import PickModel
import PickSearch
import Synchronization

/// The places of each genre and of each category in the order of popularity, for as long as that order
/// holds.
final class PopularPlaces: Sendable {
  private struct Lists: Sendable {
    var byGenre: [[Int32]]
    var byCategory: [[Int32]]
  }

  private let catalog: CatalogSnapshot
  private let popularFirst: [Int32]
  private let lists = Mutex<Lists?>(nil)

  /// Places by an order of all titles of a catalogue.
  init(_ catalog: CatalogSnapshot, popularFirst: [Int32]) {
    self.catalog = catalog
    self.popularFirst = popularFirst
  }

  /// The places of a genre, the most popular first.
  func places(of genre: Genre) -> [Int32] {
    guard let number = catalog.facets.value.number(of: genre) else { return [] }
    return made.byGenre[number]
  }

  /// The places of a category, the most popular first.
  func places(of category: Category) -> [Int32] {
    guard let number = Category.allCases.firstIndex(of: category) else { return [] }
    return made.byCategory[number]
  }

  private var made: Lists {
    lists.withLock { lists in
      if let lists { return lists }
      let made = sorted()
      lists = made
      return made
    }
  }

  private func sorted() -> Lists {
    let facets = catalog.facets.value
    var made = Lists(
      byGenre: Array(repeating: [], count: facets.genres.count),
      byCategory: Array(repeating: [], count: Category.allCases.count))
    for place in popularFirst {
      if let category = facets.category(at: Int(place)) { made.byCategory[category].append(place) }
      for genre in facets.genres(at: Int(place)) where made.byGenre[Int(genre)].last != place {
        made.byGenre[Int(genre)].append(place)
      }
    }
    return made
  }
}

/// Finds titles that share genres and category with another, for want of a trained model.
///
/// A shared genre counts 1, the common main genre and the common category 1 more each; equals are
/// in the order of popularity. The most alike of titles asked for are kept, as they are the same for all
/// viewers.
final class GenreLikeness: Sendable {
  /// The titles kept of each that was asked for; more are only needed when a viewer may see few of them.
  private static let kept = 120
  /// The genres of a title that count.
  private static let mostGenres = 64

  private let catalog: CatalogSnapshot
  private let popularFirst: [Int32]
  private let popularPlaces: PopularPlaces
  private let known = Mutex(RecentEntries<Int, [Int32]>(mostWeight: 500_000))

  /// Likeness among the titles of a catalogue, which `popularFirst` names in the order of equals.
  init(_ catalog: CatalogSnapshot, popularFirst: [Int32], _ popularPlaces: PopularPlaces) {
    self.catalog = catalog
    self.popularFirst = popularFirst
    self.popularPlaces = popularPlaces
  }

  /// At most `count` titles that pass and share a genre, most alike first.
  ///
  /// O(titles) for a title that is not known.
  func alike(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title] {
    guard let place = catalog.position(of: title) else { return [] }
    let first = mostAlike(place)
    let found = catalog.first(count, at: first, where: passes)
    guard found.count < count, first.count == Self.kept else { return found }
    return catalog.first(
      count, at: ordered(by: place, most: catalog.titles.count), where: passes)
  }

  private func mostAlike(_ place: Int) -> [Int32] {
    if let kept = known.withLock({ $0[place] }) { return kept }
    let found = Array(ordered(by: place, most: Self.kept).prefix(Self.kept))
    known.withLock { $0.keep(found, for: place, weight: found.count + 8) }
    return found
  }

  /// The places that share a genre with the title at `place`, the most alike first, at least `most` of
  /// them where there are so many.
  private func ordered(by place: Int, most: Int) -> [Int32] {
    let facets = catalog.facets.value
    let (own, category) = (facets.genres(at: place), facets.category(at: place))
    let shared = shared(with: place, Set(own.prefix(Self.mostGenres)), facets)
    var byScore = [[Int32]](repeating: [], count: Self.mostGenres + 3)
    for other in popularFirst where shared[Int(other)] > 0 {
      let score =
        Int(shared[Int(other)]) + (facets.mainGenre(at: Int(other)) == own.first ? 1 : 0)
        + (facets.category(at: Int(other)) == category ? 1 : 0)
      byScore[score].append(other)
    }
    var found: [Int32] = []
    for places in byScore.reversed() where found.count < most { found += places }
    return found
  }

  /// How many of `genres` each other title has; only those that have one are walked through.
  private func shared(with place: Int, _ genres: Set<Int32>, _ facets: TitleFacets) -> [UInt8] {
    var shared = [UInt8](repeating: 0, count: catalog.titles.count)
    for genre in genres {
      for other in popularPlaces.places(of: facets.genres[Int(genre)]) { shared[Int(other)] += 1 }
    }
    shared[place] = 0
    return shared
  }
}
