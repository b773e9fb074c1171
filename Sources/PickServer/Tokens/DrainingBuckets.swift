import PickModel

/// A dictionary of bounded size, which drops its older generation when the younger is full.
///
/// It holds at most twice its capacity. A value stays at least until `capacity` others were
/// remembered.
struct Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let capacity: Int
  private var young: [Key: Value] = [:]
  private var old: [Key: Value] = [:]

  init(capacity: Int) { self.capacity = capacity }

  /// The number of entries; an entry in both generations counts twice.
  var count: Int { young.count + old.count }

  subscript(key: Key) -> Value? { young[key] ?? old[key] }

  mutating func remember(_ value: Value, for key: Key) {
    if young.count >= capacity, young[key] == nil {
      old = young
      young = [:]
    }
    young[key] = value
  }
}

/// Buckets of the generic cell rate algorithm (GCRA, ITU-T I.371), one for each key.
///
/// A bucket has room for `room` milliseconds of drops and drains a millisecond a millisecond. Memory is
/// bounded: the older generation of buckets is forgotten when the younger is full.
struct DrainingBuckets<Key: Hashable & Sendable>: Sendable {
  /// What became of drops.
  enum Outcome: Equatable {
    /// They are in; `level` is how full the bucket is now, in milliseconds.
    case taken(level: Int64)
    /// They did not fit, and will in that many milliseconds.
    case refused(wait: Int64)
  }

  /// When each bucket will be empty, in milliseconds since 1970.
  private var emptyAt: Generations<Key, Int64>

  /// Milliseconds by which a bucket may be overfull before it counts as written by a wrong clock.
  private static var tolerance: Int64 { 60_000 }

  init(capacity: Int) { emptyAt = Generations(capacity: capacity) }

  /// The number of buckets in memory.
  var count: Int { emptyAt.count }

  /// Puts `drops` milliseconds into the bucket of `key`, all or none.
  mutating func take(_ drops: Int64, room: Int64, for key: Key, at instant: Instant) -> Outcome {
    let now = instant.millisecondsSince1970
    let known = emptyAt[key] ?? now
    // A time far ahead was written before the clock was set back. A time a little ahead comes from
    // requests that overtook this one.
    let start = known > now && known - now > room + Self.tolerance ? now : max(known, now)
    let next = start + drops
    guard next - now <= room else { return .refused(wait: next - now - room) }
    emptyAt.remember(next, for: key)
    return .taken(level: next - now)
  }

  /// Takes drops out again.
  mutating func giveBack(_ drops: Int64, for key: Key) {
    guard let known = emptyAt[key] else { return }
    emptyAt.remember(known - drops, for: key)
  }
}
