/// What a rating model may learn from, and the ratings it is then asked for.
public struct RatingSplit: Sendable {
  /// One rating to predict.
  public struct Case: Equatable, Sendable {
    /// The row.
    public let user: UserIndex
    /// The column.
    public let item: ItemIndex
    /// What the user said.
    public let rating: Double

    /// One rating to predict.
    public init(user: UserIndex, item: ItemIndex, rating: Double) {
      self.user = user
      self.item = item
      self.rating = rating
    }
  }

  /// The past: all that may reach `fit`.
  public let train: RatingSet
  /// What is asked, by user.
  public let heldOut: [Case]
  /// How the log was cut.
  public let plan: SplitPlan
  /// What a report calls it: "random 2/5".
  public let label: String
  /// Events of one second, where the order of events decides the cut.
  public internal(set) var ties: Ties?
  /// By item: whether the past has a rating of it.
  let isKnown: [Bool]
  /// The past, event by event.
  let past: PastEvents

  /// A split that was made elsewhere, for example of the fold files of another library.
  ///
  /// Of its past no times are known: an inner split of it is one of random folds.
  /// - Throws: the first leak found.
  public init(
    train: RatingSet, heldOut: [Case], plan: SplitPlan = SplitPlan(.random(folds: 5)),
    label: String = "random"
  ) throws(LeakError) {
    self.init(
      unverified: train, heldOut: heldOut, plan: plan, label: label,
      past: PastEvents(InteractionLog(train)))
    try verify()
  }

  /// Only for the tests of `verify()`, and for those who call it.
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

  /// The split a cut of a log makes.
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
      // Of what was rated several times the last one counts, as in training; what was rated before
      // is no question.
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

  /// Looks for ratings that are asked and known.
  ///
  /// - Throws: the first leak found.
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

  /// A split of the past alone, for tuning.
  ///
  /// - Parameter plan: how to cut; by default like this split, of random folds the first.
  /// - Returns: a split whose two parts are both of this split's past.
  /// - Throws: `SplitError.nothingToSplit` when the past is too short.
  public func inner(_ plan: SplitPlan? = nil) throws(SplitError) -> RatingSplit {
    let past = past.events()
    var plan = plan ?? self.plan
    plan.method = plan.method.forInnerSplit
    guard let cut = try plan.cuts(of: past).first else { throw .nothingToSplit }
    return try RatingSplit(log: past, cut: cut, plan: plan, scale: train.scale)
  }
}
