import Glibc
import Testing

@testable import PickRecommender

@Suite struct MixtureKernelTests {
  @Test("it agrees with the plain sum", arguments: 0..<20)
  func againstPlain(seed: UInt64) {
    var random = PCG32(seed: seed)
    let (kernels, rows) = (1 + random.below(40), 1 + random.below(6))
    func numbers() -> [Double] { (0..<kernels).map { _ in random.unit() } }
    let offsets = numbers().map { log($0 + 1e-3) }
    let means = (0..<rows).map { _ in numbers() }
    let deviations = (0..<rows).map { _ in numbers().map { 0.01 + $0 } }
    let points = (0..<5).map { _ in (0..<rows).map { _ in random.unit() } }
    let extra = points.map { _ in numbers().map { log($0) } }
    var mixture = MixtureKernel(offsets: offsets, pointCount: points.count)
    for row in 0..<rows {
      mixture.add(
        means: means[row], deviations: deviations[row], at: points.map { $0[row] })
    }
    mixture.add { extra[$0][$1] }
    let found = mixture.logSums()
    for (point, place) in points.enumerated() {
      var sum = 0.0
      for kernel in 0..<kernels {
        var exponent = offsets[kernel] + extra[point][kernel]
        for row in 0..<rows {
          let z = (place[row] - means[row][kernel]) / deviations[row][kernel]
          exponent -= z * z / 2
        }
        sum += exp(exponent)
      }
      #expect(abs(found[point] - log(sum)) < 1e-9 * max(1, abs(log(sum))))
    }
  }

  @Test("kernels that add nothing, even all of them, do no harm")
  func nothing() {
    var mixture = MixtureKernel(offsets: [0, 0, 0], pointCount: 2)
    mixture.add { $0 == 0 && $1 == 1 ? -2 : -.infinity }
    let found = mixture.logSums()
    #expect(abs(found[0] + 2) < 1e-9)
    #expect(found[1] == -.infinity)
  }
}
