/// How many events of a log happened in the same second as another of the same user.
///
/// Many sites let a user rate a page of titles at once, and write one second for all of them. Which
/// of them is the past then has to be decided by something that is no time.
public struct Ties: Codable, Equatable, Sendable {
  /// Events that share their second with another event of the same user.
  public var events: Int
  /// Users whose cut runs between events of one second.
  public var cuts: Int

  /// Counts.
  public init(events: Int, cuts: Int) {
    self.events = events
    self.cuts = cuts
  }
}

extension InteractionLog {
  /// The ties of a log and those a cut runs through.
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

/// Orders what happened in the same second.
///
/// An item's mark mixes the times and ratings of all of its events, each with a mark of its user
/// made in the same way. So it stays what it is when users or items are renamed and rows reordered,
/// and yet says nothing: neighbouring inputs get unrelated marks. Items of equal marks were treated
/// alike by everybody, so that it does not matter which comes first.
enum TieBreaking {
  static func marks(
    rowOffsets: [Int], events: [InteractionLog.Event], itemCount: Int
  ) -> [UInt64] {
    var items = [UInt64](repeating: 0, count: itemCount)
    // Sums do not depend on the order of what is added.
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
