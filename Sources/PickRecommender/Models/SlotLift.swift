/// How much more than at other times each item is watched at an hour and on a type of day.
///
/// With c an item's watching, n that of everything, and those of one hour marked with it, the lift
/// of the hour is (c_h + s p) ÷ ((c + s) p) where p = n_h ÷ n, s the smoothing: 1 for what is watched
/// as everything is, and for what nobody watches. Hour and type of day are taken as independent:
/// their lifts are multiplied.
struct SlotLift: Sendable {
  /// Slot by slot, a factor for each item; hours come first.
  private let factors: [Float]
  private let itemCount: Int

  /// Counts everybody's watching by slot.
  ///
  /// - Parameters:
  ///   - dataset: its times say when.
  ///   - weights: what each cell counts.
  ///   - smoothing: how much watching in the usual proportions is added to an item's.
  init(_ dataset: Dataset, _ weights: [Double], smoothing: Double) {
    let matrix = dataset.interactions
    let itemCount = matrix.itemCount
    var bySlot = [Double](repeating: 0, count: SeoulSlot.count * itemCount)
    var sums = [Double](repeating: 0, count: itemCount)
    var totals = [Double](repeating: 0, count: SeoulSlot.count)
    for cell in weights.indices {
      let item = Int(matrix.columns[cell])
      let slot = SeoulSlot(secondsSince1970: dataset.times[cell])
      sums[item] += weights[cell]
      for place in [slot.hour, slot.dayType] {
        bySlot[place * itemCount + item] += weights[cell]
        totals[place] += weights[cell]
      }
    }
    let total = sums.reduce(0, +)
    factors = bySlot.indices.map { index in
      let (slot, item) = index.quotientAndRemainder(dividingBy: itemCount)
      let usual = (sums[item] + smoothing) * totals[slot]
      guard usual > 0 else { return 1 }
      return Float((bySlot[index] * total + smoothing * totals[slot]) / usual)
    }
    self.itemCount = itemCount
  }

  /// Multiplies each item's score by the lifts of an instant's hour and type of day.
  func multiply(_ scores: inout MutableSpan<Float>, at seconds: Int64) {
    let slot = SeoulSlot(secondsSince1970: seconds)
    for item in 0..<itemCount {
      scores[item] *=
        factors[slot.hour * itemCount + item] * factors[slot.dayType * itemCount + item]
    }
  }
}

/// The hour and the type of day at an instant, on a clock in Seoul.
///
/// Korea has kept UTC+9 without daylight saving since 1988; earlier instants are read in UTC+9 too.
struct SeoulSlot: Equatable {
  /// How many slots there are: 24 hours and 3 types of day.
  static let count = 27

  /// The hour, 0 to 23.
  let hour: Int
  /// 24 for weekdays, 25 for Friday from 18:00 to 2:00 the next day, 26 for the rest of the weekend.
  let dayType: Int

  /// Reads the clock.
  init(secondsSince1970: Int64) {
    // 1970 began on a Thursday.
    let local = secondsSince1970.plus(9 * 3600)
    let hours = local / 3600 - (local % 3600 < 0 ? 1 : 0)
    let hourOfWeek = Int((hours % 168 + 168 + 72) % 168)
    hour = hourOfWeek % 24
    switch hourOfWeek {
    case 4 * 24 + 18..<5 * 24 + 2: dayType = 25
    case 5 * 24 + 2..<7 * 24: dayType = 26
    default: dayType = 24
    }
  }
}
