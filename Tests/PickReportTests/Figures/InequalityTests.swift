import Glibc
import Testing

@testable import PickReport

@Suite("Inequality")
struct InequalityTests {
  @Test("the Gini coefficient is 0 of equal counts and grows to one for all")
  func gini() {
    #expect(Inequality.gini(sorted: [5, 5, 5]) == 0)
    #expect(abs(Inequality.gini(sorted: [1, 2, 3, 4]) - 0.25) < 1e-12)
    #expect(abs(Inequality.gini(sorted: [0, 0, 1]) - 2 / 3.0) < 1e-12)
    #expect(Inequality.gini(sorted: []) == 0)
    #expect(Inequality.gini(sorted: [0, 0]) == 0)
  }

  @Test("the Lorenz curve of equal counts is the diagonal")
  func diagonal() {
    let curve = Inequality.lorenz(sorted: [7, 7, 7, 7])
    #expect(curve.count == 21)
    for (point, share) in curve.enumerated() { #expect(abs(share - Double(point) / 20) < 1e-12) }
  }

  @Test("the Lorenz curve of one who has everything stays down until the last one")
  func one() {
    let curve = Inequality.lorenz(sorted: [0, 0, 0, 12])
    #expect(curve[15] == 0)
    #expect(abs(curve[18] - 0.6) < 1e-12)
    #expect(curve[20] == 1)
  }

  @Test("equal shares have no drift, and opposite ones a large one")
  func drift() {
    #expect(abs(Inequality.psi([10, 20], [100, 200])) < 0.01)
    #expect(Inequality.psi([90, 10], [10, 90]) > 1)
    #expect(Inequality.psi([], []) == 0)
    // Shares .7 and .3 after smoothing of 6.5 and 2.5 of 9, against their opposite.
    let expected = (6.5 - 2.5) / 9 * 2 * 0.9555114450274363
    #expect(abs(Inequality.psi([6, 2], [2, 6]) - expected) < 1e-12)
    // (.6 − .5) ln(.6 ÷ .5) + (.4 − .5) ln(.4 ÷ .5), with half an event added to each bucket.
    let (p, q) = (60.5 / 101, 50.5 / 101)
    let textbook = (p - q) * log(p / q) + (q - p) * log((1 - p) / (1 - q))
    #expect(abs(Inequality.psi([60, 40], [50, 50]) - textbook) < 1e-12)
    #expect(Inequality.psi([3, 4], [3, 4]) == 0)
    #expect(Inequality.psi([10, 0], [0, 10]).isFinite)
    #expect(Inequality.psi([Int.max, Int.max], [0, 1]).isFinite)
    #expect(Inequality.psi([1, 2, 3], [3, 4]) == 0)
  }

  @Test("a distribution has its buckets, quantiles and the share of the largest")
  func distribution() {
    let distribution = Distribution([1, 1, 2, 4, 12])
    #expect(distribution.members == 5 && distribution.total == 20)
    #expect(distribution.mean == 4 && distribution.median == 2 && distribution.max == 12)
    #expect(abs(distribution.p90 - 8.8) < 1e-12)
    #expect(distribution.topTenthShare == 0.6)
    // 12 and 4 have 16 of 20.
    #expect(distribution.membersOfMost == 2)
    #expect(distribution.buckets.map(\.members) == [2, 1, 1, 0, 1, 0, 0, 0])
    #expect(distribution.buckets.map(\.total) == [2, 2, 4, 0, 12, 0, 0, 0])
  }

  @Test("nothing has a distribution too")
  func empty() {
    let distribution = Distribution([])
    #expect(distribution.members == 0 && distribution.mean == 0 && distribution.median == 0)
    #expect(distribution.membersOfMost == 0 && distribution.topPercentShare == 0)
  }
}
