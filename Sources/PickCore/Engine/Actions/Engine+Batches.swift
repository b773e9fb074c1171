public import PickModel

/// Facts that arrive together, some of them about things that are no longer there.
extension Engine {
  /// What became of facts sent together: those that were not refused are stored, now or before.
  public struct Recorded: Equatable, Sendable {
    /// How many were new.
    public let newCount: Int
    /// Facts about titles or assets that are not there.
    public let refused: [EventID]
  }

  /// Records finished playbacks.
  public func record(_ events: [WatchEvent]) async throws(StoreError) -> Recorded {
    do {
      return Recorded(newCount: try await stores.watches.append(events), refused: [])
    } catch {
      // Assets are looked up only when one of them is missing.
      guard case .constraint = error else { throw error }
    }
    var known: Set<Asset.ID> = []
    for id in Set(events.map(\.asset)) where try await stores.catalog.asset(id) != nil {
      known.insert(id)
    }
    let kept = events.filter { known.contains($0.asset) }
    return Recorded(
      newCount: try await stores.watches.append(kept),
      refused: events.filter { !known.contains($0.asset) }.map(\.id))
  }

  /// Records opened detail pages.
  public func recordKnown(_ views: [DetailView]) async throws(StoreError) -> Recorded {
    let catalog = try await catalogSnapshot()
    let kept = views.filter { catalog.position(of: $0.title) != nil }
    return Recorded(
      newCount: try await stores.watches.append(kept),
      refused: views.filter { catalog.position(of: $0.title) == nil }.map(\.id))
  }

  /// Records cards that were visible.
  public func recordKnown(_ impressions: [Impression]) async throws(StoreError) -> Recorded {
    let catalog = try await catalogSnapshot()
    let kept = impressions.filter { catalog.position(of: $0.title) != nil }
    return Recorded(
      newCount: try await stores.watches.append(kept),
      refused: impressions.filter { catalog.position(of: $0.title) == nil }.map(\.id))
  }
}
