import PickAPI
import PickModel
import Synchronization

/// How many facts one viewer may tell in an hour: a bucket a viewer and kind (GCRA).
///
/// Watching comes nowhere near these numbers; docs/server.md has the reason for each. A bucket
/// fills evenly, so that a viewer who has used it up may go on slowly. A batch is taken whole or not at
/// all, and what turns out to be known already is given back.
///
/// Memory is bounded: two generations of buckets, of which the older is forgotten when the younger
/// is full; filling them takes tens of thousands of accounts.
final class FactQuotas: Sendable {
  /// What is counted apart.
  enum Kind: Hashable, CaseIterable {
    /// Finished playbacks, and parts marked as watched.
    case events
    /// Where playbacks stand.
    case checkpoints
    /// Opened detail pages.
    case detailViews
    /// Cards that were visible.
    case impressions
    /// Lists, thumbs, hidden and forgotten titles.
    case choices

    /// How many an hour, all of them at once if need be.
    var perHour: Int64 {
      switch self {
      case .events: 2000
      case .checkpoints: 4000
      case .detailViews: 2000
      case .impressions: 10_000
      case .choices: 2000
      }
    }

    /// Milliseconds until there is room for one more.
    var interval: Int64 { Self.hour / perHour }

    fileprivate static let hour: Int64 = 3_600_000
  }

  private struct Key: Hashable {
    let viewer: Viewer.ID
    let kind: Kind
  }

  /// When each bucket will be empty of facts, in milliseconds since 1970.
  private let buckets: Mutex<Generations<Key, Int64>>

  /// How far clocks may go back, in milliseconds, before a bucket is believed to be of another time.
  private static let tolerance: Int64 = 60_000

  init(capacity: Int = 32_768) { buckets = Mutex(Generations(capacity: capacity)) }

  /// Counts so many facts; when there is no room for all of them, none is counted.
  ///
  /// - Returns: `nil` when they may come, else the seconds until they may.
  func take(_ count: Int, _ kind: Kind, of viewer: Viewer.ID, at instant: Instant) -> Int? {
    guard count > 0 else { return nil }
    let now = instant.millisecondsSince1970
    let wanted = Int64(min(count, Int(kind.perHour))) * kind.interval
    let room = kind.perHour * kind.interval
    let key = Key(viewer: viewer, kind: kind)
    return buckets.withLock { buckets in
      let known = buckets[key] ?? now
      // Much fuller than full was counted before the clock was set back; a little fuller, by requests
      // that overtook this one.
      let emptyAt = known > now && known - now > room + Self.tolerance ? now : max(known, now)
      let next = emptyAt + wanted
      guard next - now <= room else { return Int((next - now - room + 999) / 1000) }
      buckets.remember(next, for: key)
      return nil
    }
  }

  /// Takes back what was counted for facts that were not stored.
  func giveBack(_ count: Int, _ kind: Kind, of viewer: Viewer.ID) {
    guard count > 0 else { return }
    let key = Key(viewer: viewer, kind: kind)
    buckets.withLock { buckets in
      guard let known = buckets[key] else { return }
      buckets.remember(known - Int64(min(count, Int(kind.perHour))) * kind.interval, for: key)
    }
  }

  /// How many buckets are remembered.
  var count: Int { buckets.withLock { $0.count } }

  /// Stores facts within the quota; `store` says how many were new.
  func within<Stored>(
    _ kind: Kind, _ count: Int, of viewer: Viewer.ID, at instant: Instant,
    newCount: (Stored) -> Int, _ store: () async throws -> Stored
  ) async throws -> Stored {
    if let seconds = take(count, kind, of: viewer, at: instant) {
      throw Problem(.tooManyRequests, retryAfter: seconds)
    }
    do {
      let stored = try await store()
      giveBack(count - newCount(stored), kind, of: viewer)
      return stored
    } catch {
      giveBack(count, kind, of: viewer)
      throw error
    }
  }
}
