/// How a log is cut into what may be learned and what is asked.
public struct SplitPlan: Codable, Equatable, Sendable {
  /// Where the cut runs.
  public enum Method: Codable, Equatable, Sendable {
    /// Events are dealt into this many folds, >= 2; each is held out once.
    case random(folds: Int)
    /// Per user by time, ties broken by nothing anybody is called: the first ⌈(1 − testFraction) × n⌉ events are the past.
    case userTime(testFraction: Double)
    /// One instant for all: about this share of all events is at it or later.
    case globalTime(testFraction: Double)
    /// The last weeks one by one, each asked of everything before it.
    case weekly(windows: Int)
    /// From each of these instants (seconds since 1970) so many days, asked of everything before it.
    case windows(from: [Int64], days: Int)
  }

  /// What is asked.
  public enum Task: String, Codable, Sendable {
    /// Which items the user has not seen yet are next: seen ones are no candidates.
    case newItems = "ranking"
    /// What is watched next: at title level a series may be continued, at episode level (a data set
    /// with places) watched episodes are no candidates.
    case nextWatch = "next-watch"
  }

  /// Which items may be recommended.
  public enum Catalogue: String, Codable, Sendable {
    /// Items with at least one event in the past. Held-out events of other items are left out of
    /// every user's positives.
    case known
    /// All items of the log, also those without an event in the past; only their contents can rank
    /// those.
    case all
  }

  /// Where the cut runs.
  public var method: Method
  /// What is asked.
  public var task: Task
  /// From this rating on a held-out event counts as liked; `nil` when all do.
  public var positiveMinimum: Double?
  /// Which items may be recommended.
  public var catalogue: Catalogue
  /// Of how many events of the past a user must be known to be asked, >= 0.
  public var leastPast = 0
  /// Deals the folds.
  public var seed: UInt64

  /// A way to split.
  public init(
    _ method: Method, task: Task = .newItems, positiveMinimum: Double? = nil,
    catalogue: Catalogue = .known, leastPast: Int = 0, seed: UInt64 = 0
  ) {
    self.leastPast = leastPast
    self.method = method
    self.task = task
    self.positiveMinimum = positiveMinimum
    self.catalogue = catalogue
    self.seed = seed
  }

  /// Cuts a log for ranking: one split for each fold or window, in their order.
  ///
  /// - Throws: `SplitError.invalidMethod`; `unordered` for what is watched next out of random folds;
  ///   `nothingToSplit` when no cut leaves something on both sides; `data` when the log's cells
  ///   make no data set.
  public func rankingSplits(of log: InteractionLog) throws(SplitError) -> [Split] {
    if case .random = method, task == .nextWatch { throw .unordered }
    var splits: [Split] = []
    for cut in try cuts(of: log) {
      splits.append(try Split(log: log, cut: cut, plan: self))
    }
    return splits
  }

  /// Cuts a log for rating prediction: one split for each fold or window, in their order.
  ///
  /// - Parameters:
  ///   - log: the ratings.
  ///   - scale: what a rating may be; by default from the lowest to the highest of the log, which
  ///     is known beforehand and no leak.
  /// - Returns: at least one split.
  /// - Throws: `SplitError.invalidMethod`; `nothingToSplit` when no cut leaves something on both
  ///   sides; `data` when a rating is not finite.
  public func ratingSplits(
    of log: InteractionLog, scale: ClosedRange<Double>? = nil
  ) throws(SplitError) -> [RatingSplit] {
    let scale = scale ?? log.scale
    var splits: [RatingSplit] = []
    for cut in try cuts(of: log) {
      splits.append(try RatingSplit(log: log, cut: cut, plan: self, scale: scale))
    }
    return splits
  }
}

/// Why a log was not split.
public enum SplitError: Error, Equatable, Sendable {
  /// No cut leaves something on both sides.
  case nothingToSplit
  /// Folds, windows or a share that are none: at least 2 folds, 1 window, a share in (0, 1).
  case invalidMethod
  /// What is watched next is a question of time, and random folds have none.
  case unordered
  /// A split would have leaked.
  case leak(LeakError)
  /// The log's cells do not make a data set.
  case data(DatasetError)
}

extension SplitPlan.Method {
  /// The name `--split` takes: "random", "user-time", "global-time", "weekly" or "windows".
  public var name: String {
    switch self {
    case .random: "random"
    case .userTime: "user-time"
    case .globalTime: "global-time"
    case .weekly: "weekly"
    case .windows: "windows"
    }
  }

  /// How the past of a split is cut like the split: of several weeks one, of given ones the last.
  var forInnerSplit: SplitPlan.Method {
    switch self {
    case .random, .userTime, .globalTime: self
    case .weekly, .windows: .weekly(windows: 1)
    }
  }
}
