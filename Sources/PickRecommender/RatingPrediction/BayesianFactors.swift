/// Factors of users and items with what is not known of them: variational Bayes.
///
/// r = μ + b_u + b_i + p_u·q_i + s_u·w_i + z_u·v_i, where z and w are the coordinates of
/// `ChoiceFactors` and all else is learned. Every unknown has a normal prior whose mean and precision
/// are learned too, so there is nothing to tune: somebody with two ratings stays near everybody, and
/// a factor that says nothing goes to 0. A part of `RatingBlend`, which errs unlike gradient descent.
///
/// - Note: Lim, Teh, "Variational Bayesian Approach to Movie Rating Prediction", KDD Cup 2007.
///   Deterministic for a seed, whatever the number of threads.
struct BayesianFactors: RatingPredictor {
  /// Factors that are learned, >= 0.
  var factors = 8
  /// Coordinates of what was rated at all, >= 0.
  var choices = 8
  /// How often both sides are learned, > 0.
  var iterations = 25

  /// Learns both sides in turn, in units of the ratings' deviation.
  ///
  /// - Complexity: O(iterations × (count × width² + (users + items) × width³)) time and O((users +
  ///   items) × width²) memory, width 1 + factors + choices.
  func fit(_ ratings: RatingSet, context: FitContext) throws(FitError) -> BayesianFactorsModel {
    guard ratings.count > 0 else { throw .emptyDataset }
    let variance = ratings.ratings.reduce(0) { $0 + ($1 - ratings.mean) * ($1 - ratings.mean) }
    let deviation = max(1e-9, (variance / Double(ratings.count)).squareRoot())
    let choices = try ChoiceFactors(ratings, width: choices, context: context)
    let shape = FactorPosterior.Shape(learned: factors, known: choices.width)
    let byUser = RatingLists(byUser: ratings).map { number, _, _ in
      (number - ratings.mean) / deviation
    }
    let byItem = byUser.transposed()
    var random = PCG32(seed: context.seed, stream: 3)
    var users = BayesianSide(shape, known: choices.users, rows: ratings.userCount, &random)
    var items = BayesianSide(shape, known: choices.items, rows: ratings.itemCount, &random)
    var noise = 1.5
    for iteration in 0..<iterations {
      _ = try users.learn(from: byUser, &items, noise: noise, context: context)
      let error = try items.learn(from: byItem, &users, noise: noise, context: context)
      users.learnPrior(of: byUser)
      items.learnPrior(of: byItem)
      // The bias of everybody is the mean, which is taken out already.
      users.prior.means[0] = 0
      noise = (1 + Double(ratings.count)) / (1 + error)
      guard noise.isFinite else { throw .diverged(iteration: iteration) }
      context.progress(Double(iteration + 1) / Double(iterations))
    }
    return BayesianFactorsModel(
      mean: ratings.mean, scale: ratings.scale, deviation: deviation, users: users, items: items)
  }
}

/// What `BayesianFactors` learned.
struct BayesianFactorsModel: FittedRatingPredictor {
  let mean: Double
  let scale: ClosedRange<Double>
  /// In which units both sides are.
  let deviation: Double
  let users: BayesianSide
  let items: BayesianSide

  /// The rating the means of both sides make; `nil` when both are strangers.
  func estimate(user: UserIndex?, item: ItemIndex?) -> Double? {
    guard user != nil || item != nil else { return nil }
    let (one, other) = (users.row(user?.position), items.row(item?.position))
    let learned = users.shape.learned
    let (a, o) = (one.means.startIndex, other.means.startIndex)
    var sum = one.means[a] + other.means[o]
    for place in 1..<max(1, 1 + learned) { sum += one.means[a + place] * other.means[o + place] }
    for place in 0..<users.shape.known {
      sum += one.means[a + 1 + learned + place] * other.known[other.known.startIndex + place]
      sum += other.means[o + 1 + learned + place] * one.known[one.known.startIndex + place]
    }
    return mean + deviation * sum
  }
}
