package import PickModel
import PickRecommender

/// How popularity cells are numbered in the `popularity` table.
extension PopularitySlot {
  /// 0 for all, 1 to 24 for the hours, 25 to 27 for the kinds of day; `nil` for an hour outside
  /// 0 to 23.
  package var number: Int? {
    switch self {
    case .all: 0
    case .hour(let hour): (0..<24).contains(hour) ? 1 + hour : nil
    case .day(.weekday): 25
    case .day(.fridayNight): 26
    case .day(.weekend): 27
    }
  }

  /// How many cells a title has.
  package static let count = 28
}

/// What events add to the popularity of titles, summed up before it is written.
package struct PopularityCells {
  /// One cell of one title, and what is to be added to it.
  package typealias Sum = (slot: Int, title: Int64, weight: Double)

  /// Where a title's sums begin.
  private var offsets: [Int64: Int] = [:]
  /// One sum a slot, title after title.
  private var sums: [Double] = []

  /// Nothing counted yet.
  package init() {}

  /// Counts one event in its three cells.
  package mutating func add(_ event: WatchEvent, title: Int64, runningSeconds: Int?) {
    let rating = ImplicitRating().rating(
      watchedSeconds: event.watchedSeconds, runningSeconds: runningSeconds,
      statedPreference: event.statedPreference)
    let weight = PopularityDecay.standard.contribution(
      rating: rating, atSeconds: event.startedAt.secondsSince1970)
    guard weight > 0 else { return }
    let time = SeoulTime(event.startedAt)
    let offset = offset(of: title)
    add(weight, at: offset, in: .all)
    add(weight, at: offset, in: .hour(time.hour))
    add(weight, at: offset, in: .day(DayType(time)))
  }

  private mutating func add(_ weight: Double, at offset: Int, in slot: PopularitySlot) {
    guard let number = slot.number else { return }
    sums[offset + number] += weight
  }

  private mutating func offset(of title: Int64) -> Int {
    if let known = offsets[title] { return known }
    let offset = sums.count
    offsets[title] = offset
    sums.append(contentsOf: repeatElement(0, count: PopularitySlot.count))
    return offset
  }

  /// All sums that are not zero, slot by slot, titles ascending: every writer takes the cells in
  /// the same order, so that no two wait for each other.
  package var all: [Sum] {
    let titles = offsets.sorted { $0.key < $1.key }
    return (0..<PopularitySlot.count).flatMap { slot in
      titles.compactMap { title, offset in
        let weight = sums[offset + slot]
        return weight > 0 ? (slot, title, weight) : nil
      }
    }
  }
}
