/// What a model may learn from, and what its rankings are then measured by.
///
/// There is no split that leaks: every way to make one ends in `verify()`, and `Evaluator` calls it
/// once more. Candidates are not given but follow from the past.
public struct Split: Sendable {
  /// The past: all that may reach `fit`.
  public let train: Dataset
  /// By user: the items of the future the user liked; empty for users who are not measured.
  public let heldOut: [Set<ItemIndex>]
  /// By user: the instant a model is asked for, in seconds since 1970.
  public let instants: [Int64]
  /// What may be recommended, by the past alone.
  public let candidates: CandidateFilter
  /// How the log was cut.
  public let plan: SplitPlan
  /// What a report calls it: "user-time", "random 2/5".
  public let label: String
  /// Events of one second, where the order of events decides the cut.
  public internal(set) var ties: Ties?
  /// By user: when the first held-out event was; `nil` when nothing is held out or time says
  /// nothing.
  let heldOutSeconds: [Int64?]
  /// The past, event by event: what an inner split is cut from.
  let past: PastEvents

  /// A split that was made elsewhere, for example from a data set of the product as it was then.
  ///
  /// - Parameters:
  ///   - train: the past.
  ///   - heldOut: by user, what was liked later; items that are no candidates are left out.
  ///   - instants: by user, when the model is asked; by default the last event of each.
  ///   - plan: says whether seen items may come back, and which items are candidates.
  /// - Throws: the first leak found.
  public init(
    train: Dataset, heldOut: [Set<ItemIndex>], instants: [Int64]? = nil,
    plan: SplitPlan = SplitPlan(.userTime(testFraction: 0.2))
  ) throws(LeakError) {
    let instants =
      instants
      ?? (0..<train.users.count).map { user in
        train.times[train.interactions.cells(of: UserIndex(user))].max() ?? 0
      }
    let candidates = Self.candidates(of: train, plan: plan)
    try self.init(
      train: train, heldOut: heldOut.map { $0.filter(candidates.contains) }, instants: instants,
      heldOutSeconds: Array(repeating: nil, count: heldOut.count), candidates: candidates,
      plan: plan, label: plan.method.name, past: PastEvents(InteractionLog(train)))
  }

  /// Puts the parts together and looks for leaks.
  init(
    train: Dataset, heldOut: [Set<ItemIndex>], instants: [Int64], heldOutSeconds: [Int64?],
    candidates: CandidateFilter, plan: SplitPlan, label: String, past: PastEvents
  ) throws(LeakError) {
    self.init(
      unverified: train, heldOut: heldOut, instants: instants, heldOutSeconds: heldOutSeconds,
      candidates: candidates, plan: plan, label: label, past: past)
    try verify()
  }

  /// Only for the tests of `verify()`, and for those who call it.
  init(
    unverified train: Dataset, heldOut: [Set<ItemIndex>], instants: [Int64],
    heldOutSeconds: [Int64?], candidates: CandidateFilter, plan: SplitPlan, label: String,
    past: PastEvents
  ) {
    self.train = train
    self.heldOut = heldOut
    self.instants = instants
    self.heldOutSeconds = heldOutSeconds
    self.candidates = candidates
    self.plan = plan
    self.label = label
    self.past = past
  }

  /// What a model is asked about a user: the user's past, and nothing else.
  public func request(for user: UserIndex) -> ScoringRequest {
    ScoringRequest(
      history: train.history(of: user), atSeconds: instants[user.position], user: user)
  }
}

extension Split {
  /// The split a cut of a log makes.
  init(log: InteractionLog, cut: Cut, plan: SplitPlan) throws(SplitError) {
    let train: Dataset
    do {
      train = try log.dataset(keeping: { cut.isPast[$0] }, atSeconds: cut.instant)
    } catch { throw .data(error) }
    let candidates = Self.candidates(of: train, plan: plan)
    var heldOut: [Set<ItemIndex>] = []
    var instants: [Int64] = []
    var firstSeconds: [Int64?] = []
    for user in 0..<log.users.count {
      let range = log.events(of: user)
      let asked = range.filter { cut.isHeldOut[$0] }
      var liked = Set(
        asked.lazy.map { log.events[$0] }.filter { event in
          candidates.contains(event.item)
            && event.rating >= plan.positiveMinimum ?? -.infinity
        }.map(\.item))
      if !candidates.includesSeen {
        // Seen again is not seen for the first time: no question of this task.
        for event in range where cut.isPast[event] { liked.remove(log.events[event].item) }
        for cell in train.interactions.cells(of: UserIndex(user)) {
          liked.remove(ItemIndex(train.interactions.columns[cell]))
        }
      }
      if range.count(where: { cut.isPast[$0] }) < plan.leastPast { liked = [] }
      heldOut.append(liked)
      let lastPast = range.lazy.filter { cut.isPast[$0] }.map { log.events[$0].atSeconds }.max()
      instants.append(cut.instant ?? lastPast ?? 0)
      firstSeconds.append(
        cut.isOrdered && (cut.instant ?? lastPast) != nil
          ? asked.lazy.map { log.events[$0].atSeconds }.min() : nil)
    }
    do {
      try self.init(
        train: train, heldOut: heldOut, instants: instants, heldOutSeconds: firstSeconds,
        candidates: candidates, plan: plan, label: cut.label,
        past: PastEvents(log, keeping: cut.isPast))
    } catch { throw .leak(error) }
    ties = cut.ties
  }

  /// A split of the past alone, for tuning: what this split holds out is in neither part of it.
  ///
  /// - Parameter plan: how to cut; by default like this split, of random folds the first.
  /// - Returns: a split whose two parts are both of this split's past.
  /// - Throws: `SplitError.nothingToSplit` when the past is too short.
  public func inner(_ plan: SplitPlan? = nil) throws(SplitError) -> Split {
    var plan = plan ?? self.plan
    plan.method = plan.method.forInnerSplit
    let past = past.events()
    guard let cut = try plan.cuts(of: past).first else { throw .nothingToSplit }
    return try Split(log: past, cut: cut, plan: plan)
  }
}

extension Split {
  /// Whether items of the history may be recommended again: a series may be continued, an episode
  /// may not.
  static func includesSeen(_ train: Dataset, plan: SplitPlan) -> Bool {
    plan.task == .nextWatch && train.places.isEmpty
  }

  /// What may be recommended by the past alone.
  static func candidates(of train: Dataset, plan: SplitPlan) -> CandidateFilter {
    .only(
      allowed(in: train, plan: plan), includesSeen: includesSeen(train, plan: plan))
  }

  private static func allowed(in train: Dataset, plan: SplitPlan) -> [Bool] {
    var allowed = [Bool](repeating: plan.catalogue == .all, count: train.items.count)
    for item in train.interactions.columns { allowed[Int(item)] = true }
    return allowed
  }

  /// Looks for whatever was held out in whatever a model is given.
  ///
  /// - Throws: the first leak found.
  /// - Complexity: O(nonzeroCount + items).
  public func verify() throws(LeakError) {
    let count = train.users.count
    guard heldOut.count == count, instants.count == count, heldOutSeconds.count == count else {
      throw .inconsistentLengths
    }
    try verifyCandidates()
    for position in 0..<count {
      let user = UserIndex(position)
      if !candidates.includesSeen { try verifyCells(of: user) }
      try verifyTime(of: user)
    }
  }

  private func verifyCells(of user: UserIndex) throws(LeakError) {
    let liked = heldOut[user.position]
    guard !liked.isEmpty else { return }
    for cell in train.interactions.cells(of: user) {
      let item = ItemIndex(train.interactions.columns[cell])
      if liked.contains(item) { throw .heldOutInTrain(user: user, item: item) }
    }
  }

  private func verifyTime(of user: UserIndex) throws(LeakError) {
    let instant = instants[user.position]
    for cell in train.interactions.cells(of: user) where train.times[cell] > instant {
      throw .trainAfterInstant(user: user, eventSeconds: train.times[cell], instant: instant)
    }
    if let first = heldOutSeconds[user.position], first < instant {
      throw .instantAfterHeldOut(user: user, instant: instant, heldOutSeconds: first)
    }
  }

  private func verifyCandidates() throws(LeakError) {
    let allowed = Self.allowed(in: train, plan: plan)
    for (position, isAllowed) in allowed.enumerated() {
      let item = ItemIndex(position)
      guard candidates.contains(item) == isAllowed else {
        throw .candidatesBeyondTrain(item: item)
      }
    }
    guard candidates.includesSeen == Self.includesSeen(train, plan: plan) else {
      throw .inconsistentLengths
    }
  }
}

/// The past of a split, event by event: a log is shared, not copied, until somebody cuts it again.
struct PastEvents: Sendable {
  private let log: InteractionLog
  private let isKept: [Bool]?

  /// All of a log, or those of its events that are kept.
  init(_ log: InteractionLog, keeping isKept: [Bool]? = nil) {
    self.log = log
    self.isKept = isKept
  }

  /// A log of the past alone.
  func events() -> InteractionLog { isKept.map(log.keeping) ?? log }
}

/// How something held out would have reached what is measured by it.
public enum LeakError: Error, Equatable, Sendable {
  /// The past has the very cell that is held out.
  case heldOutInTrain(user: UserIndex, item: ItemIndex)
  /// The past has an event after the instant the model is asked for.
  case trainAfterInstant(user: UserIndex, eventSeconds: Int64, instant: Int64)
  /// The model is asked for an instant at which something held out had happened already.
  case instantAfterHeldOut(user: UserIndex, instant: Int64, heldOutSeconds: Int64)
  /// What may be recommended is not what the past alone says: the choice itself gives hints.
  case candidatesBeyondTrain(item: ItemIndex)
  /// The parts of a split are not about the same users and items.
  case inconsistentLengths
}
