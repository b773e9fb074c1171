import Glibc

/// A dimension of a search space in the coordinates of samplers: numbers in [0, 1], words by index.
///
/// A real number has the coordinate of its value, or of its logarithm for a logarithmic domain. A
/// whole number has a cell of half a step to either side, so that the ends of a range are as likely
/// as its middle. Densities over coordinates differ from those over values by a constant factor,
/// which cancels in a ratio of densities.
struct Axis: Sendable {
  /// The kinds of coordinates.
  enum Kind: Equatable, Sendable {
    /// A number in [0, 1].
    case continuous
    /// The middle of a cell in [0, 1].
    case stepped
    /// An index below this number.
    case categorical(Int)
  }

  let domain: ParameterDomain
  let kind: Kind
  private let isLogarithmic: Bool
  private let low: Double
  private let width: Double

  init(_ domain: ParameterDomain) {
    self.domain = domain
    switch domain {
    case .integer(let range, let isLogarithmic):
      kind = .stepped
      let scale = Self.scale(
        Double(range.lowerBound) - 0.5, Double(range.upperBound) + 0.5, isLogarithmic)
      (self.isLogarithmic, low, width) = (isLogarithmic, scale.low, scale.width)
    case .real(let range, let isLogarithmic):
      kind = .continuous
      let scale = Self.scale(range.lowerBound, range.upperBound, isLogarithmic)
      (self.isLogarithmic, low, width) = (isLogarithmic, scale.low, scale.width)
    case .flag:
      kind = .categorical(2)
      (isLogarithmic, low, width) = (false, 0, 1)
    case .choice(let words):
      kind = .categorical(words.count)
      (isLogarithmic, low, width) = (false, 0, 1)
    }
  }

  private static func scale(
    _ low: Double, _ high: Double, _ isLogarithmic: Bool
  ) -> (low: Double, width: Double) {
    isLogarithmic ? (log(low), log(high) - log(low)) : (low, high - low)
  }

  /// The coordinate of a value of the domain.
  func coordinate(of value: ParameterValue) -> Double {
    switch (domain, value) {
    case (_, .integer(let value)): place(Double(value))
    case (_, .real(let value)): place(value)
    case (_, .flag(let value)): value ? 1 : 0
    case (.choice(let words), .choice(let word)): Double(words.firstIndex(of: word) ?? 0)
    case (.integer, .choice), (.real, .choice), (.flag, .choice): 0
    }
  }

  /// The value at a coordinate, always one of the domain.
  func value(at coordinate: Double) -> ParameterValue {
    switch domain {
    case .integer(let range, _):
      let nearest = number(at: coordinate).rounded()
      return .integer(
        Int(min(max(nearest, Double(range.lowerBound)), Double(range.upperBound))))
    case .real(let range, _):
      return .real(min(max(number(at: coordinate), range.lowerBound), range.upperBound))
    case .flag: return .flag(coordinate >= 1)
    case .choice(let words): return .choice(words[min(max(Int(coordinate), 0), words.count - 1)])
    }
  }

  /// The coordinate of the value nearest to a coordinate.
  func snapped(_ coordinate: Double) -> Double { self.coordinate(of: value(at: coordinate)) }

  /// The ends of the cell of a whole number.
  func cell(of coordinate: Double) -> (lower: Double, upper: Double) {
    let value = number(at: coordinate).rounded()
    return (place(value - 0.5), place(value + 0.5))
  }

  /// A random coordinate, uniform over the axis.
  func random(_ random: inout PCG32) -> Double {
    switch kind {
    case .continuous: random.unit()
    case .stepped: coordinate(of: value(at: random.unit()))
    case .categorical(let count): Double(random.below(count))
    }
  }

  /// Coordinates of values spread evenly over the axis, without repetitions.
  var grid: [Double] {
    if case .categorical(let count) = kind { return (0..<count).map(Double.init) }
    let middles = (0..<64).map { (Double($0) + 0.5) / 64 }
    guard kind == .stepped else { return middles }
    return middles.map(snapped).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  private func place(_ number: Double) -> Double {
    guard width > 0 else { return 0.5 }
    return ((isLogarithmic ? log(number) : number) - low) / width
  }

  private func number(at coordinate: Double) -> Double {
    let place = low + coordinate * width
    return isLogarithmic ? exp(place) : place
  }
}

/// The coordinates of all trials of a study, updated trial by trial.
struct Observations: Sendable {
  /// The axes of the space.
  let axes: [Axis]
  /// The coordinates, by axis and then by trial.
  private(set) var columns: [[Double]]
  /// The trials by ascending coordinate and then by number, for each axis; empty for words.
  private(set) var order: [[Int]]

  init(_ space: SearchSpace) {
    axes = space.dimensions.map { Axis($0.domain) }
    columns = Array(repeating: [], count: axes.count)
    order = columns.map { _ in [] }
  }

  /// The coordinates of some trials.
  init(_ space: SearchSpace, _ trials: [Trial]) {
    self.init(space)
    for trial in trials { add(trial.parameters) }
  }

  /// Adds the coordinates of the next trial.
  mutating func add(_ parameters: [ParameterValue]) {
    for (dimension, axis) in axes.enumerated() {
      let coordinate = axis.coordinate(of: parameters[dimension])
      if case .categorical = axis.kind {
      } else {
        order[dimension].insert(
          columns[dimension].count, at: place(of: coordinate, dimension: dimension))
      }
      columns[dimension].append(coordinate)
    }
  }

  /// The position after every trial with a coordinate up to this one.
  private func place(of coordinate: Double, dimension: Int) -> Int {
    var (low, high) = (0, order[dimension].count)
    while low < high {
      let middle = (low + high) / 2
      if columns[dimension][order[dimension][middle]] <= coordinate {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
