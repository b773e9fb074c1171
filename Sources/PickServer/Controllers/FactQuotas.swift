import PickAPI
import PickModel
import Synchronization

/// Limits how many facts a viewer may send in an hour, with a bucket for each viewer and kind
/// (GCRA).
///
/// The limits are far above normal use; docs/server.md has the reason for each. A bucket drains
/// evenly, so that a viewer who has filled it may go on slowly. A batch is taken whole or not at
/// all, and facts that were known already are given back.
///
/// Memory is bounded: there are two generations of buckets, and the older is forgotten when the
/// younger is full. It takes tens of thousands of accounts to fill them.
final class FactQuotas: Sendable {
  /// The kinds of facts, each with a limit of its own.
  enum Kind: Hashable, CaseIterable {
    /// Finished playbacks, and parts marked as watched.
    case events
    /// Saved positions of playbacks.
    case checkpoints
    /// Opened detail pages.
    case detailViews
    /// Cards that were visible.
    case impressions
    /// Lists, thumbs, hidden and forgotten titles.
    case choices

    /// The limit for an hour, which may be used up at once.
    var perHour: Int64 {
      switch self {
      case .events: 2000
      case .checkpoints: 4000
      case .detailViews: 2000
      case .impressions: 10_000
      case .choices: 2000
      }
    }

    /// Milliseconds until one more fact is allowed.
    var interval: Int64 { Self.hour / perHour }

    /// The milliseconds of quota that so many facts use up; at most those of an hour's limit.
    fileprivate func milliseconds(_ count: Int) -> Int64 {
      Int64(min(count, Int(perHour))) * interval
    }

    fileprivate static let hour: Int64 = 3_600_000
  }

  private struct Key: Hashable {
    let viewer: Viewer.ID
    let kind: Kind
  }

  private let buckets: Mutex<DrainingBuckets<Key>>

  init(capacity: Int = 32_768) { buckets = Mutex(DrainingBuckets(capacity: capacity)) }

  /// Counts `count` facts, or none of them if they exceed the limit.
  ///
  /// - Returns: `nil` if they are allowed, else the seconds until they are.
  func take(_ count: Int, _ kind: Kind, of viewer: Viewer.ID, at instant: Instant) -> Int? {
    guard count > 0 else { return nil }
    let outcome = buckets.withLock {
      $0.take(
        kind.milliseconds(count), room: kind.perHour * kind.interval,
        for: Key(viewer: viewer, kind: kind), at: instant)
    }
    switch outcome {
    case .taken: return nil
    case .refused(let wait): return Int((wait + 999) / 1000)
    }
  }

  /// Uncounts facts that were not stored.
  func giveBack(_ count: Int, _ kind: Kind, of viewer: Viewer.ID) {
    guard count > 0 else { return }
    buckets.withLock {
      $0.giveBack(kind.milliseconds(count), for: Key(viewer: viewer, kind: kind))
    }
  }

  /// The number of buckets in memory.
  var count: Int { buckets.withLock { $0.count } }

  /// Stores facts within the quota, and counts only those that `newCount` reports as new.
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
