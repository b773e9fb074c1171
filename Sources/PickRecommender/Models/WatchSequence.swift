import Glibc

/// Learns the order in which items are watched, which EASE ignores.
///
/// Aᵢⱼ = Σ over users and pairs (i before j, d places apart, d <= 3 × `reach`) wᵢ wⱼ 2^(−d /
/// reach); the weight of a pair is Aᵢⱼ / ((rᵢ + s)^`sourcePower` (cⱼ + s)^`targetPower`), r and c
/// the sums of the rows and columns of A, s `shrinkage`. A score sums the rows of the history's
/// items, weighted by recency.
///
/// Users without different times have no order and are left out.
public struct WatchSequence: Recommender {
  /// The distance in items at which a pair counts half, > 0.
  public var reach: Double
  /// The shrinkage of weights, in squared interaction weights, >= 0.
  public var shrinkage: Float
  /// The exponent of the normalisation of rows, in [0, 1].
  public var sourcePower: Float
  /// The exponent of the normalisation of columns, in [0, 1], which lowers items that follow many
  /// others.
  public var targetPower: Float
  /// The number of weights a row keeps, > 0.
  public var neighbours: Int
  /// The recency weights of a history.
  public var recency: HistoryRecency

  /// A recipe with its settings.
  public init(
    reach: Double = 20, shrinkage: Float = 20, sourcePower: Float = 0.5, targetPower: Float = 0.3,
    neighbours: Int = 200, recency: HistoryRecency = HistoryRecency(halfLife: 4, floor: 0)
  ) {
    self.reach = reach
    self.shrinkage = shrinkage
    self.sourcePower = sourcePower
    self.targetPower = targetPower
    self.neighbours = neighbours
    self.recency = recency
  }

  /// Counts pairs and keeps the strongest of each row.
  ///
  /// - Throws: `FitError.emptyDataset`; `cancelled`.
  /// - Complexity: O(nonzeroCount × reach + items × log neighbours).
  public func fit(
    _ dataset: Dataset, context: FitContext
  ) throws(FitError) -> RecencyWeightedModel {
    guard dataset.interactions.nonzeroCount > 0 else { throw .emptyDataset }
    let walks = OrderedHistories(dataset)
    let window = max(1, Int((3 * reach).rounded()))
    let decay = (0...window).map { Float(exp2(-Double($0) / reach)) }
    let (sources, targets) = walks.sums(decay)
    try context.checkCancellation()
    let weights = try walks.strongest(
      neighbours, decay: decay,
      sourceScale: sources.map { 1 / pow(max($0 + shrinkage, 1e-12), sourcePower) },
      targetScale: targets.map { 1 / pow(max($0 + shrinkage, 1e-12), targetPower) },
      context: context)
    context.progress(1)
    return RecencyWeightedModel(weights: weights, recency: recency)
  }
}

extension WatchSequence: Parameterized {
  /// The settings of a watch sequence.
  public static var parameters: [Parameter<WatchSequence>] {
    [
      .real(
        "reach", \.reach, 0.5...1000, search: 5...50, isLogarithmic: true,
        "the distance in items at which a pair counts half"),
      .real(
        "shrinkage", \.shrinkage, 0...1e6, search: 1...100, isLogarithmic: true,
        "how much evidence a weight needs, in squared interaction weights"),
      .real(
        "source-power", \.sourcePower, 0...1, search: 0...1,
        "exponent of the normalisation of rows"),
      .real(
        "target-power", \.targetPower, 0...1, search: 0...0.8,
        "exponent of the normalisation of columns"),
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay"),
      .real(
        "recency-half-life", \.recency.halfLife, 0.1...1e6, search: 1...50, isLogarithmic: true,
        "after how many further items one of the history counts half"),
    ]
  }

  /// The default recipe.
  public init() { self.init(reach: 20) }
}

/// The items of users in watching order, with the positions of each item.
private struct OrderedHistories {
  private let itemCount: Int
  private let rowEnds: [Int32]
  private let items: [Int32]
  private let weights: [Float]
  /// The positions of each item in `items`, and the offset of each item's positions.
  private let places: [Int32]
  private let placeOffsets: [Int]

  /// Orders by (time, item); users without different times are left out.
  init(_ dataset: Dataset) {
    let matrix = dataset.interactions
    itemCount = matrix.itemCount
    var (ends, items, weights): ([Int32], [Int32], [Float]) = ([], [], [])
    for user in 0..<matrix.userCount {
      let cells = matrix.cells(of: UserIndex(user))
      guard let first = cells.first,
        cells.contains(where: { dataset.times[$0] != dataset.times[first] })
      else { continue }
      let ordered = cells.sorted { (dataset.times[$0], $0) < (dataset.times[$1], $1) }
      let end = Int32(items.count + ordered.count)
      for cell in ordered {
        items.append(matrix.columns[cell])
        weights.append(matrix.weights[cell])
        ends.append(end)
      }
    }
    var offsets = [Int](repeating: 0, count: itemCount + 1)
    for item in items { offsets[Int(item) + 1] += 1 }
    for item in 0..<itemCount { offsets[item + 1] += offsets[item] }
    var next = offsets
    var places = [Int32](repeating: 0, count: items.count)
    for (place, item) in items.enumerated() {
      places[next[Int(item)]] = Int32(place)
      next[Int(item)] += 1
    }
    (rowEnds, self.items, self.weights) = (ends, items, weights)
    (self.places, placeOffsets) = (places, offsets)
  }

  /// The sums of A's rows and columns, over all pairs at most `decay.count` − 1 positions apart.
  func sums(_ decay: [Float]) -> (sources: [Float], targets: [Float]) {
    var sources = [Float](repeating: 0, count: itemCount)
    var targets = sources
    for place in items.indices {
      var sum: Float = 0
      let last = min(place + decay.count - 1, Int(rowEnds[place]) - 1)
      guard place < last else { continue }
      for after in place + 1...last {
        let share = weights[place] * weights[after] * decay[after - place]
        targets[Int(items[after])] += share
        sum += share
      }
      sources[Int(items[place])] += sum
    }
    return (sources, targets)
  }

  /// The strongest scaled weights of each row.
  func strongest(
    _ count: Int, decay: [Float], sourceScale: [Float], targetScale: [Float], context: FitContext
  ) throws(FitError) -> ItemMatrix {
    let width = min(count, itemCount)
    var columns = [Int32](repeating: -1, count: itemCount * width)
    var values = [Float](repeating: 0, count: itemCount * width)
    var scratch = [Float](repeating: 0, count: itemCount * max(1, context.threads))
    try SharedBuffer.lend(&columns) { columns throws(FitError) in
      try SharedBuffer.lend(&values) { values throws(FitError) in
        try SharedBuffer.lend(&scratch) { scratch throws(FitError) in
          try Parallel.forEach(itemCount, chunk: 64, context: context, share: 0.2...1) {
            worker, rows in
            for row in rows {
              let touched = gather(row, decay, worker * itemCount, scratch)
              var best = TopK(width)
              for item in touched {
                let place = worker * itemCount + Int(item)
                let value = scratch[place] * targetScale[Int(item)] * sourceScale[row]
                scratch[place] = 0
                // `admits` cannot be asked first, because items come in no order.
                if Int(item) != row, value > 0 {
                  best.insert(ItemIndex(item), score: Double(value))
                }
              }
              for (index, cell) in best.sorted().sorted(by: { $0.item < $1.item }).enumerated() {
                columns[row * width + index] = cell.item.rawValue
                values[row * width + index] = Float(cell.score)
              }
            }
          }
        }
      }
    }
    return ItemMatrix(
      rows: (0..<itemCount).map { row in
        (row * width..<(row + 1) * width).prefix { columns[$0] >= 0 }.map {
          ItemMatrix.Cell(item: ItemIndex(columns[$0]), value: values[$0])
        }
      })
  }

  /// Adds the pairs of an item to a worker's scratch memory and returns the items that follow, in
  /// no order.
  private func gather(
    _ item: Int, _ decay: [Float], _ start: Int, _ scratch: SharedBuffer<Float>
  ) -> [Int32] {
    var touched: [Int32] = []
    for index in placeOffsets[item]..<placeOffsets[item + 1] {
      let place = Int(places[index])
      let last = min(place + decay.count - 1, Int(rowEnds[place]) - 1)
      guard place < last else { continue }
      for after in place + 1...last {
        let target = start + Int(items[after])
        if scratch[target] == 0 { touched.append(items[after]) }
        scratch[target] += weights[place] * weights[after] * decay[after - place]
      }
    }
    return touched
  }
}
