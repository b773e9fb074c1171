import CRecommenderKernels

/// Gradient descent for SVD over compressed ratings, in single precision.
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

  /// Learns from every rating, user by user, each epoch anew.
  ///
  /// - Parameters:
  ///   - ratings: no item twice within a row.
  ///   - epochs: how often each rating is learned from.
  ///   - step: how to learn.
  ///   - state: what is learned.
  ///   - context: watches and stops it.
  ///   - isWide: whether the kernel for AVX2 and FMA may be used.
  /// - Throws: `FitError.cancelled`; the state is then as before.
  static func descend(
    _ ratings: RatingSet, epochs: Int, step: Step, _ state: inout State, context: FitContext,
    isWide: Bool = Processor.hasAVX2
  ) throws(FitError) {
    let width = state.width
    precondition(width.isMultiple(of: laneWidth))
    precondition(state.userBiases.count == ratings.userCount)
    precondition(state.itemBiases.count == ratings.itemCount)
    precondition(state.userFactors.count == ratings.userCount * width)
    precondition(state.itemFactors.count == ratings.itemCount * width)
    let values = ratings.ratings.map(Float.init)
    let (users, items) = (AlignedRows(state.userFactors), AlignedRows(state.itemFactors))
    let (userBiases, itemBiases) = (AlignedRows(state.userBiases), AlignedRows(state.itemBiases))
    let scales = AlignedRows([Float](repeating: 1, count: ratings.itemCount))
    // The wide kernel divides by the decay.
    let isWide = isWide && step.decay > 1e-3
    for epoch in 0..<epochs {
      for start in stride(from: 0, to: ratings.userCount, by: 1024) {
        try context.checkCancellation()
        let end = min(start + 1024, ratings.userCount)
        ratings.rowOffsets.withUnsafeBufferPointer { offsets in
          ratings.items.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
              var lent = recommender_svd(
                offsets: offsets.baseAddress, items: columns.baseAddress,
                ratings: values.baseAddress, mean: step.mean, rate: step.rate, decay: step.decay,
                is_biased: step.isBiased, blocks: width / laneWidth, item_count: ratings.itemCount,
                user_biases: userBiases.start, item_biases: itemBiases.start,
                user_factors: users.start, item_factors: items.start, item_scales: scales.start)
              if isWide {
                recommender_svd_avx2(&lent, start, end)
              } else {
                for user in start..<end { descend(user, lent) }
              }
            }
          }
        }
      }
      context.progress(Double(epoch + 1) / Double(epochs))
    }
    (state.userFactors, state.itemFactors) = (users.elements, items.elements)
    (state.userBiases, state.itemBiases) = (userBiases.elements, itemBiases.elements)
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
