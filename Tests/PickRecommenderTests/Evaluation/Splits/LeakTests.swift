import Testing

@testable import PickRecommender

/// Splits that leak, each in its own way.
///
/// None can be made without `@testable`.
@Suite("Leaks") struct LeakTests {
  /// Two users, four items; item 3 is known from user 1.
  private func dataset() throws -> Dataset {
    try Dataset(
      interactions: InteractionMatrix(
        itemCount: 4, rowOffsets: [0, 2, 4], columns: [0, 1, 0, 3], weights: [1, 1, 1, 1]),
      times: [10, 20, 5, 15], items: Vocabulary(0..<4), users: Vocabulary(0..<2))
  }

  private let plan = SplitPlan(.userTime(testFraction: 0.5))
  private let next = SplitPlan(.userTime(testFraction: 0.5), task: .nextWatch)

  private func split(
    heldOut: [Set<ItemIndex>], instants: [Int64] = [20, 15],
    heldOutSeconds: [Int64?] = [30, nil], candidates: CandidateFilter? = nil,
    plan: SplitPlan? = nil
  ) throws -> Split {
    let data = try dataset()
    let plan = plan ?? self.plan
    return Split(
      unverified: data, heldOut: heldOut, instants: instants, heldOutSeconds: heldOutSeconds,
      candidates: candidates ?? Split.candidates(of: data, plan: plan), plan: plan,
      label: "leaking", past: PastEvents(InteractionLog(data)))
  }

  private func refuses(_ split: Split, _ leak: LeakError) {
    #expect(throws: leak) { try split.verify() }
    #expect(throws: EvaluationError.leak(leak)) {
      try Evaluator().evaluate(Memory(), as: "memory", on: [split])
    }
  }

  @Test("an honest split is none of these")
  func honest() throws {
    try split(heldOut: [[ItemIndex(3)], []]).verify()
  }

  @Test("a held-out cell left in the past is caught")
  func cell() throws {
    refuses(
      try split(heldOut: [[ItemIndex(1)], []]),
      .heldOutInTrain(user: UserIndex(0), item: ItemIndex(1)))
  }

  @Test("a held-out cell left in the past is caught where seen items may come back")
  func continued() throws {
    // User 0 continued item 1 at 20; asked at 12, that had not happened.
    refuses(
      try split(
        heldOut: [[ItemIndex(1)], []], instants: [12, 15], heldOutSeconds: [20, nil], plan: next),
      .trainAfterInstant(user: UserIndex(0), eventSeconds: 20, instant: 12))
  }

  @Test("an instant that tells what happens next is caught")
  func instant() throws {
    refuses(
      try split(heldOut: [[ItemIndex(3)], []], instants: [31, 15]),
      .instantAfterHeldOut(user: UserIndex(0), instant: 31, heldOutSeconds: 30))
  }

  @Test("candidates picked by what is held out are caught")
  func candidates() throws {
    refuses(
      try split(
        heldOut: [[ItemIndex(3)], []], candidates: .only([false, false, false, true])),
      .candidatesBeyondTrain(item: ItemIndex(0)))
    // Item 2 is unknown to the past: naming it as a candidate says that it will be watched.
    refuses(
      try split(heldOut: [[ItemIndex(3)], []], candidates: .only([true, true, true, true])),
      .candidatesBeyondTrain(item: ItemIndex(2)))
    refuses(
      try split(
        heldOut: [[ItemIndex(3)], []],
        candidates: .only([true, true, false, true], includesSeen: true)),
      .inconsistentLengths)
  }

  @Test("let through, a leak would make a model that only remembers look perfect")
  func whatALeakIsWorth() throws {
    func ndcg(_ split: Split) throws -> Double {
      let run = RankingRun(split, evaluator: Evaluator(at: 1, metrics: [NDCG(at: 1)]))
      let model = try Memory().fit(split.train, context: FitContext())
      return try run.measure(model, context: FitContext()).values[0]
    }
    let leaking = try split(
      heldOut: [[ItemIndex(1)], []], instants: [12, 15], heldOutSeconds: [20, nil], plan: next)
    #expect(try ndcg(leaking) == 1)
    #expect(try ndcg(split(heldOut: [[ItemIndex(3)], []], plan: next)) == 0)
  }

  @Test("a split from elsewhere is checked when it is made")
  func publicInitialiser() throws {
    let data = try dataset()
    #expect(throws: LeakError.heldOutInTrain(user: UserIndex(1), item: ItemIndex(3))) {
      try Split(train: data, heldOut: [[], [ItemIndex(3)]])
    }
    #expect(throws: LeakError.inconsistentLengths) { try Split(train: data, heldOut: [[]]) }
    #expect(throws: LeakError.self) {
      try Split(train: data, heldOut: [[], []], instants: [0, 0])
    }
  }

  @Test("a weighing that looks ahead is caught")
  func weighing() throws {
    let rows = [(0, 1), (1, 2), (0, 3), (1, 4)].map {
      InteractionLog.Row(user: 0, item: Int64($0.0), rating: 1, atSeconds: Int64($0.1))
    }
    let log = InteractionLog(rows: rows) { _, _, _ in
      [UserHistory.Entry(item: ItemIndex(0), weight: 1, lastSeconds: 3)]
    }
    #expect(throws: SplitError.self) { try next.rankingSplits(of: log) }
  }

  @Test("a rating that is both learned and asked is caught")
  func rating() throws {
    let train = try RatingSet(
      itemCount: 2, rowOffsets: [0, 1, 2], items: [0, 1], ratings: [3, 4])
    let known = RatingSplit.Case(user: UserIndex(1), item: ItemIndex(1), rating: 4)
    let leak = LeakError.heldOutInTrain(user: UserIndex(1), item: ItemIndex(1))
    #expect(throws: leak) { try RatingSplit(train: train, heldOut: [known]) }
    let split = RatingSplit(
      unverified: train, heldOut: [known], plan: SplitPlan(.random(folds: 2)), label: "leaking",
      past: PastEvents(InteractionLog(train)))
    #expect(throws: EvaluationError.leak(leak)) {
      try Evaluator().evaluate(MeanRating(), as: "mean", on: [split])
    }
  }
}
