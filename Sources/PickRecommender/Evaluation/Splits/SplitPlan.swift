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

/// Which events of a log are the past and which are held out; some may be neither.
struct Cut {
  /// By event: may be learned from.
  var isPast: [Bool]
  /// By event: is asked.
  var isHeldOut: [Bool]
  /// The one instant of the cut; `nil` when each user has an own one.
  var instant: Int64?
  /// Whether the past is before what is held out, for each user.
  var isOrdered = true
  /// What a report calls it: "user-time", "random 2/5".
  var label: String
  /// Events of one second, where the order of events decides.
  var ties: Ties?
}

extension SplitPlan {
  private static let day: Int64 = 86_400

  /// The cuts of a log, without those that leave nothing on one side.
  func cuts(of log: InteractionLog) throws(SplitError) -> [Cut] {
    guard method.isValid else { throw .invalidMethod }
    let cuts: [Cut] =
      switch method {
      case .random(let folds): self.folds(folds, of: log)
      case .userTime(let fraction): [userTime(fraction, of: log)]
      case .globalTime(let fraction): globalTime(fraction, of: log).map { [$0] } ?? []
      case .weekly(let windows): weekly(windows, of: log)
      case .windows(let starts, let days):
        starts.map { start in
          window(
            start..<start.plus(Int64(days) * Self.day), of: log, label: "windows \(start)")
        }
      }
    let usable = cuts.filter { $0.isPast.contains(true) && $0.isHeldOut.contains(true) }
    guard !usable.isEmpty else { throw .nothingToSplit }
    return usable
  }

  /// How many of n events are the past: ⌈share × n⌉, forgiving the rounding of the share itself.
  static func pastCount(of count: Int, testFraction: Double) -> Int {
    min(count, Int(((1 - testFraction) * Double(count) - 1e-9).rounded(.up)))
  }

  private func folds(_ folds: Int, of log: InteractionLog) -> [Cut] {
    var order = Array(log.events.indices)
    var random = PCG32(seed: seed)
    order.shuffle(using: &random)
    var start = 0
    return (0..<folds).map { fold in
      // As everywhere: the first n mod k folds have one event more.
      let count = order.count / folds + (fold < order.count % folds ? 1 : 0)
      var isHeldOut = [Bool](repeating: false, count: order.count)
      for event in order[start..<start + count] { isHeldOut[event] = true }
      start += count
      return Cut(
        isPast: isHeldOut.map { !$0 }, isHeldOut: isHeldOut, isOrdered: false,
        label: "random \(fold + 1)/\(folds)")
    }
  }

  private func userTime(_ fraction: Double, of log: InteractionLog) -> Cut {
    var isPast = [Bool](repeating: false, count: log.events.count)
    for user in 0..<log.users.count {
      let ordered = log.ordered(user)
      let count = Self.pastCount(of: ordered.count, testFraction: fraction)
      for event in ordered.prefix(count) { isPast[event] = true }
    }
    return Cut(
      isPast: isPast, isHeldOut: isPast.map { !$0 }, label: "user-time", ties: log.ties(isPast))
  }

  private func globalTime(_ fraction: Double, of log: InteractionLog) -> Cut? {
    let times = log.events.map(\.atSeconds).sorted()
    let count = Self.pastCount(of: times.count, testFraction: fraction)
    guard count < times.count else { return nil }
    return window(times[count]..<Int64.max, of: log, label: "global-time \(times[count])")
  }

  private func weekly(_ windows: Int, of log: InteractionLog) -> [Cut] {
    guard let last = log.events.lazy.map(\.atSeconds).max() else { return [] }
    let week = 7 * Self.day
    return (0..<windows).reversed().map { back in
      let end = last + 1 - Int64(back) * week
      return window(end - week..<end, of: log, label: "weekly \(end - week)")
    }
  }

  /// Everything before an interval of time is the past, everything in it is asked.
  private func window(_ range: Range<Int64>, of log: InteractionLog, label: String) -> Cut {
    Cut(
      isPast: log.events.map { $0.atSeconds < range.lowerBound },
      isHeldOut: log.events.map { range.contains($0.atSeconds) }, instant: range.lowerBound,
      label: label)
  }
}

extension SplitPlan.Method {
  /// Whether there can be such a cut.
  var isValid: Bool {
    switch self {
    case .random(let folds): folds >= 2
    case .userTime(let fraction), .globalTime(let fraction): fraction > 0 && fraction < 1
    case .weekly(let windows): windows >= 1
    case .windows(let starts, let days): !starts.isEmpty && (1...100_000).contains(days)
    }
  }
}
