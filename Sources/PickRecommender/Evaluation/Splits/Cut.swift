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
