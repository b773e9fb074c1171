/// Counts rows and says when to report: about a hundred times, and once at the end.
package struct ProgressSteps {
  private let total: Int
  private var done = 0
  private var next: Int
  private var step: Int { max(1, total / 100) }

  /// Steps towards `total` rows.
  package init(total: Int) {
    self.total = total
    next = max(1, total / 100)
  }

  /// Counts one row; returns rows done and in all when that is worth a report.
  package mutating func advance() -> (done: Int, total: Int)? {
    done += 1
    guard done >= next || done == total else { return nil }
    next = done + step
    return (done, total)
  }
}
