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
    var mixture = MixtureKernel(kernelCount: kernels)
    for row in 0..<rows { mixture.addRow(means: means[row], deviations: deviations[row]) }
    mixture.setOffsets(offsets)
    for _ in 0..<5 {
      let point = (0..<rows).map { _ in random.unit() }
      let extra = numbers().map { log($0) }
      mixture.begin()
      for row in 0..<rows { mixture.add(row: row, at: point[row]) }
      mixture.add { extra[$0] }
      var sum = 0.0
      for kernel in 0..<kernels {
        var exponent = offsets[kernel] + extra[kernel]
        for row in 0..<rows {
          let z = (point[row] - means[row][kernel]) / deviations[row][kernel]
          exponent -= z * z / 2
        }
        sum += exp(exponent)
      }
      let plain = log(sum)
      #expect(abs(mixture.logSum() - plain) < 1e-9 * max(1, abs(plain)))
    }
  }

  @Test("kernels that add nothing, even all of them, do no harm")
  func nothing() {
    var mixture = MixtureKernel(kernelCount: 3)
    mixture.begin()
    mixture.add { $0 == 1 ? -2 : -.infinity }
    #expect(abs(mixture.logSum() + 2) < 1e-9)
    mixture.begin()
    mixture.add { _ in -.infinity }
    #expect(mixture.logSum() == -.infinity)
  }
}
