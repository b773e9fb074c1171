import Dispatch
import Synchronization
import Testing

@testable import PickRecommender

@Suite("Progress of work that says nothing")
struct PacedProgressTests {
  @Test("is reported while the work goes on, rises and stays in its range", .timeLimit(.minutes(2)))
  func moves() throws {
    let reports = Mutex<[Double]>([])
    let several = DispatchSemaphore(value: 0)
    let context = FitContext(progress: { fraction in
      reports.withLock { $0.append(fraction) }
      several.signal()
    })
    try PacedProgress.during(expecting: 0.5, in: 0.2...0.6, of: context) { () throws(FitError) in
      for _ in 0..<4 { several.wait() }
    }
    let made = reports.withLock { $0 }
    #expect(made.count >= 4)
    #expect(made == made.sorted() && Set(made).count > 1)
    #expect(made.allSatisfy { (0.2..<0.6).contains($0) })
  }

  @Test("goes evenly to the expected time, then slower, and never arrives")
  func shares() {
    #expect(PacedProgress.share(spent: 5, expected: 10) == 0.45)
    let times = stride(from: 0.0, through: 1000, by: 0.5)
    let shares = times.map { PacedProgress.share(spent: $0, expected: 10) }
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
    #expect(shares.allSatisfy { (0..<1).contains($0) })
    #expect(PacedProgress.share(spent: 1, expected: 0) == 0)
  }

  @Test("work that fails says so")
  func failing() {
    #expect(throws: FitError.cancelled) {
      try PacedProgress.during(expecting: 1, in: 0...1, of: FitContext()) { () throws(FitError) in
        throw .cancelled
      }
    }
  }
}
