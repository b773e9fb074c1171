import PickModel
import Synchronization

/// Keeps the newest ground for as long as popularity may be behind.
///
/// Reading popularity anew for each page costs a server more than everything that is a viewer's
/// own; a program with one viewer keeps nothing (0 seconds) and is always exact.
final class GroundCache: Sendable {
  private struct Entry {
    let ground: PageGround
    let slots: Set<PopularitySlot>
    let readAt: Instant
  }

  private let freshSeconds: Double
  private let popularity: PopularityReader
  private let newest = Mutex<Entry?>(nil)

  init(_ popularity: PopularityReader, freshSeconds: Int64) {
    self.popularity = popularity
    self.freshSeconds = Double(freshSeconds)
  }

  /// The ground of `catalog` with these popularity cells, as of `instant` or a little before.
  func ground(
    _ catalog: CatalogSnapshot, slots: [PopularitySlot], at instant: Instant
  ) async -> PageGround {
    let kept = newest.withLock { $0 }
    if let kept, kept.ground.catalog.version == catalog.version, kept.slots.isSuperset(of: slots),
      abs(instant.seconds(since: kept.readAt)) < freshSeconds
    {
      return kept.ground
    }
    let read = await popularity.read(slots)
    let ground = PageGround(catalog, read)
    // A read that failed is not worth keeping: the next page tries again.
    if freshSeconds > 0, slots.allSatisfy({ (try? read[$0].get()) != nil }) {
      newest.withLock { $0 = Entry(ground: ground, slots: Set(slots), readAt: instant) }
    }
    return ground
  }
}
