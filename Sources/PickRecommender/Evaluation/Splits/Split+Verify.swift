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
