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
