import Glibc

/// The kernels of a Parzen estimator along one axis: one for each point, the prior's last.
enum AxisKernels {
  /// Normal distributions cut off at 0 and 1; `masses` is what lies between.
  case normal(means: [Double], deviations: [Double], masses: [Double])
  /// Of `count` words each kernel holds its point's for `hit` and every other for `miss`; the prior
  /// holds all alike.
  case words(choices: [Int], hit: Double, miss: Double, count: Int)

  /// The kernels of some trials.
  init(_ observations: Observations, dimension: Int, of group: TrialGroup, priorWeight: Double) {
    if case .categorical(let count) = observations.axes[dimension].kind {
      let share = priorWeight / Double(group.count + 1)
      let whole = 1 + Double(count) * share
      self = .words(
        choices: group.numbers.map { Int(observations.columns[dimension][$0]) },
        hit: (1 + share) / whole, miss: share / whole, count: count)
    } else {
      self.init(
        means: group.numbers.map { observations.columns[dimension][$0] },
        ascending: observations.order[dimension].compactMap { group.place(of: $0) })
    }
  }

  /// Normal kernels around points of [0, 1].
  ///
  /// - Parameters:
  ///   - points: where trials lie.
  ///   - ascending: the indices of the points, by ascending point.
  init(means points: [Double], ascending: [Int]) {
    let count = points.count + 1
    var means = points
    means.append(0.5)
    var deviations = [Double](repeating: 1, count: count)
    // Points that crowd must not shut out the rest of the axis.
    let least = 1 / Double(min(100, count + 1))
    if let only = points.first, points.count == 1 { deviations[0] = max(only, 1 - only) }
    if points.count > 1 {
      var before = 0.0
      for place in ascending.indices {
        let index = ascending[place]
        let after =
          place + 1 < ascending.count ? points[ascending[place + 1]] - points[index] : 0
        deviations[index] = min(1, max(least, before, after))
        before = after
      }
    }
    let masses = zip(means, deviations).map { mean, deviation in
      NormalDistribution.mass(-mean / deviation, (1 - mean) / deviation)
    }
    self = .normal(means: means, deviations: deviations, masses: masses)
  }

  /// Draws a coordinate of each of some kernels.
  func draw(_ drawn: [Int], _ random: inout PCG32) -> [Double] {
    switch self {
    case .normal(let means, let deviations, _):
      var normals = NormalPairs()
      return drawn.map { kernel in
        // The mean is inside, so at worst one draw in three is.
        while true {
          let place = means[kernel] + deviations[kernel] * normals.next(&random)
          if place >= 0, place <= 1 { return place }
        }
      }
    case .words(let choices, let hit, let miss, let count):
      return drawn.map { kernel in
        // With the chance by which its word is above the others it is the word, else any.
        guard kernel < choices.count, random.unit() < hit - miss else {
          return Double(random.below(count))
        }
        return Double(choices[kernel])
      }
    }
  }
}

/// Some trials of a study, by ascending number.
struct TrialGroup {
  /// Their numbers.
  let numbers: [Int]
  private var places: [Int]

  /// A group of a study with `total` trials.
  init(_ numbers: [Int], of total: Int) {
    self.numbers = numbers
    places = Array(repeating: -1, count: total)
    for (place, number) in numbers.enumerated() { places[number] = place }
  }

  /// How many there are.
  var count: Int { numbers.count }

  /// A trial's index in `numbers`; `nil` for one that does not belong.
  func place(of number: Int) -> Int? {
    let place = places[number]
    return place >= 0 ? place : nil
  }
}
