/// The training data and the held-out data of an evaluation of rankings.
///
/// Every initialiser calls `verify()`, and `Evaluator` calls it once more, so that no held-out data
/// reach a fit. Candidates are derived from the training data.
public struct Split: Sendable {
  /// The training data, all that a fit may use.
  public let train: Dataset
  /// The held-out items each user liked; empty for users who are not measured.
  public let heldOut: [Set<ItemIndex>]
  /// The instant of each user's request, in seconds since 1970.
  public let instants: [Int64]
  /// The candidates, which depend on the training data alone.
  public let candidates: CandidateFilter
  /// The plan of the cut.
  public let plan: SplitPlan
  /// The label in reports: "user-time", "random 2/5".
  public let label: String
  /// Events with equal times, where the order of events decides the cut.
  public internal(set) var ties: Ties?
  /// The time of each user's first held-out event; `nil` without held-out events or where the cut
  /// is not by time.
  let heldOutSeconds: [Int64?]
  /// The training events, from which inner splits are cut.
  let past: PastEvents

  /// A split from training data and held-out items.
  ///
  /// - Parameters:
  ///   - train: the training data.
  ///   - heldOut: the items each user liked later; items that are no candidates are left out.
  ///   - instants: the instant of each user's request; by default the time of the user's last
  ///     event.
  ///   - plan: the plan, which decides on seen items and candidates.
  /// - Throws: `LeakError` for the first leak found.
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

  /// A split from its parts, which is verified.
  init(
    train: Dataset, heldOut: [Set<ItemIndex>], instants: [Int64], heldOutSeconds: [Int64?],
    candidates: CandidateFilter, plan: SplitPlan, label: String, past: PastEvents
  ) throws(LeakError) {
    self.init(
      unverified: train, heldOut: heldOut, instants: instants, heldOutSeconds: heldOutSeconds,
      candidates: candidates, plan: plan, label: label, past: past)
    try verify()
  }

  /// A split that is not verified, for callers that do so and for tests.
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

  /// The request for a user: the user's training history and instant.
  public func request(for user: UserIndex) -> ScoringRequest {
    ScoringRequest(
      history: train.history(of: user), atSeconds: instants[user.position], user: user)
  }
}

extension Split {
  /// The split of a log by a cut.
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
        // Items watched before are not relevant for this task.
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

  /// A split of the training data alone, for tuning; held-out data of this split are in neither
  /// part of it.
  ///
  /// - Parameter plan: the plan of the cut; by default that of this split, with the first of random
  ///   folds.
  /// - Returns: a split of this split's training data.
  /// - Throws: `SplitError.nothingToSplit` where there are too few training events.
  public func inner(_ plan: SplitPlan? = nil) throws(SplitError) -> Split {
    var plan = plan ?? self.plan
    plan.method = plan.method.forInnerSplit
    let past = past.events()
    guard let cut = try plan.cuts(of: past).first else { throw .nothingToSplit }
    return try Split(log: past, cut: cut, plan: plan)
  }
}

extension Split {
  /// Whether items of the history may be recommended again, which holds for series and not for
  /// episodes.
  static func includesSeen(_ train: Dataset, plan: SplitPlan) -> Bool {
    plan.task == .nextWatch && train.places.isEmpty
  }

  /// The candidates by the training data alone.
  static func candidates(of train: Dataset, plan: SplitPlan) -> CandidateFilter {
    .only(
      allowed(in: train, plan: plan), includesSeen: includesSeen(train, plan: plan))
  }

  private static func allowed(in train: Dataset, plan: SplitPlan) -> [Bool] {
    var allowed = [Bool](repeating: plan.catalogue == .all, count: train.items.count)
    for item in train.interactions.columns { allowed[Int(item)] = true }
    return allowed
  }

  /// Checks that no held-out data are in the training data, the requests or the candidates.
  ///
  /// - Throws: `LeakError` for the first leak found.
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

/// The training events of a split: a shared log with a mask, which is copied only where an inner
/// split needs it.
struct PastEvents: Sendable {
  private let log: InteractionLog
  private let isKept: [Bool]?

  /// The events of a log, or the kept ones.
  init(_ log: InteractionLog, keeping isKept: [Bool]? = nil) {
    self.log = log
    self.isKept = isKept
  }

  /// The log of the training events alone.
  func events() -> InteractionLog { isKept.map(log.keeping) ?? log }
}

/// The ways in which held-out data reach a model.
public enum LeakError: Error, Equatable, Sendable {
  /// The training data contain a held-out cell.
  case heldOutInTrain(user: UserIndex, item: ItemIndex)
  /// The training data contain an event after the instant of the request.
  case trainAfterInstant(user: UserIndex, eventSeconds: Int64, instant: Int64)
  /// The instant of the request is after a held-out event.
  case instantAfterHeldOut(user: UserIndex, instant: Int64, heldOutSeconds: Int64)
  /// The candidates are not those of the training data, so that they contain information on
  /// held-out data.
  case candidatesBeyondTrain(item: ItemIndex)
  /// The parts of a split are not of the same users and items.
  case inconsistentLengths
}
