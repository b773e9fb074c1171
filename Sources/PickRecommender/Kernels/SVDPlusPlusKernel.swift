import CRecommenderKernels

/// Gradient descent for SVD++ over compressed ratings, in double precision.
///
/// In one user's block the sum of the user's and the implicit factors, z = p + Σ y / √n, takes the
/// step γ error q twice, once from either, and both fade by c = 1 − γλ: z ← c z + 2 γ error q. So a
/// rating costs one pass over z and q. At the end of the block p and every y of the user's items
/// get, beside their own cⁿ, what z gained: O(n f) for a user where the definition needs O(n² f).
enum SVDPlusPlusKernel {
  /// The number of doubles that rows are padded to a multiple of.
  static let laneWidth = 4
  private typealias Lane = SIMD4<Double>

  /// Learns from the ratings of some users in turn, each rating once.
  ///
  /// - Parameters:
  ///   - users: rows of `ratings`.
  ///   - ratings: no item twice within a row.
  ///   - step: γ and c.
  ///   - factors: the parameters, rows padded with zeros to a multiple of `laneWidth`.
  ///   - path: the path of the kernel.
  static func descend(
    _ users: Range<Int>, of ratings: RatingSet, step: (rate: Double, decay: Double),
    _ factors: inout SVDPlusPlusFactors, path: KernelPath = .best
  ) {
    precondition(users.lowerBound >= 0 && users.upperBound <= ratings.userCount)
    precondition(factors.fits(ratings) && factors.width.isMultiple(of: laneWidth))
    var scratch = [Double](repeating: 0, count: 2 * factors.width)
    let blocks = factors.width / laneWidth
    ratings.rowOffsets.withUnsafeBufferPointer { offsets in
      ratings.items.withUnsafeBufferPointer { items in
        ratings.ratings.withUnsafeBufferPointer { values in
          scratch.withUnsafeMutableBufferPointer { scratch in
            factors.withPointers { userBiases, itemBiases, userRows, itemRows, implicitRows in
              var state = recommender_svdpp(
                offsets: offsets.baseAddress, items: items.baseAddress,
                ratings: values.baseAddress, mean: ratings.mean, rate: step.rate,
                decay: step.decay, blocks: blocks, user_biases: userBiases,
                item_biases: itemBiases, user_factors: userRows, item_factors: itemRows,
                implicit_factors: implicitRows, scratch: scratch.baseAddress)
              switch path {
              case .wide: recommender_svdpp_avx2(&state, users.lowerBound, users.upperBound)
              case .portable: for user in users { descend(user, state) }
              }
            }
          }
        }
      }
    }
  }

  /// One user's block; the checks of `descend` hold every index in bounds.
  private static func descend(_ user: Int, _ state: recommender_svdpp) {
    guard let offsets = state.offsets, let items = state.items, let ratings = state.ratings,
      let userBiases = state.user_biases, let itemBiases = state.item_biases,
      let userRows = state.user_factors, let itemRows = state.item_factors,
      let implicitRows = state.implicit_factors, let scratch = state.scratch
    else { return }
    let (start, end) = (offsets[user], offsets[user + 1])
    guard start < end else { return }
    let (blocks, width) = (state.blocks, state.blocks * laneWidth)
    let root = Double(end - start).squareRoot()
    let own = userRows + user * width
    let (opening, sums) = (scratch, scratch + width)

    for block in 0..<blocks { store(Lane(), sums, block) }
    for cell in start..<end { addRow(implicitRows + Int(items[cell]) * width, to: sums, blocks) }
    for block in 0..<blocks {
      let z = load(own, block) + load(sums, block) / root
      store(z, opening, block)
      store(z, sums, block)
    }
    var fade = 1.0
    for cell in start..<end {
      let item = Int(items[cell])
      let row = itemRows + item * width
      let estimate = state.mean + itemBiases[item] + userBiases[user] + dot(row, sums, blocks)
      let step = state.rate * (ratings[cell] - estimate)
      userBiases[user] = state.decay * userBiases[user] + step
      itemBiases[item] = state.decay * itemBiases[item] + step
      fade *= state.decay
      for block in 0..<blocks {
        let (old, z) = (load(row, block), load(sums, block))
        store(state.decay * old + step * z, row, block)
        store(state.decay * z + 2 * step * old, sums, block)
      }
    }
    for block in 0..<blocks {
      let gained = (load(sums, block) - fade * load(opening, block)) * 0.5
      store(fade * load(own, block) + gained, own, block)
      store(gained / root, sums, block)
    }
    for cell in start..<end {
      let row = implicitRows + Int(items[cell]) * width
      for block in 0..<blocks { store(fade * load(row, block) + load(sums, block), row, block) }
    }
  }

  private static func addRow(
    _ row: UnsafePointer<Double>, to sums: UnsafeMutablePointer<Double>, _ blocks: Int
  ) {
    for block in 0..<blocks { store(load(sums, block) + load(row, block), sums, block) }
  }

  private static func dot(
    _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, _ blocks: Int
  ) -> Double {
    var sums = Lane()
    for block in 0..<blocks { sums += load(left, block) * load(right, block) }
    return sums.sum()
  }

  private static func load(_ row: UnsafePointer<Double>, _ block: Int) -> Lane {
    UnsafeRawPointer(row + block * laneWidth).loadUnaligned(as: Lane.self)
  }

  private static func store(_ lane: Lane, _ row: UnsafeMutablePointer<Double>, _ block: Int) {
    UnsafeMutableRawPointer(row + block * laneWidth).storeBytes(of: lane, as: Lane.self)
  }
}

extension SVDPlusPlusFactors {
  /// Lends all five arrays.
  fileprivate mutating func withPointers(
    _ body: (
      UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?,
      UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?
    ) -> Void
  ) {
    userBiases.withUnsafeMutableBufferPointer { userBiases in
      itemBiases.withUnsafeMutableBufferPointer { itemBiases in
        userFactors.withUnsafeMutableBufferPointer { userFactors in
          itemFactors.withUnsafeMutableBufferPointer { itemFactors in
            implicitFactors.withUnsafeMutableBufferPointer { implicitFactors in
              body(
                userBiases.baseAddress, itemBiases.baseAddress, userFactors.baseAddress,
                itemFactors.baseAddress, implicitFactors.baseAddress)
            }
          }
        }
      }
    }
  }
}
