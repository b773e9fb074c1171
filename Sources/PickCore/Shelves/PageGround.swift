import PickModel
import PickStore
import PickSystem

/// What the pages of all viewers have in common for a while: the catalogue, the popularity of its
/// titles, and what follows from the two alone.
struct PageGround: Sendable {
  let catalog: CatalogSnapshot
  let popularity: Popularity
  /// Places in the catalogue: popular titles, heaviest first, then all others, the newest first.
  let popularFirst: [Int32]
  /// The same by genre and by category.
  let popularPlaces: PopularPlaces
  /// What is alike by genres alone.
  let genreLikeness: GenreLikeness
  /// The summand of popularity in the scores of titles.
  let presentPopularity: PresentPopularity
  /// Genres, the most popular first.
  let genres: [Genre]

  init(_ catalog: CatalogSnapshot, _ popularity: Popularity) {
    self.catalog = catalog
    self.popularity = popularity
    let list = (try? popularity.overall.get()) ?? []
    popularFirst = Self.popularFirst(catalog, list)
    popularPlaces = PopularPlaces(catalog, popularFirst: popularFirst)
    genreLikeness = GenreLikeness(catalog, popularFirst: popularFirst, popularPlaces)
    presentPopularity = PresentPopularity(popularity)
    genres = GenreInterest.sorted(Self.genreWeights(catalog, list))
  }

  private static func popularFirst(
    _ catalog: CatalogSnapshot, _ list: [PopularTitle]
  ) -> [Int32] {
    let popular = list.compactMap { catalog.position(of: $0.title).map(Int32.init) }
    var isPopular = [Bool](repeating: false, count: catalog.titles.count)
    for place in popular { isPopular[Int(place)] = true }
    return popular + catalog.newestFirst.filter { !isPopular[Int($0)] }
  }

  /// By the popularity of the first titles; by their number where nothing was ever watched.
  private static func genreWeights(
    _ catalog: CatalogSnapshot, _ list: [PopularTitle]
  ) -> [Genre: Double] {
    var weights: [Genre: Double] = [:]
    let top = list.first?.weight ?? 1
    for popular in list {
      guard let title = catalog[popular.title] else { continue }
      GenreInterest.add(title, popular.weight / top, to: &weights)
    }
    guard weights.isEmpty else { return weights }
    for title in catalog.titles { GenreInterest.add(title, 1, to: &weights) }
    return weights
  }
}

/// Keeps the newest ground for as long as popularity may be behind.
///
/// Reading popularity anew for each page costs a server more than everything that is a viewer's
/// own; a program with one viewer keeps nothing (0 seconds) and is always exact.
final class GroundCache: Sendable {
  private struct Key: Hashable {
    let catalog: Int64
    let slots: Set<PopularitySlot>
  }

  private struct Reading {
    let ground: PageGround
    let readAt: Instant
    let isWhole: Bool
  }

  private let freshSeconds: Double
  private let popularity: PopularityReader
  /// A reading that failed in part is not worth keeping: the next page tries again.
  private let readings = SharedLoad<Key, Reading, Never>(keepingIf: \.isWhole)

  init(_ popularity: PopularityReader, freshSeconds: Int64) {
    self.popularity = popularity
    self.freshSeconds = Double(freshSeconds)
  }

  /// Whether a reading is shared at all.
  var keeps: Bool { freshSeconds > 0 }

  /// The ground of `catalog` with these popularity cells, as of `instant` or a little before.
  func ground(
    _ catalog: CatalogSnapshot, slots: [PopularitySlot], at instant: Instant
  ) async -> PageGround {
    // A caller that must not be behind cannot share a reading that began before it asked.
    guard keeps else { return await read(catalog, slots, at: instant).ground }
    let key = Key(catalog: catalog.version, slots: Set(slots))
    let reading = await readings.value(
      for: key,
      where: { [freshSeconds] kept, reading in
        kept.catalog == key.catalog && kept.slots.isSuperset(of: key.slots)
          && abs(instant.seconds(since: reading.readAt)) < freshSeconds
      },
      load: { await self.read(catalog, slots, at: instant) })
    return reading.ground
  }

  private func read(
    _ catalog: CatalogSnapshot, _ slots: [PopularitySlot], at instant: Instant
  ) async -> Reading {
    let popularity = await popularity.read(slots)
    return Reading(
      ground: PageGround(catalog, popularity), readAt: instant,
      isWhole: slots.allSatisfy { (try? popularity[$0].get()) != nil })
  }
}
