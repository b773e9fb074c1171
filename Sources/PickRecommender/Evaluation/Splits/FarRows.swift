/// Events whose date is a slip: nothing else happened anywhere near.
///
/// One event dated 2100 makes the last week of a log one of that event alone, and one dated 1970 is
/// most often a missing time. An event is far when a gap lies between it and the rest that is longer
/// than a year and than a quarter of the time all others cover; at most one event in a hundred (at
/// least one) can be far on each side, because more are no slip. Where the middle of a log is later
/// than 1980, 0 and −1 seconds since 1970 are no time at all.
public struct FarRows: Equatable, Sendable {
  /// By event.
  fileprivate let isFar: [Bool]
  /// How many there are.
  public let count: Int
  /// When the first and the last of them were, in seconds since 1970.
  public let first: Int64?
  /// The last one.
  public let last: Int64?
  /// From the first to the last of the others.
  public let rest: ClosedRange<Int64>?

  private static let year = 366.0 * 86_400
  private static let year1980: Int64 = 315_532_800

  /// Looks for far events by when each was, in seconds since 1970.
  public init(times: [Int64]) {
    let sorted = times.sorted()
    let isDated = sorted.isEmpty || sorted[sorted.count / 2] <= Self.year1980
    let kept = isDated ? sorted : sorted.filter { $0 != 0 && $0 != -1 }
    let range = Self.near(kept)
    let isFar = times.map { time in
      (!isDated && (time == 0 || time == -1)) || range.map { !$0.contains(time) } ?? false
    }
    let far: [Int64] = times.indices.filter { isFar[$0] }.map { times[$0] }
    self.isFar = isFar
    count = far.count
    first = far.min()
    last = far.max()
    rest = range
  }

  /// Whether a row is near others.
  public func isNear(_ row: Int) -> Bool { !isFar[row] }

  /// The rows that are not far, of as many as there were times.
  public func near<Row>(_ rows: [Row]) -> [Row] {
    precondition(rows.count == isFar.count, "a row for each time")
    return count == 0 ? rows : zip(rows, isFar).filter { !$0.1 }.map(\.0)
  }

  /// From the first to the last time that is near others.
  private static func near(_ times: [Int64]) -> ClosedRange<Int64>? {
    guard let first = times.first, let last = times.last else { return nil }
    let budget = max(1, times.count / 100)
    let (low, high) = (budget, times.count - 1 - budget)
    guard low < high else { return first...last }
    func span(_ from: Int, _ to: Int) -> Double { Double(times[to]) - Double(times[from]) }
    func isGap(_ gap: Double, beside span: Double) -> Bool { gap > max(year, span / 4) }
    let end = (high..<times.count - 1).first { isGap(span($0, $0 + 1), beside: span(low, $0)) }
    let start = stride(from: low, to: 0, by: -1).first {
      isGap(span($0 - 1, $0), beside: span($0, high))
    }
    return times[start ?? 0]...times[end ?? times.count - 1]
  }
}

extension InteractionLog {
  /// The log without events whose date is a slip, and what they were.
  public func withoutFarRows() -> (log: InteractionLog, far: FarRows) {
    let far = FarRows(times: events.map(\.atSeconds))
    return (far.count == 0 ? self : keeping(far.isFar.map { !$0 }), far)
  }
}
