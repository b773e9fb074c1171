/// Learns user and item factors that rank watched items above others.
///
/// Maximises Σ ln σ(x·yᵢ + bᵢ − x·yⱼ − bⱼ) − λ/2 (‖x‖² + ‖y‖² + b²) over triples of a user, a
/// watched item and another one, by gradient descent on random triples: the cell is drawn uniformly
/// from all cells, the other item in proportion to its popularity. An iteration has as many triples
/// as there are cells.
///
/// Users are divided into four groups, and items too, anew in each iteration. In each of four
/// rounds every group of users is paired with a different group of items, so that threads share no
/// row. The result is the same to the bit on any number of threads, of which at most four are used.
///
///     let model = try BPR(factors: 64).fit(dataset, context: FitContext(seed: 7))
///
/// - Note: Rendle, Freudenthaler, Gantner, Schmidt-Thieme, "BPR: Bayesian Personalized Ranking from
///   Implicit Feedback", UAI 2009; the rounds as in Gemulla et al., "Large-Scale Matrix
///   Factorization with Distributed Stochastic Gradient Descent", KDD 2011.
public struct BPR: Recommender {
  /// The number of factors, > 0; an item also has a bias.
  public var factors: Int
  /// The learning rate, > 0.
  public var learningRate: Float
  /// λ: the L2 penalty of factors and biases, >= 0.
  public var regularization: Float
  /// The number of iterations, each with as many triples as there are cells, > 0.
  public var iterations: Int

  /// A recipe with its settings.
  public init(
    factors: Int = 64, learningRate: Float = 0.05, regularization: Float = 0.01,
    iterations: Int = 50
  ) {
    self.factors = factors
    self.learningRate = learningRate
    self.regularization = regularization
    self.iterations = iterations
  }

  /// Learns the factors; the size of weights is ignored.
  ///
  /// - Parameters:
  ///   - dataset: interactions of shape `[userCount, itemCount]`.
  ///   - context: the seed of the first factors and the triples; threads, progress and
  ///     cancellation.
  /// - Returns: factors of shape `[userCount, factors + 1]` and `[itemCount, factors + 1]`, the last
  ///   one of an item its bias.
  /// - Throws: `FitError.emptyDataset`, `cancelled`; `diverged` where a factor is not finite.
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
      // An item without viewers keeps factors of 0, so that it is not ranked at random.
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
        "number of factors"),
      .real(
        "learning-rate", \.learningRate, 1e-6...10, search: 0.005...0.2, isLogarithmic: true,
        "learning rate"),
      .real(
        "regularization", \.regularization, 0...10, search: 1e-4...0.1, isLogarithmic: true,
        "L2 penalty of factors and biases"),
      .integer(
        "iterations", \.iterations, 1...10_000, search: 10...200, isLogarithmic: true,
        "iterations, each with as many triples as there are interactions"),
    ]
  }

  /// The default recipe.
  public init() { self.init(factors: 64) }
}

/// User and item factors of BPR; a score is x·y + bias.
public struct BPRModel: FittedRecommender, FactorScoring {
  /// The factors of the users the model was fitted on; the last number of a row is 1.
  public let users: FactorMatrix
  /// The factors of the items; the last number of a row is the item's bias.
  public let items: FactorMatrix
  /// Items drawn in proportion to their popularity, for the triples of a fold-in.
  private let others: [Int32]
  private let step: PairwiseStep
  /// The number of passes over a history in a fold-in.
  private static let passes = 20

  /// A model from learned factors and the step of the fit.
  init(users: FactorMatrix, items: FactorMatrix, others: [Int32], step: PairwiseStep) {
    self.users = users
    self.items = items
    self.others = others
    self.step = step
  }

  /// The number of items that are scored.
  public var itemCount: Int { items.rowCount }

  /// The factors of a history, padded as a row of `items` is.
  ///
  /// They are learned by the steps of the fit with fixed items, from 0, and are 0 for a history
  /// without liked items; the result is deterministic.
  ///
  /// - Complexity: O(history × factors).
  public func factors(of history: UserHistory) -> [Float] {
    let known = history.entries.filter { $0.item.position >= 0 && $0.item.position < itemCount }
    return factors(
      seen: known.map(\.item.rawValue), liked: known.filter { $0.weight > 0 }.map(\.item.rawValue))
  }

  /// Overwrites `scores` with x·y + bias for each item, 0 for a history without liked items.
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
