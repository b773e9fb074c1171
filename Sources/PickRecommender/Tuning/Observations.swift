/// Where every trial of a study lies, kept so that a sampler need not look at all of it anew.
struct Observations: Sendable {
  /// The space's dimensions.
  let axes: [Axis]
  /// By axis, then by trial: its coordinate.
  private(set) var columns: [[Double]]
  /// By axis: the trials by ascending coordinate, equals by number; empty for words.
  private(set) var order: [[Int]]

  init(_ space: SearchSpace) {
    axes = space.dimensions.map { Axis($0.domain) }
    columns = Array(repeating: [], count: axes.count)
    order = columns.map { _ in [] }
  }

  /// Where some trials lie.
  init(_ space: SearchSpace, _ trials: [Trial]) {
    self.init(space)
    for trial in trials { add(trial.parameters) }
  }

  /// Adds the next trial.
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

  /// Behind every trial that lies at or before a coordinate.
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
