import CRecommenderKernels

/// Gradient descent for SVD over tiles of ratings, in single precision.
///
/// A pass over the rows of a user and an item does both: the step from one rating and the product
/// for the next one.
enum SVDKernel {
  /// How many floats a row of factors is padded to a multiple of.
  static let laneWidth = 8
  private typealias Lane = SIMD8<Float>

  /// What is learned; rows of factors are padded with zeros to a multiple of `laneWidth`.
  struct State {
    var width: Int
    var userBiases: [Float]
    var itemBiases: [Float]
    var userFactors: [Float]
    var itemFactors: [Float]
  }

  /// How to learn.
  struct Step {
    /// μ, or 0 without biases.
    var mean: Float
    /// γ.
    var rate: Float
    /// 1 − γλ.
    var decay: Float
    /// Whether biases are learned.
    var isBiased: Bool
  }

  /// Learns from every rating, each epoch anew: stratum by stratum, within a tile user by user.
  ///
  /// - Parameters:
  ///   - tiles: no item twice within a row.
  ///   - epochs: how often each rating is learned from.
  ///   - step: how to learn.
  ///   - state: what is learned; the same to the bit on any number of threads.
  ///   - context: watches and stops it.
  ///   - isWide: whether the kernel for AVX2 and FMA may be used.
  /// - Throws: `FitError.cancelled`; the state is then as before.
  static func descend(
    _ tiles: RatingTiles, epochs: Int, step: Step, _ state: inout State, context: FitContext,
    isWide: Bool = Processor.hasAVX2
  ) throws(FitError) {
    let width = state.width
    precondition(width.isMultiple(of: laneWidth))
    precondition(state.userFactors.count == state.userBiases.count * width)
    precondition(state.itemFactors.count == state.itemBiases.count * width)
    for tile in tiles.strata.joined() {
      precondition(tile.users.upperBound <= state.userBiases.count)
      precondition(tile.items.upperBound <= state.itemBiases.count)
    }
    let rows = Rows(state)
    // The wide kernel divides by the decay.
    let isWide = isWide && step.decay > 1e-3
    let strata = epochs * tiles.strata.count
    for stratum in 0..<strata {
      let share = Double(stratum) / Double(strata)...Double(stratum + 1) / Double(strata)
      let tiles = tiles.strata[stratum % tiles.strata.count]
      try Parallel.forEach(tiles.count, chunk: 1, context: context, share: share) { _, places in
        for place in places { rows.descend(tiles[place], step, width: width, isWide: isWide) }
      }
    }
    (state.userFactors, state.itemFactors) = (rows.users.elements, rows.items.elements)
    (state.userBiases, state.itemBiases) = (rows.userBiases.elements, rows.itemBiases.elements)
  }

  /// What is learned, where all threads see it: each writes to the rows of its own tile.
  private struct Rows {
    let users, items, userBiases, itemBiases, itemScales: AlignedRows

    init(_ state: State) {
      (users, items) = (AlignedRows(state.userFactors), AlignedRows(state.itemFactors))
      userBiases = AlignedRows(state.userBiases)
      itemBiases = AlignedRows(state.itemBiases)
      itemScales = AlignedRows(Array(repeating: 1, count: state.itemBiases.count))
    }

    func descend(_ tile: RatingTiles.Tile, _ step: Step, width: Int, isWide: Bool) {
      let (user, item) = (tile.users.lowerBound, tile.items.lowerBound)
      tile.rowOffsets.withUnsafeBufferPointer { offsets in
        tile.columns.withUnsafeBufferPointer { columns in
          tile.ratings.withUnsafeBufferPointer { ratings in
            var lent = recommender_svd(
              offsets: offsets.baseAddress, items: columns.baseAddress,
              ratings: ratings.baseAddress, mean: step.mean, rate: step.rate, decay: step.decay,
              is_biased: step.isBiased, blocks: width / laneWidth, user_count: tile.users.count,
              item_count: tile.items.count, user_biases: userBiases.start + user,
              item_biases: itemBiases.start + item, user_factors: users.start + user * width,
              item_factors: items.start + item * width, item_scales: itemScales.start + item)
            if isWide {
              recommender_svd_avx2(&lent)
            } else {
              for user in 0..<tile.users.count { SVDKernel.descend(user, lent) }
            }
          }
        }
      }
    }
  }

  /// One user's ratings; the checks of `descend` hold every index in bounds.
  private static func descend(_ user: Int, _ state: recommender_svd) {
    guard let offsets = state.offsets, let items = state.items, let ratings = state.ratings,
      let userBiases = state.user_biases, let itemBiases = state.item_biases,
      let userRows = state.user_factors, let itemRows = state.item_factors
    else { return }
    let (start, end) = (offsets[user], offsets[user + 1])
    guard start < end else { return }
    let (blocks, width) = (state.blocks, state.blocks * laneWidth)
    let own = userRows + user * width
    var products = Lane()
    for block in 0..<blocks {
      products += load(own, block) * load(itemRows + Int(items[start]) * width, block)
    }
    for cell in start..<end {
      let item = Int(items[cell])
      let row = itemRows + item * width
      let next = cell + 1 < end ? itemRows + Int(items[cell + 1]) * width : row
      let estimate = state.mean + itemBiases[item] + userBiases[user] + products.sum()
      let step = state.rate * (ratings[cell] - estimate)
      if state.is_biased {
        userBiases[user] = state.decay * userBiases[user] + step
        itemBiases[item] = state.decay * itemBiases[item] + step
      }
      products = Lane()
      for block in 0..<blocks {
        let (p, q) = (load(own, block), load(row, block))
        let moved = state.decay * p + step * q
        store(state.decay * q + step * p, row, block)
        store(moved, own, block)
        products += moved * load(next, block)
      }
    }
  }

  private static func load(_ row: UnsafePointer<Float>, _ block: Int) -> Lane {
    UnsafeRawPointer(row + block * laneWidth).loadUnaligned(as: Lane.self)
  }

  private static func store(_ lane: Lane, _ row: UnsafeMutablePointer<Float>, _ block: Int) {
    UnsafeMutableRawPointer(row + block * laneWidth).storeBytes(of: lane, as: Lane.self)
  }
}
