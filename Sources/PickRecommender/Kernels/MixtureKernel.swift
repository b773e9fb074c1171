import Glibc

/// The logarithms of a mixture of Gaussian kernels, each a product over axes, at several points.
///
///     log Σₖ exp(oₖ − Σₐ ½ ((xₐ − μₐₖ) / σₐₖ)²)
///
/// Kernels are stored four to a lane, padded with kernels of weight 0. It has its own exponential
/// function, so that sums are the same to the bit on every machine.
struct MixtureKernel {
  private typealias Lane = SIMD4<Double>
  private static let width = Lane.scalarCount

  private let kernelCount: Int
  private let pointCount: Int
  private let laneCount: Int
  /// The exponents, by point and then by kernel.
  private var exponents: [Lane]

  /// A mixture without axes.
  ///
  /// - Parameters:
  ///   - offsets: o of each kernel.
  ///   - pointCount: the number of points.
  init(offsets: [Double], pointCount: Int) {
    precondition(!offsets.isEmpty && pointCount >= 0)
    kernelCount = offsets.count
    self.pointCount = pointCount
    let row = Self.lanes(offsets, padding: -.infinity)
    laneCount = row.count
    exponents = []
    exponents.reserveCapacity(row.count * pointCount)
    for _ in 0..<pointCount { exponents.append(contentsOf: row) }
  }

  /// Adds an axis with normal kernels.
  ///
  /// - Parameters:
  ///   - means: μ of each kernel.
  ///   - deviations: σ of each kernel, > 0.
  ///   - places: x of each point.
  mutating func add(means: [Double], deviations: [Double], at places: [Double]) {
    precondition(means.count == kernelCount && deviations.count == kernelCount)
    precondition(places.count == pointCount)
    let half = 0.5.squareRoot()
    let means = Self.lanes(means, padding: 0)
    let rates = Self.lanes(deviations, padding: 1).map { half / $0 }
    let laneCount = laneCount
    var exponents = exponents.mutableSpan
    for point in places.indices {
      for lane in 0..<laneCount {
        let distance = (places[point] - means[lane]) * rates[lane]
        exponents[point * laneCount + lane] -= distance * distance
      }
    }
  }

  /// Adds an axis by its part of each exponent.
  mutating func add(_ exponent: (_ point: Int, _ kernel: Int) -> Double) {
    for point in 0..<pointCount {
      for kernel in 0..<kernelCount {
        exponents[point * laneCount + kernel / Self.width][kernel % Self.width] +=
          exponent(point, kernel)
      }
    }
  }

  /// The logarithm of the mixture at each point.
  func logSums() -> [Double] {
    let exponents = exponents.span
    return (0..<pointCount).map { point in
      let start = point * laneCount
      var highest = exponents[start]
      for lane in start + 1..<start + laneCount {
        highest.replace(with: exponents[lane], where: exponents[lane] .> highest)
      }
      let top = highest.max()
      guard top.isFinite else { return top }
      var sums = Lane()
      for lane in start..<start + laneCount { sums += Self.exponential(exponents[lane] - top) }
      return top + log(sums.sum())
    }
  }

  private static func lanes(_ values: [Double], padding: Double) -> [Lane] {
    let full = values.count / width
    var lanes: [Lane] = []
    lanes.reserveCapacity(full + 1)
    for lane in 0..<full {
      lanes.append(
        Lane(
          values[lane * width], values[lane * width + 1], values[lane * width + 2],
          values[lane * width + 3]))
    }
    guard full * width < values.count else { return lanes }
    var last = Lane(repeating: padding)
    for place in full * width..<values.count { last[place % width] = values[place] }
    lanes.append(last)
    return lanes
  }

  /// eˣ for x <= 0 with a relative error of 1e-11; e⁻⁷⁰⁰ for smaller x.
  @inline(__always)
  private static func exponential(_ given: Lane) -> Lane {
    let x = given.replacing(with: -700, where: given .< -700)
    // x = n ln 2 + r with |r| <= ½ ln 2. Added to 1.5 × 2⁵², x / ln 2 leaves n in the lowest bits.
    let shift = 0x1.8p52
    let shifted = x * 1.442_695_040_888_963_4 + shift
    let whole = shifted - shift
    let rest = x - whole * 0.693_147_180_369_123_8 - whole * 1.908_214_929_270_587_7e-10
    var power = rest * (1 / 362_880) + 1 / 40_320
    power = power * rest + 1 / 5040
    power = power * rest + 1 / 720
    power = power * rest + 1 / 120
    power = power * rest + 1 / 24
    power = power * rest + 1 / 6
    power = power * rest + 0.5
    power = power * rest + 1
    power = power * rest + 1
    // Adding n to the exponent's bits multiplies by 2ⁿ.
    let bits = unsafeBitCast(shifted, to: SIMD4<Int64>.self) &<< 52
    return unsafeBitCast(unsafeBitCast(power, to: SIMD4<Int64>.self) &+ bits, to: Lane.self)
  }
}
