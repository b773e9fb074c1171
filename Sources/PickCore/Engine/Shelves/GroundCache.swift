import PickModel

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

  /// The ground of `catalog` with these popularity cells, as of `instant` or a little before.
  func ground(
    _ catalog: CatalogSnapshot, slots: [PopularitySlot], at instant: Instant
  ) async -> PageGround {
    // A caller that must not be behind cannot share a reading that began before it asked.
    guard freshSeconds > 0 else { return await read(catalog, slots, at: instant).ground }
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
