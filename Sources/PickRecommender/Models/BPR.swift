/// Learns user and item factors that rank what was watched above what was not.
///
/// Maximises Σ ln σ(x·yᵢ + bᵢ − x·yⱼ − bⱼ) − λ/2 (‖x‖² + ‖y‖² + b²) over triples of a user, an item
/// watched and one not, by gradient descent on triples drawn at random: the watched cell evenly
/// among all cells, the other item as often as it is watched. As many triples as cells make an
/// iteration.
///
/// Users are cut into four groups and, anew in each iteration, items too; a group of users meets a
/// group of items in four rounds in which no two share a row. So the result is the same to the bit
/// on any number of threads, of which up to four work.
///
///     let model = try BPR(factors: 64).fit(dataset, context: FitContext(seed: 7))
///
/// - Note: Rendle, Freudenthaler, Gantner, Schmidt-Thieme, "BPR: Bayesian Personalized Ranking from
///   Implicit Feedback", UAI 2009; the rounds after Gemulla et al., "Large-Scale Matrix Factorization
///   with Distributed Stochastic Gradient Descent", KDD 2011.
public struct BPR: Recommender {
  /// Length of a row of factors, > 0; an item has a bias besides.
  public var factors: Int
  /// How far a step goes, > 0.
  public var learningRate: Float
  /// λ: how dear long rows and large biases are; ≥ 0.
  public var regularization: Float
  /// How many times as many triples as there are cells are drawn, > 0.
  public var iterations: Int

  /// A recipe.
  public init(
    factors: Int = 64, learningRate: Float = 0.05, regularization: Float = 0.01,
    iterations: Int = 50
  ) {
    self.factors = factors
    self.learningRate = learningRate
    self.regularization = regularization
    self.iterations = iterations
  }

  /// Learns the factors; weights do not count.
  ///
  /// - Parameters:
  ///   - dataset: interactions of shape `[userCount, itemCount]`.
  ///   - context: seeds the first factors and the triples; watches and stops the fit.
  /// - Returns: factors of shape `[userCount, factors + 1]` and `[itemCount, factors + 1]`, the last
  ///   one of an item its bias.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` when a factor is not finite.
  /// - Complexity: O(iterations × nonzeroCount × (factors + log of a row's length)).
  public func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> BPRModel {
    try fit(dataset, context: context, path: .best)
  }

  /// Learns with the kernels of one path.
  func fit(
    _ dataset: Dataset, context: FitContext, path: KernelPath
  ) throws(FitError) -> BPRModel {
    let matrix = dataset.interactions
    guard matrix.nonzeroCount > 0 else { throw .emptyDataset }
    var random = PCG32(seed: context.seed)
    var users = FactorMatrix(rowCount: matrix.userCount, factors: factors + 1)
    var items = FactorMatrix(rowCount: matrix.itemCount, factors: factors + 1)
    users.fill { Float((random.unit() - 0.5) / Double(factors)) }
    items.fill { Float((random.unit() - 0.5) / Double(factors)) }
    for user in 0..<users.rowCount { users[user, factors] = 1 }
    let watched = Set(matrix.columns)
    for item in 0..<items.rowCount {
      items[item, factors] = 0
      // Of an item nobody watched nothing is learned; it must not be ranked by chance.
      if watched.contains(Int32(item)) { continue }
      for factor in 0..<factors { items[item, factor] = 0 }
    }
    let step = PairwiseStep(learningRate: learningRate, regularization: regularization, path: path)
    var rounds = PairwiseRounds(matrix, seed: context.seed)
    for iteration in 0..<iterations {
      try context.checkCancellation()
      rounds.run(step, users: &users, items: &items, threads: context.threads)
      guard users.isFinite, items.isFinite else { throw .diverged(iteration: iteration) }
      context.progress(Double(iteration + 1) / Double(iterations))
    }
    let others = (0..<2048).map { _ in matrix.columns[random.below(matrix.nonzeroCount)] }
    return BPRModel(users: users, items: items, others: others, step: step)
  }
}

extension BPR: Parameterized {
  /// The settings of BPR.
  public static var parameters: [Parameter<BPR>] {
    [
      .integer(
        "factors", \.factors, 1...2048, search: 16...256, isLogarithmic: true,
        "length of a row of factors"),
      .real(
        "learning-rate", \.learningRate, 1e-6...10, search: 0.005...0.2, isLogarithmic: true,
        "how far a step goes"),
      .real(
        "regularization", \.regularization, 0...10, search: 1e-4...0.1, isLogarithmic: true,
        "how dear long rows and large biases are"),
      .integer(
        "iterations", \.iterations, 1...10_000, search: 10...200, isLogarithmic: true,
        "how many times as many triples as interactions are drawn"),
    ]
  }

  /// The default recipe.
  public init() { self.init(factors: 64) }
}

/// User and item factors learned by ranking pairs; a score is x·y + bias.
public struct BPRModel: FactorScoring {
  /// The factors of the users the model was fitted on; the last number of a row is 1.
  public let users: FactorMatrix
  /// The factors of the items; the last number of a row is the item's bias.
  public let items: FactorMatrix
  /// Items drawn as often as they are watched: what a folded-in history is held against.
  private let others: [Int32]
  private let step: PairwiseStep
  /// How often a history is passed over when it is folded in.
  private static let passes = 20

  /// A model from what was learned and how.
  init(users: FactorMatrix, items: FactorMatrix, others: [Int32], step: PairwiseStep) {
    self.users = users
    self.items = items
    self.others = others
    self.step = step
  }

  /// Number of items a score is given for.
  public var itemCount: Int { items.rowCount }

  /// The factors of a history, padded as a row of `items` is: the steps of the fit with the items
  /// standing still, from zero, over items drawn by a fixed rule; zeros when nothing was liked.
  ///
  /// - Complexity: O(history × factors).
  public func factors(of history: UserHistory) -> [Float] {
    let known = history.entries.filter { $0.item.position >= 0 && $0.item.position < itemCount }
    return factors(
      seen: known.map(\.item.rawValue), liked: known.filter { $0.weight > 0 }.map(\.item.rawValue))
  }

  /// The factors of every row of a matrix, folded in as `score` does.
  public func factors(of matrix: InteractionMatrix, threads: Int) -> FactorMatrix {
    var rows = FactorMatrix(rowCount: matrix.userCount, factors: items.factors)
    let width = rows.stride
    SharedBuffer.lend(&rows.values) { rows in
      Parallel.forEach(matrix.userCount, chunk: 64, threads: threads) { _, range in
        for user in range {
          let seen = Array(matrix.columns[matrix.cells(of: UserIndex(user))])
          let row = factors(seen: seen, liked: seen)
          for factor in 0..<width { rows[user * width + factor] = row[factor] }
        }
      }
    }
    return rows
  }

  /// Overwrites `scores` with x·y + bias for each item, 0 when the history says nothing.
  public func score(_ request: ScoringRequest, into scores: inout MutableSpan<Float>) {
    precondition(scores.count == itemCount, "a score for each item")
    FactorScores.fill(&scores, items: items, vector: factors(of: request.history))
  }

  /// `seen` ascends and holds all of `liked`.
  private func factors(seen: [Int32], liked: [Int32]) -> [Float] {
    var row = [Float](repeating: 0, count: items.stride)
    guard !liked.isEmpty else { return row }
    row[items.factors - 1] = 1
    var random = PCG32(seed: UInt64(liked.count))
    for _ in 0..<Self.passes {
      for item in liked {
        let other = others[random.below(others.count)]
        guard !SortedColumns.contains(other, in: seen.span) else { continue }
        step.improve(&row, likes: Int(item), over: Int(other), items: items)
      }
    }
    return row
  }
}
