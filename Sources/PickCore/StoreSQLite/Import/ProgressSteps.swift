/// Counts rows and reports about a hundred times, and once at the end.
struct ProgressSteps {
  private let total: Int
  private let report: (Int, Int) -> Void
  private var done = 0
  private var next: Int
  private var step: Int { max(1, total / 100) }

  init(total: Int, report: @escaping (Int, Int) -> Void) {
    self.total = total
    self.report = report
    next = max(1, total / 100)
  }

  mutating func advance() {
    done += 1
    guard done >= next || done == total else { return }
    next = done + step
    report(done, total)
  }
}
