import Glibc

/// The logarithm of a sum of Gaussian kernels, each a product over axes.
///
///     log Σₖ exp(oₖ − Σᵣ ½ ((xᵣ − μᵣₖ) / σᵣₖ)²)
///
/// Kernels lie side by side, eight to a lane, padded with ones that weigh nothing. The exponential
/// is its own, so a sum is the same to the bit on every machine.
struct MixtureKernel {
  private typealias Lane = SIMD8<Double>

  /// How many axes were added.
  private(set) var rowCount = 0
  private let kernelCount: Int
  private let laneCount: Int
  private var means: [Lane] = []
  private var rates: [Lane] = []
  private var offsets: [Lane]
  private var exponents: [Lane]

  /// A mixture without axes, each kernel's o being 0.
  init(kernelCount: Int) {
    precondition(kernelCount > 0)
    self.kernelCount = kernelCount
    laneCount = (kernelCount + Lane.scalarCount - 1) / Lane.scalarCount
    offsets = Array(repeating: Lane(), count: laneCount)
    exponents = offsets
    setOffsets(Array(repeating: 0, count: kernelCount))
  }

  /// Adds an axis; one mean and one deviation > 0 for each kernel.
  mutating func addRow(means: [Double], deviations: [Double]) {
    precondition(means.count == kernelCount && deviations.count == kernelCount)
    rowCount += 1
    let half = 0.5.squareRoot()
    for lane in 0..<laneCount {
      var (mean, rate) = (Lane(), Lane())
      for place in 0..<min(Lane.scalarCount, kernelCount - lane * Lane.scalarCount) {
        mean[place] = means[lane * Lane.scalarCount + place]
        rate[place] = half / deviations[lane * Lane.scalarCount + place]
      }
      self.means.append(mean)
      rates.append(rate)
    }
  }

  /// Sets o of each kernel.
  mutating func setOffsets(_ values: [Double]) {
    precondition(values.count == kernelCount)
    for index in 0..<laneCount * Lane.scalarCount {
      offsets[index / Lane.scalarCount][index % Lane.scalarCount] =
        index < kernelCount ? values[index] : -.infinity
    }
  }

  /// Starts a new point.
  mutating func begin() { exponents = offsets }

  /// Takes account of the point's place along an axis that was added.
  mutating func add(row: Int, at place: Double) {
    precondition(row >= 0 && row < rowCount)
    let first = row * laneCount
    for lane in 0..<laneCount {
      let distance = (place - means[first + lane]) * rates[first + lane]
      exponents[lane] -= distance * distance
    }
  }

  /// Takes account of an axis by what it adds to each kernel's exponent.
  mutating func add(_ exponent: (_ kernel: Int) -> Double) {
    for kernel in 0..<kernelCount {
      exponents[kernel / Lane.scalarCount][kernel % Lane.scalarCount] += exponent(kernel)
    }
  }

  /// The logarithm of the sum for the point since `begin`.
  func logSum() -> Double {
    var highest = Lane(repeating: -.infinity)
    for lane in exponents { highest = pointwiseMax(highest, lane) }
    let top = highest.max()
    guard top.isFinite else { return top }
    var sums = Lane()
    for lane in exponents { sums += Self.exponential(lane - top) }
    return top + log(sums.sum())
  }

  /// eˣ for x <= 0, relatively exact to 1e-11; below e⁻⁷⁰⁰ it stays there.
  private static func exponential(_ x: Lane) -> Lane {
    let x = pointwiseMax(x, Lane(repeating: -700))
    // x = n ln 2 + r with |r| <= ½ ln 2. Added to 1.5 × 2⁵², x / ln 2 leaves n in the lowest bits.
    let shift = 0x1.8p52
    let shifted = x * 1.442_695_040_888_963_4 + shift
    let whole = shifted - shift
    let rest = x - whole * 0.693_147_180_369_123_8 - whole * 1.908_214_929_270_587_7e-10
    var power = Lane(repeating: 1.0 / 362_880)
    for factorial in [40_320.0, 5040, 720, 120, 24, 6, 2, 1, 1] {
      power = power * rest + 1 / factorial
    }
    // Adding n to the exponent's bits multiplies by 2ⁿ.
    let bits = SIMD8<Int64>(truncatingIfNeeded: unsafeBitCast(shifted, to: SIMD8<Int64>.self))
    return unsafeBitCast(
      unsafeBitCast(power, to: SIMD8<Int64>.self) &+ (bits &<< 52), to: Lane.self)
  }
}
