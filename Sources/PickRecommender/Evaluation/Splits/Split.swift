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
