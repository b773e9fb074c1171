/// Users' items in the order they were watched, and where each item stands in them.
struct OrderedHistories {
  private let itemCount: Int
  private let rowEnds: [Int32]
  private let items: [Int32]
  private let weights: [Float]
  /// The places of each item in `items`, and where its places begin.
  private let places: [Int32]
  private let placeOffsets: [Int]

  /// Orders by (time, item); users whose times are all equal are left out.
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

  /// What each item gives to those after it, and gets from those before it, over all pairs at most
  /// `decay.count` − 1 places apart.
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
                // Not `admits` first: items come in no order, and of equal weights the lower one stays.
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

  /// Sums what follows an item into a worker's scratch; which items that are, in no order.
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
