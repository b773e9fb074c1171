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

/// A model whose scores are products of factors, which many users can be scored by at once.
public protocol FactorScoring: FittedRecommender {
  /// The factors of the items.
  var items: FactorMatrix { get }

  /// The factors of every row of a matrix, folded in as `score` folds in a history.
  ///
  /// - Parameters:
  ///   - matrix: histories, its columns the model's items.
  ///   - threads: how many threads may work; the result does not depend on it.
  /// - Returns: rows as long as those of `items`.
  func factors(of matrix: InteractionMatrix, threads: Int) -> FactorMatrix
}

/// Keeps one user's best candidates while scores go by, items ascending.
struct BestUnseen {
  private var best: TopK
  private let candidates: CandidateFilter
  /// The user's cells that are still to come.
  private var seen: Range<Int>
  /// What a score has to beat.
  private var threshold: Float = -.infinity

  /// Keeps at most `count` items that are candidates and not among the cells of `seen`.
  init(_ count: Int, seen: Range<Int>, candidates: CandidateFilter) {
    best = TopK(count)
    self.seen = seen
    self.candidates = candidates
    if count <= 0 { threshold = .infinity }
  }

  /// What was kept, best first.
  var sorted: [ScoredItem] { best.sorted() }

  /// Looks at scores of items that follow each other.
  ///
  /// - Parameters:
  ///   - scores: where the scores are.
  ///   - range: which of them are this user's.
  ///   - firstItem: the item of the first score, above every item shown before.
  ///   - itemCount: items from here on are none.
  ///   - columns: the items of the cells.
  mutating func scan(
    _ scores: [Float], _ range: Range<Int>, firstItem: Int, itemCount: Int, columns: [Int32]
  ) {
    let end = min(range.upperBound, range.lowerBound + itemCount - firstItem)
    var position = range.lowerBound
    while position < end,
      let found = ThresholdScan.next(in: scores, position..<end, above: threshold)
    {
      position = found + 1
      let item = firstItem + found - range.lowerBound
      let score = Double(scores[found])
      guard isCandidate(item, columns), best.admits(score) else { continue }
      best.insert(ItemIndex(item), score: score)
      threshold = Float(best.threshold)
    }
  }

  private mutating func isCandidate(_ item: Int, _ columns: [Int32]) -> Bool {
    while let cell = seen.first, columns[cell] < item { seen.removeFirst() }
    if let cell = seen.first, columns[cell] == item, !candidates.includesSeen { return false }
    return candidates.contains(ItemIndex(item))
  }
}

/// The lists of many users, written by several threads.
struct RankedLists {
  private let depth: Int
  private var items: [Int32]
  private var scores: [Double]
  private var counts: [Int32]

  /// Room for lists of at most `depth` items.
  init(userCount: Int, depth: Int) {
    self.depth = max(0, depth)
    items = Array(repeating: 0, count: userCount * self.depth)
    scores = Array(repeating: 0, count: userCount * self.depth)
    counts = Array(repeating: 0, count: userCount)
  }

  /// Where threads put lists; each user's must be written by one thread only.
  struct Writer: Sendable {
    fileprivate let depth: Int
    fileprivate let items: SharedBuffer<Int32>
    fileprivate let scores: SharedBuffer<Double>
    fileprivate let counts: SharedBuffer<Int32>

    /// Keeps a user's list.
    func store(_ list: [ScoredItem], of user: Int) {
      for (rank, entry) in list.prefix(depth).enumerated() {
        items[user * depth + rank] = entry.item.rawValue
        scores[user * depth + rank] = entry.score
      }
      counts[user] = Int32(min(depth, list.count))
    }
  }

  /// Lends the lists to be written.
  mutating func fill(_ body: (Writer) -> Void) {
    var (items, scores, counts) = (items, scores, counts)
    let depth = depth
    SharedBuffer.lend(&items) { items in
      SharedBuffer.lend(&scores) { scores in
        SharedBuffer.lend(&counts) { counts in
          body(Writer(depth: depth, items: items, scores: scores, counts: counts))
        }
      }
    }
    (self.items, self.scores, self.counts) = (items, scores, counts)
  }

  /// The lists, by user.
  var lists: [[ScoredItem]] {
    counts.indices.map { user in
      (0..<Int(counts[user])).map {
        ScoredItem(item: ItemIndex(items[user * depth + $0]), score: scores[user * depth + $0])
      }
    }
  }
}
