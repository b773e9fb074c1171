/// The training ratings and the held-out ratings of an evaluation of rating predictions.
public struct RatingSplit: Sendable {
  /// A held-out rating.
  public struct Case: Equatable, Sendable {
    /// The user.
    public let user: UserIndex
    /// The item.
    public let item: ItemIndex
    /// The given rating.
    public let rating: Double

    /// A held-out rating.
    public init(user: UserIndex, item: ItemIndex, rating: Double) {
      self.user = user
      self.item = item
      self.rating = rating
    }
  }

  /// The training ratings, all that a fit may use.
  public let train: RatingSet
  /// The held-out ratings, by user.
  public let heldOut: [Case]
  /// The plan of the cut.
  public let plan: SplitPlan
  /// The label in reports: "random 2/5".
  public let label: String
  /// Events with equal times, where the order of events decides the cut.
  public internal(set) var ties: Ties?
  /// Whether each item has a training rating.
  let isKnown: [Bool]
  /// The training events.
  let past: PastEvents

  /// A split from training and held-out ratings, for example of the fold files of another library.
  ///
  /// The times of its events are unknown, so its inner splits are random.
  /// - Throws: `LeakError` for the first leak found.
  public init(
    train: RatingSet, heldOut: [Case], plan: SplitPlan = SplitPlan(.random(folds: 5)),
    label: String = "random"
  ) throws(LeakError) {
    self.init(
      unverified: train, heldOut: heldOut, plan: plan, label: label,
      past: PastEvents(InteractionLog(train)))
    try verify()
  }

  /// A split that is not verified, for callers that do so and for tests.
  init(
    unverified train: RatingSet, heldOut: [Case], plan: SplitPlan, label: String,
    past: PastEvents
  ) {
    self.train = train
    self.heldOut = heldOut.sorted { $0.user < $1.user }
    self.plan = plan
    self.label = label
    self.past = past
    var known = [Bool](repeating: false, count: train.itemCount)
    for item in train.items { known[Int(item)] = true }
    isKnown = known
  }

  /// The split of a log by a cut.
  init(
    log: InteractionLog, cut: Cut, plan: SplitPlan, scale: ClosedRange<Double>
  ) throws(SplitError) {
    let train: RatingSet
    let later: RatingSet
    do {
      train = try log.ratings(keeping: { cut.isPast[$0] }, scale: scale)
      later = try log.ratings(keeping: { cut.isHeldOut[$0] }, scale: scale)
    } catch { throw .data(error) }
    var cases: [Case] = []
    for user in 0..<log.users.count {
      let known = Set(train.items[train.cells(of: UserIndex(user))])
      // The last of repeated ratings counts, as in training; items with a training rating are left
      // out.
      for cell in later.cells(of: UserIndex(user)) where !known.contains(later.items[cell]) {
        cases.append(
          Case(
            user: UserIndex(user), item: ItemIndex(later.items[cell]),
            rating: later.ratings[cell]))
      }
    }
    self.init(
      unverified: train, heldOut: cases, plan: plan, label: cut.label,
      past: PastEvents(log, keeping: cut.isPast))
    ties = cut.ties
    do { try verify() } catch { throw .leak(error) }
  }

  /// Checks that no held-out rating is in the training ratings.
  ///
  /// - Throws: `LeakError` for the first leak found.
  public func verify() throws(LeakError) {
    var known = Set<Int32>()
    var row: UserIndex?
    for question in heldOut {
      guard question.user.position < train.userCount, question.item.position < train.itemCount
      else { throw .inconsistentLengths }
      if row != question.user {
        row = question.user
        known = Set(train.items[train.cells(of: question.user)])
      }
      if known.contains(question.item.rawValue) {
        throw .heldOutInTrain(user: question.user, item: question.item)
      }
    }
  }

  /// A split of the training ratings alone, for tuning.
  ///
  /// - Parameter plan: the plan of the cut; by default that of this split, with the first of random
  ///   folds.
  /// - Returns: a split of this split's training ratings.
  /// - Throws: `SplitError.nothingToSplit` where there are too few training ratings.
  public func inner(_ plan: SplitPlan? = nil) throws(SplitError) -> RatingSplit {
    let past = past.events()
    var plan = plan ?? self.plan
    plan.method = plan.method.forInnerSplit
    guard let cut = try plan.cuts(of: past).first else { throw .nothingToSplit }
    return try RatingSplit(log: past, cut: cut, plan: plan, scale: train.scale)
  }
}
