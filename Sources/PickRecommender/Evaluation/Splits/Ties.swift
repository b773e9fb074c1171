/// The number of events with the same time as another event of the same user.
///
/// Many sites let users rate a page of titles at once and store one time for all of them. A cut by
/// time then needs another criterion for these events.
public struct Ties: Codable, Equatable, Sendable {
  /// The number of events with the same time as another event of the same user.
  public var events: Int
  /// The number of users whose cut lies between events of one time.
  public var cuts: Int

  /// Ties with their counts.
  public init(events: Int, cuts: Int) {
    self.events = events
    self.cuts = cuts
  }
}

extension InteractionLog {
  /// The ties of the log, and those a cut separates.
  func ties(_ isPast: [Bool]) -> Ties {
    var ties = Ties(events: 0, cuts: 0)
    for user in 0..<users.count {
      var start = 0
      let ordered = ordered(user)
      while start < ordered.count {
        var end = start + 1
        let second = events[ordered[start]].atSeconds
        while end < ordered.count, events[ordered[end]].atSeconds == second { end += 1 }
        if end - start > 1 {
          ties.events += end - start
          let past = ordered[start..<end].count { isPast[$0] }
          if past > 0, past < end - start { ties.cuts += 1 }
        }
        start = end
      }
    }
    return ties
  }
}

/// The order of events with equal times.
///
/// The mark of an item is a hash of the times and ratings of all its events, each combined with a
/// hash of its user. Marks do not change when users or items are renamed or rows are reordered, and
/// similar items get unrelated marks. Items with equal marks have equal events from the same users,
/// so that their order does not matter.
enum TieBreaking {
  static func marks(
    rowOffsets: [Int], events: [InteractionLog.Event], itemCount: Int
  ) -> [UInt64] {
    var items = [UInt64](repeating: 0, count: itemCount)
    // Sums do not depend on the order of their terms.
    var first = items
    for event in events { first[event.item.position] &+= mark(event) }
    for user in 0..<max(0, rowOffsets.count - 1) {
      let range = rowOffsets[user]..<rowOffsets[user + 1]
      let sum = range.reduce(UInt64(0)) { sum, place in
        sum &+ mixed(mark(events[place]) ^ mixed(first[events[place].item.position]))
      }
      let user = mixed(sum)
      for place in range {
        items[events[place].item.position] &+= mixed(mark(events[place]) ^ user)
      }
    }
    return items.map(mixed)
  }

  private static func mark(_ event: InteractionLog.Event) -> UInt64 {
    mixed(UInt64(bitPattern: event.atSeconds) ^ mixed(event.rating.bitPattern))
  }

  /// - Note: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
