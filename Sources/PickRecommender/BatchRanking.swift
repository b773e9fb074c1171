import Synchronization

/// Ranks items for many users at once, on several threads.
///
///     let lists = BatchRanking(count: 10).rank(dataset.users.count, by: model) { row in
///       .init(request: ScoringRequest(history: dataset.history(of: UserIndex(row))))
///     }
///
/// Each list is the one `recommend` returns for the request, to the bit and for any number of
/// threads. Factor models are scored by dense algebra in tiles of 60 users and 256 items, whose
/// sums are rounded in another order than those of `score`. An item whose tile score is within the
/// rounding error of the user's worst kept score, or above it, is scored again as `score` does, and
/// only that score is compared and returned. Every other model ranks request by request.
public struct BatchRanking: Sendable {
  /// A request with its candidates.
  public struct Query: Sendable {
    /// The request to the model.
    public var request: ScoringRequest
    /// The items that may be recommended.
    public var candidates: CandidateFilter

    /// A request with its candidates, by default all items that the history does not hold.
    public init(request: ScoringRequest, candidates: CandidateFilter = .all()) {
      self.request = request
      self.candidates = candidates
    }
  }

  /// The greatest number of items of a list.
  public var count: Int
  /// The number of threads, > 0.
  public var threads: Int

  /// A ranking of `count` items, on one thread for each processor unless `threads` says otherwise.
  public init(count: Int, threads: Int = FitContext.coreCount) {
    self.count = count
    self.threads = threads
  }

  /// The best items for many requests, each list best first.
  ///
  /// - Parameters:
  ///   - queryCount: the number of requests.
  ///   - model: the model that scores.
  ///   - query: makes the request at a position in `0..<queryCount`; called once for each position,
  ///     from several threads.
  /// - Returns: a list for each request, in their order.
  public func rank(
    _ queryCount: Int, by model: any FittedRecommender, query: @Sendable (Int) -> Query
  ) -> [[ScoredItem]] {
    let lists = Mutex([[ScoredItem]](repeating: [], count: queryCount))
    // Nothing cancels this context, so nothing is thrown.
    try? forEach(queryCount, by: model, context: FitContext(threads: threads), query: query) {
      place, list in lists.withLock { $0[place] = list }
    }
    return lists.withLock { $0 }
  }

  /// The best items of users whose factors are known, each list best first.
  ///
  /// - Parameters:
  ///   - users: the factors of the users, rows as long as those of `items`.
  ///   - items: the factors of the items.
  ///   - seen: the items each user has seen, which are left out; shape
  ///     `[users.rowCount, items.rowCount]`.
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
    let tiles = FactorTiles(items, count: count, path: path)
    let lists = Mutex([[ScoredItem]](repeating: [], count: users.rowCount))
    Parallel.forEach(
      users.rowCount, chunk: chunk(of: users.rowCount, threads: threads), threads: threads
    ) { _, range in
      let found = tiles.rank(
        range.map { user in
          FactorTiles.User(
            vector: Array(users.values[user * users.stride..<(user + 1) * users.stride]),
            seen: Array(seen.columns[seen.cells(of: UserIndex(user))]), candidates: .all())
        })
      lists.withLock { lists in
        for (user, list) in zip(range, found) { lists[user] = list }
      }
    }
    return lists.withLock { $0 }
  }

  /// Calls `body` with the position and the list of every request, from several threads.
  ///
  /// - Throws: `FitError.cancelled`; some requests are then left out.
  func forEach(
    _ queryCount: Int, by model: any FittedRecommender, context: FitContext,
    query: @Sendable (Int) -> Query, _ body: @Sendable (Int, [ScoredItem]) -> Void
  ) throws(FitError) {
    guard let model = model as? any FactorScoring else {
      return try Parallel.forEach(queryCount, chunk: 16, context: context, share: 0...1) {
        _, range in
        for place in range {
          let query = query(place)
          body(place, model.recommend(count, for: query.request, among: query.candidates))
        }
      }
    }
    let tiles = FactorTiles(model.items, count: count, path: .best)
    let chunk = chunk(of: queryCount, threads: context.threads)
    try Parallel.forEach(queryCount, chunk: chunk, context: context, share: 0...1) { _, range in
      let lists = tiles.rank(
        range.map { place in
          let query = query(place)
          return FactorTiles.User(
            vector: model.factors(of: query.request.history),
            seen: query.request.history.entries.map(\.item.rawValue),
            candidates: query.candidates)
        })
      for (place, list) in zip(range, lists) { body(place, list) }
    }
  }

  /// The number of users scored together, a multiple of `ScorePanels.users` and small enough that
  /// every thread has some.
  private func chunk(of count: Int, threads: Int) -> Int {
    let share = (count + max(1, threads) - 1) / max(1, threads)
    let whole = (share + ScorePanels.users - 1) / ScorePanels.users * ScorePanels.users
    return min(FactorTiles.users, max(ScorePanels.users, whole))
  }
}

/// A model whose scores are the products `FactorScores` computes of item factors and the factors of
/// a history, so that many users can be scored at once.
protocol FactorScoring: FittedRecommender {
  /// The factors of the items.
  var items: FactorMatrix { get }

  /// The factors of a history, padded as a row of `items` is.
  func factors(of history: UserHistory) -> [Float]
}

/// Item factors laid out for dense algebra, and the ranking of a few users by them.
private struct FactorTiles: Sendable {
  /// A user to rank for.
  struct User {
    /// The user's factors, padded as a row of the items is.
    let vector: [Float]
    /// The items of the user's history, ascending.
    let seen: [Int32]
    let candidates: CandidateFilter
  }

  /// The greatest number of users of a tile, a multiple of `ScorePanels.users`.
  static let users = 60
  /// The number of panels of a tile: 256 items, so that items and scores of a tile stay in the
  /// second-level cache.
  private static let panels = 16

  private let items: FactorMatrix
  private let panels: ScorePanels
  private let count: Int
  private let path: KernelPath
  /// The length of the longest row of the items.
  private let longest: Double

  init(_ items: FactorMatrix, count: Int, path: KernelPath) {
    self.items = items
    self.count = count
    self.path = path
    panels = ScorePanels(items)
    longest = (0..<items.rowCount).reduce(0) {
      max($0, Self.length(items.values[$1 * items.stride..<($1 + 1) * items.stride]))
    }
  }

  /// The best items of at most `users` users.
  func rank(_ users: [User]) -> [[ScoredItem]] {
    guard count > 0 else { return users.map { _ in [] } }
    let depth = panels.depth
    let rowCount = (users.count + ScorePanels.users - 1) / ScorePanels.users * ScorePanels.users
    var rows = [Float](repeating: 0, count: rowCount * depth)
    for (place, user) in users.enumerated() {
      for k in 0..<depth { rows[place * depth + k] = user.vector[k] }
    }
    var best = users.map { BestUnseen(count, $0, slack: slack(of: $0.vector)) }
    var scores = [Float](repeating: 0, count: rowCount * Self.panels * ScorePanels.items)
    for start in stride(from: 0, to: panels.count, by: Self.panels) {
      let tile = start..<min(start + Self.panels, panels.count)
      panels.fill(tile, users: rows, scores: &scores, path: path)
      let width = tile.count * ScorePanels.items
      let first = start * ScorePanels.items
      let present = min(width, items.rowCount - first)
      for place in best.indices {
        best[place].scan(
          scores, place * width..<place * width + present, firstItem: first, items: items)
      }
    }
    return best.map(\.sorted)
  }

  /// A bound on the difference of two ways to sum a product of factors; infinite where sums may
  /// overflow.
  ///
  /// In any order, with fused multiplications or without, the error of a sum of n products is at
  /// most n u ÷ (1 − n u) × ‖x‖ ‖y‖, u = 2⁻²⁴. The bound is twice the difference of two such sums,
  /// and a constant for the underflow of products.
  /// - Note: Higham, "Accuracy and Stability of Numerical Algorithms", 2002, section 3.1.
  private func slack(of vector: [Float]) -> Float {
    let product = Self.length(vector[...]) * longest
    guard product < 1e30, items.factors < 1 << 20 else { return .infinity }
    return Float(4 * Double(items.factors + 16) * 0x1p-24 * product + 1e-30)
  }

  private static func length(_ row: ArraySlice<Float>) -> Double {
    row.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  /// The best candidates of one user, found in tiles of scores by ascending item.
  private struct BestUnseen {
    private var best: TopK
    private let user: User
    private let slack: Float
    /// The number of items of the history before the next item.
    private var seenCount = 0
    /// The tile score that an item must exceed to be possibly better than those kept.
    private var threshold: Float = -.infinity

    init(_ count: Int, _ user: User, slack: Float) {
      best = TopK(count)
      self.user = user
      self.slack = slack
    }

    /// The kept items, best first.
    var sorted: [ScoredItem] { best.sorted() }

    /// Scans the tile scores of consecutive items.
    ///
    /// - Parameters:
    ///   - scores: the scores of a tile.
    ///   - range: the positions of this user's scores.
    ///   - firstItem: the item of the first score, above all items scanned before.
    ///   - items: the factors of all items.
    mutating func scan(
      _ scores: [Float], _ range: Range<Int>, firstItem: Int, items: FactorMatrix
    ) {
      var position = range.lowerBound
      while position < range.upperBound {
        if slack.isFinite {
          guard
            let found = ThresholdScan.next(
              in: scores, position..<range.upperBound, above: threshold)
          else { return }
          position = found
        }
        let item = firstItem + position - range.lowerBound
        position += 1
        guard isCandidate(Int32(item)) else { continue }
        let score = Double(FactorScores.score(item, of: items, vector: user.vector))
        guard best.admits(score) else { continue }
        best.insert(ItemIndex(item), score: score)
        threshold = Float(best.threshold) - slack
      }
    }

    private mutating func isCandidate(_ item: Int32) -> Bool {
      while seenCount < user.seen.count, user.seen[seenCount] < item { seenCount += 1 }
      let isSeen = seenCount < user.seen.count && user.seen[seenCount] == item
      return (user.candidates.includesSeen || !isSeen)
        && user.candidates.contains(ItemIndex(item))
    }
  }
}
