/// The way a log is cut into training data and held-out data.
public struct SplitPlan: Codable, Equatable, Sendable {
  /// The method of the cut.
  public enum Method: Codable, Equatable, Sendable {
    /// Events are assigned at random to folds, >= 2, each of which is held out once.
    case random(folds: Int)
    /// The first ⌈(1 − testFraction) × n⌉ events of each user by time are training data; equal
    /// times are ordered independently of identifiers.
    case userTime(testFraction: Double)
    /// One instant for all users, chosen so that about this share of all events is at it or later.
    case globalTime(testFraction: Double)
    /// Each of the last weeks is held out once, with all earlier events as training data.
    case weekly(windows: Int)
    /// A number of days from each of these instants (seconds since 1970) is held out, with all
    /// earlier events as training data.
    case windows(from: [Int64], days: Int)
  }

  /// The task of a ranking.
  public enum Task: String, Codable, Sendable {
    /// To rank items the user has not seen; seen items are no candidates.
    case newItems = "ranking"
    /// To rank the items watched next. At title level seen items are candidates, so that a series
    /// may be continued; at episode level (a data set with places) watched episodes are no
    /// candidates.
    case nextWatch = "next-watch"
  }

  /// The items that may be recommended.
  public enum Catalogue: String, Codable, Sendable {
    /// Items with at least one event in the training data. Held-out events of other items do not
    /// count as relevant.
    case known
    /// All items of the log; those without an event in the training data can be ranked only by
    /// content.
    case all
  }

  /// The method of the cut.
  public var method: Method
  /// The task of a ranking.
  public var task: Task
  /// The lowest rating of a relevant held-out event; `nil` where all are relevant.
  public var positiveMinimum: Double?
  /// The items that may be recommended.
  public var catalogue: Catalogue
  /// The least number of training events of a measured user, >= 0.
  public var leastPast = 0
  /// The seed of random folds.
  public var seed: UInt64

  /// A plan with its method.
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

  /// Cuts a log for rankings: one split for each fold or window, in their order.
  ///
  /// - Throws: `SplitError.invalidMethod`; `unordered` for random folds with the task `nextWatch`;
  ///   `nothingToSplit` where no cut has training and held-out data; `data` where the cells of the
  ///   log make no data set.
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
  ///   - log: the log of the ratings.
  ///   - scale: the range of ratings; by default from the lowest to the highest of the log, which
  ///     is no leak because a scale is known in advance.
  /// - Returns: at least one split.
  /// - Throws: `SplitError.invalidMethod`; `nothingToSplit` where no cut has training and held-out
  ///   data; `data` where a rating is not finite.
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

/// The reasons why a log is not split.
public enum SplitError: Error, Equatable, Sendable {
  /// No cut has training and held-out data.
  case nothingToSplit
  /// The number of folds (at least 2) or windows (at least 1) or the share (in (0, 1)) is out of
  /// range.
  case invalidMethod
  /// The task `nextWatch` needs a split by time, and random folds are none.
  case unordered
  /// The split would leak.
  case leak(LeakError)
  /// The cells of the log make no data set.
  case data(DatasetError)
}

extension SplitPlan.Method {
  /// The name, as `--split` takes it: "random", "user-time", "global-time", "weekly" or "windows".
  public var name: String {
    switch self {
    case .random: "random"
    case .userTime: "user-time"
    case .globalTime: "global-time"
    case .weekly: "weekly"
    case .windows: "windows"
    }
  }

  /// The method that cuts the training data of a split like the split: one week for weeks and
  /// windows.
  var forInnerSplit: SplitPlan.Method {
    switch self {
    case .random, .userTime, .globalTime: self
    case .weekly, .windows: .weekly(windows: 1)
    }
  }
}

/// The events of a log that are training data and those that are held out; some may be neither.
struct Cut {
  /// Whether each event is training data.
  var isPast: [Bool]
  /// Whether each event is held out.
  var isHeldOut: [Bool]
  /// The instant of the cut; `nil` where each user has a different one.
  var instant: Int64?
  /// Whether the training data of each user are earlier than the held-out data.
  var isOrdered = true
  /// The label in reports: "user-time", "random 2/5".
  var label: String
  /// Events with equal times, where the order of events decides the cut.
  var ties: Ties?
}

extension SplitPlan {
  private static let day: Int64 = 86_400

  /// The cuts of a log that have training and held-out data.
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

  /// The number of training events of n events: ⌈share × n⌉, with a tolerance for the rounding of
  /// the share.
  static func pastCount(of count: Int, testFraction: Double) -> Int {
    min(count, Int(((1 - testFraction) * Double(count) - 1e-9).rounded(.up)))
  }

  private func folds(_ folds: Int, of log: InteractionLog) -> [Cut] {
    var order = Array(log.events.indices)
    var random = PCG32(seed: seed)
    order.shuffle(using: &random)
    var start = 0
    return (0..<folds).map { fold in
      // The first n mod k folds have one event more.
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

  /// The events before an interval of time are training data, those in it are held out.
  private func window(_ range: Range<Int64>, of log: InteractionLog, label: String) -> Cut {
    Cut(
      isPast: log.events.map { $0.atSeconds < range.lowerBound },
      isHeldOut: log.events.map { range.contains($0.atSeconds) }, instant: range.lowerBound,
      label: label)
  }
}

extension SplitPlan.Method {
  /// Whether the parameters are in range.
  var isValid: Bool {
    switch self {
    case .random(let folds): folds >= 2
    case .userTime(let fraction), .globalTime(let fraction): fraction > 0 && fraction < 1
    case .weekly(let windows): windows >= 1
    case .windows(let starts, let days): !starts.isEmpty && (1...100_000).contains(days)
    }
  }
}
