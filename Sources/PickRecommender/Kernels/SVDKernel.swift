import CRecommenderKernels

/// Gradient descent for SVD over compressed ratings, in single precision.
///
/// A pass over the rows of a user and an item takes the step of one rating and computes the product
/// of the next one.
enum SVDKernel {
  private typealias Lane = SIMD8<Float>

  /// The implementations of the kernel, which agree up to rounding.
  enum Path: CaseIterable {
    /// Plain Swift for every processor, the reference.
    case portable
    /// C compiled for AVX2 and FMA.
    case avx2
    /// C compiled for AVX-512, with three rows in registers.
    case avx512

    /// The number of floats that rows are padded to a multiple of.
    var laneWidth: Int { self == .avx512 ? 16 : 8 }

    /// Whether this processor can run it on rows of this number of floats.
    func takes(width: Int) -> Bool {
      switch self {
      case .portable: true
      case .avx2: Processor.hasAVX2
      case .avx512: Processor.hasAVX512 && width <= recommender_svd_avx512_floats
      }
    }

    /// The fastest for rows of this number of floats, or the portable one as in `KernelPath.best`.
    static func best(width: Int) -> Path {
      guard KernelPath.best == .wide else { return .portable }
      return Path.avx512.takes(width: width) ? .avx512 : .avx2
    }
  }

  /// The learned parameters; rows of factors are padded with zeros to a multiple of `laneWidth`.
  struct State {
    var width: Int
    var userBiases: [Float]
    var itemBiases: [Float]
    var userFactors: [Float]
    var itemFactors: [Float]
  }

  /// The constants of a step.
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
  ///   - epochs: the number of passes over the ratings.
  ///   - step: the constants of a step.
  ///   - state: the parameters.
  ///   - context: progress and cancellation.
  ///   - path: the implementation, which must take the state's rows.
  /// - Throws: `FitError.cancelled`; the state is then as before.
  static func descend(
    _ ratings: RatingSet, epochs: Int, step: Step, _ state: inout State, context: FitContext,
    path: Path
  ) throws(FitError) {
    let width = state.width
    precondition(path.takes(width: width) && width.isMultiple(of: path.laneWidth))
    precondition(state.userBiases.count == ratings.userCount)
    precondition(state.itemBiases.count == ratings.itemCount)
    precondition(state.userFactors.count == ratings.userCount * width)
    precondition(state.itemFactors.count == ratings.itemCount * width)
    let values = ratings.ratings.map(Float.init)
    let (users, items) = (AlignedRows(state.userFactors), AlignedRows(state.itemFactors))
    let (userBiases, itemBiases) = (AlignedRows(state.userBiases), AlignedRows(state.itemBiases))
    let scales = AlignedRows([Float](repeating: 1, count: ratings.itemCount))
    // The kernels in C divide by the decay.
    let path = step.decay > 1e-3 ? path : .portable
    let parts = parts(of: ratings)
    for epoch in 0..<epochs {
      for (start, end) in zip(parts, parts.dropFirst()) {
        try context.checkCancellation()
        ratings.rowOffsets.withUnsafeBufferPointer { offsets in
          ratings.items.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
              var lent = recommender_svd(
                offsets: offsets.baseAddress, items: columns.baseAddress,
                ratings: values.baseAddress, mean: step.mean, rate: step.rate, decay: step.decay,
                is_biased: step.isBiased, blocks: width / path.laneWidth,
                item_count: ratings.itemCount, user_biases: userBiases.start,
                item_biases: itemBiases.start, user_factors: users.start,
                item_factors: items.start, item_scales: scales.start)
              switch path {
              case .portable: for user in start..<end { descend(user, lent) }
              case .avx2: recommender_svd_avx2(&lent, start, end)
              case .avx512: recommender_svd_avx512(&lent, start, end)
              }
            }
          }
        }
      }
      context.progress(Double(epoch + 1) / Double(epochs))
    }
    // The other arrays are read below. The scales are not, and a pointer does not keep its memory
    // alive.
    withExtendedLifetime(scales) {}
    (state.userFactors, state.itemFactors) = (users.elements, items.elements)
    (state.userBiases, state.itemBiases) = (userBiases.elements, itemBiases.elements)
  }

  /// The first user of each part; a fit can be cancelled between parts.
  ///
  /// A part ends with a pass over all items, so it has many times more ratings than there are
  /// items.
  private static func parts(of ratings: RatingSet) -> [Int] {
    let least = max(1 << 18, 16 * ratings.itemCount)
    var bounds = [0]
    for user in 1..<max(1, ratings.userCount)
    where ratings.rowOffsets[user] - ratings.rowOffsets[bounds[bounds.count - 1]] >= least {
      bounds.append(user)
    }
    return bounds + [ratings.userCount]
  }

  /// One user's ratings; the checks of `descend` hold every index in bounds.
  private static func descend(_ user: Int, _ state: recommender_svd) {
    guard let offsets = state.offsets, let items = state.items, let ratings = state.ratings,
      let userBiases = state.user_biases, let itemBiases = state.item_biases,
      let userRows = state.user_factors, let itemRows = state.item_factors
    else { return }
    let (start, end) = (offsets[user], offsets[user + 1])
    guard start < end else { return }
    let (blocks, width) = (state.blocks, state.blocks * Lane.scalarCount)
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
    UnsafeRawPointer(row + block * Lane.scalarCount).loadUnaligned(as: Lane.self)
  }

  private static func store(_ lane: Lane, _ row: UnsafeMutablePointer<Float>, _ block: Int) {
    UnsafeMutableRawPointer(row + block * Lane.scalarCount).storeBytes(of: lane, as: Lane.self)
  }
}

/// A copy of numbers that is aligned to cache lines.
///
/// Lanes across two cache lines cost a third more time here, and arrays are not aligned to cache
/// lines.
private final class AlignedRows {
  /// The first number.
  let start: UnsafeMutablePointer<Float>
  private let memory: UnsafeMutableBufferPointer<Float>

  /// Copies an array.
  init(_ array: [Float]) {
    let size = MemoryLayout<Float>.stride
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(array.count, 1) * size, alignment: 64)
    start = bytes.bindMemory(to: Float.self, capacity: max(array.count, 1))
    memory = UnsafeMutableBufferPointer(start: start, count: array.count)
    _ = memory.initialize(from: array)
  }

  deinit { start.deallocate() }

  /// The numbers as they are now.
  var elements: [Float] { Array(memory) }
}
