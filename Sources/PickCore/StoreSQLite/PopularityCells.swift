import GRDB
import PickModel
import PickRecommender

/// How popularity cells are numbered in the `popularity` table.
extension PopularitySlot {
  /// 0 for all, 1 to 24 for the hours, 25 to 27 for the kinds of day; `nil` for an hour outside
  /// 0 to 23.
  var number: Int? {
    switch self {
    case .all: 0
    case .hour(let hour): (0..<24).contains(hour) ? 1 + hour : nil
    case .day(.weekday): 25
    case .day(.fridayNight): 26
    case .day(.weekend): 27
    }
  }

  static let count = 28
}

/// What events add to the popularity of titles, summed up before it is written.
struct PopularityCells {
  /// Where a title's sums begin.
  private var offsets: [Int64: Int] = [:]
  /// One sum a slot, title after title.
  private var sums: [Double] = []

  /// Counts one event in its three cells.
  mutating func add(_ event: WatchEvent, title: Int64, runningSeconds: Int?) {
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

  /// Adds the sums to what is stored.
  func write(_ db: Database) throws {
    let upsert = try PreparedStatement(
      db,
      """
      INSERT INTO popularity (slot, title, weight) VALUES (?1, ?2, ?3)
      ON CONFLICT (slot, title) DO UPDATE SET weight = weight + excluded.weight
      """)
    let titles = offsets.sorted { $0.key < $1.key }
    for slot in 0..<PopularitySlot.count {
      for (title, offset) in titles where sums[offset + slot] > 0 {
        upsert.bind(1, slot)
        upsert.bind(2, title)
        upsert.bind(3, sums[offset + slot])
        try upsert.run()
      }
    }
  }
}
