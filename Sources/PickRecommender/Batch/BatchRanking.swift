/// Ranks items for every user of a data set at once: what an evaluation and a nightly run need.
///
///     let lists = BatchRanking(count: 10).rank(dataset, by: model)
///
/// The lists are those `recommend` gives one user at a time, up to rounding where scores nearly tie.
/// Factor models are scored by dense algebra, sixty users against all items in tiles that stay in
/// the cache, and of each tile only scores above the user's worst kept one are looked at; every
/// other model is asked user by user. Lists do not depend on the number of threads.
public struct BatchRanking: Sendable {
  /// How many items a list has at most.
  public var count: Int
  /// Which items may be ranked; items of a user's history only if it says so.
  public var candidates: CandidateFilter
  /// The instant to rank for, in seconds since 1970.
  public var atSeconds: Int64
  /// How many threads may work, > 0.
  public var threads: Int

  /// How to rank.
  public init(
    count: Int, candidates: CandidateFilter = .all(), atSeconds: Int64 = 0,
    threads: Int = FitContext.coreCount
  ) {
    self.count = count
    self.candidates = candidates
    self.atSeconds = atSeconds
    self.threads = threads
  }

  /// The best items of every user of a data set, best first, from their histories.
  ///
  /// - Parameters:
  ///   - dataset: the histories; its items are the model's.
  ///   - model: a model, fitted on this data set or another with the same items.
  /// - Returns: a list for each user, in the order of rows.
  public func rank(_ dataset: Dataset, by model: any FittedRecommender) -> [[ScoredItem]] {
    if let model = model as? any FactorScoring {
      let users = model.factors(of: dataset.interactions, threads: threads)
      return rank(users, items: model.items, seen: dataset.interactions)
    }
    var lists = RankedLists(userCount: dataset.users.count, depth: count)
    lists.fill { lists in
      Parallel.forEach(dataset.users.count, chunk: 32, threads: threads) { _, range in
        var scores = [Float](repeating: 0, count: model.itemCount)
        for user in range {
          let request = ScoringRequest(
            history: dataset.history(of: UserIndex(user)), atSeconds: atSeconds,
            user: UserIndex(user))
          var span = scores.mutableSpan
          model.score(request, into: &span)
          var best = BestUnseen(
            count, seen: dataset.interactions.cells(of: UserIndex(user)), candidates: candidates)
          best.scan(
            scores, 0..<scores.count, firstItem: 0, itemCount: scores.count,
            columns: dataset.interactions.columns)
          lists.store(best.sorted, of: user)
        }
      }
    }
    return lists.lists
  }

  /// The best items of users whose factors are known, best first.
  ///
  /// - Parameters:
  ///   - users: their factors, as long as those of `items`.
  ///   - items: the factors of the items.
  ///   - seen: what each user has seen; shape `[users.rowCount, items.rowCount]`.
  /// - Returns: a list for each user.
  public func rank(
    _ users: FactorMatrix, items: FactorMatrix, seen: InteractionMatrix
  ) -> [[ScoredItem]] {
    rank(users, items: items, seen: seen, path: .best)
  }

  /// Ranks with the kernels of one path.
  func rank(
    _ users: FactorMatrix, items: FactorMatrix, seen: InteractionMatrix, path: KernelPath
  ) -> [[ScoredItem]] {
    precondition(users.factors == items.factors, "rows that can be multiplied")
    precondition(seen.userCount == users.rowCount && seen.itemCount == items.rowCount)
    let panels = ScorePanels(items)
    var lists = RankedLists(userCount: users.rowCount, depth: count)
    lists.fill { lists in
      Parallel.forEach(users.rowCount, chunk: Self.together, threads: threads) { _, range in
        rank(range, of: users, against: panels, itemCount: items.rowCount, seen, path, lists)
      }
    }
    return lists.lists
  }

  /// Users scored at once, a multiple of six.
  private static let together = 60
  /// Panels of a tile: 256 items, so that items and scores of a tile stay in the second cache.
  private static let tile = 16

  private func rank(
    _ range: Range<Int>, of users: FactorMatrix, against panels: ScorePanels, itemCount: Int,
    _ seen: InteractionMatrix, _ path: KernelPath, _ lists: RankedLists.Writer
  ) {
    var rows = [Float](repeating: 0, count: Self.together * panels.depth)
    for (place, user) in range.enumerated() {
      for k in 0..<panels.depth {
        rows[place * panels.depth + k] = users.values[user * users.stride + k]
      }
    }
    var best = range.map {
      BestUnseen(count, seen: seen.cells(of: UserIndex($0)), candidates: candidates)
    }
    var scores = [Float](repeating: 0, count: Self.together * Self.tile * ScorePanels.items)
    for start in stride(from: 0, to: panels.count, by: Self.tile) {
      let tile = start..<min(start + Self.tile, panels.count)
      panels.fill(tile, users: rows, scores: &scores, path: path)
      let width = tile.count * ScorePanels.items
      for place in best.indices {
        best[place].scan(
          scores, place * width..<(place + 1) * width, firstItem: start * ScorePanels.items,
          itemCount: itemCount, columns: seen.columns)
      }
    }
    for (place, user) in range.enumerated() { lists.store(best[place].sorted, of: user) }
  }
}
