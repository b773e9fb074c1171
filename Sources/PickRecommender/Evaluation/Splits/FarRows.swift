/// Events with an implausible date, far from all other events.
///
/// One event dated 2100 would be the only event of the last week of a log, and an event dated 1970
/// usually has no known time. An event is far where the gap to the rest is longer than a year and
/// longer than a quarter of the time the others cover. At most one event in a hundred (at least
/// one) can be far on each side, because more are no mistake. Where the median of a log is later
/// than 1980, the times 0 and −1 mean that the time is unknown.
public struct FarRows: Equatable, Sendable {
  /// Whether each event is far.
  fileprivate let isFar: [Bool]
  /// The number of far events.
  public let count: Int
  /// The time of the first far event, in seconds since 1970.
  public let first: Int64?
  /// The time of the last far event, in seconds since 1970.
  public let last: Int64?
  /// The times from the first to the last of the other events, in seconds since 1970.
  public let rest: ClosedRange<Int64>?

  private static let year = 366.0 * 86_400
  private static let year1980: Int64 = 315_532_800

  /// Finds the far events by the times of all events, in seconds since 1970.
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

  /// Whether an event is not far.
  public func isNear(_ row: Int) -> Bool { !isFar[row] }

  /// The rows of events that are not far, of one row for each event.
  public func near<Row>(_ rows: [Row]) -> [Row] {
    precondition(rows.count == isFar.count, "a row for each time")
    return count == 0 ? rows : zip(rows, isFar).filter { !$0.1 }.map(\.0)
  }

  /// The times from the first to the last event that is not far.
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
  /// The log without events of implausible dates, and the events left out.
  public func withoutFarRows() -> (log: InteractionLog, far: FarRows) {
    let far = FarRows(times: events.map(\.atSeconds))
    return (far.count == 0 ? self : keeping(far.isFar.map { !$0 }), far)
  }
}
