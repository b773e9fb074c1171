import CRecommenderKernels

/// Solves one row's normal equations (G + λI + Σ (|c| − base) y yᵀ) x = Σ max(c, 0) y without
/// forming the matrix.
///
/// - Note: Takács, Pilászy, Tikk, "Applications of the Conjugate Gradient Method for Implicit
///   Feedback Collaborative Filtering", RecSys 2011.
struct ConjugateGradient {
  /// G, symmetric, row-major, `width` × `width`.
  let gram: UnsafePointer<Float>
  /// Length of x, a multiple of 8.
  let width: Int
  /// λ of this row.
  let ridge: Float
  /// The greatest number of steps; `width` steps are exact up to rounding.
  let steps: Int
  /// The squared share of the first residual at which iteration ends; 0 for none.
  let tolerance: Float
  /// The path of the kernels.
  let path: KernelPath
  /// The squared length below which a residual counts as 0.
  private static let negligible: Float = 1e-20

  /// Improves `x` in place.
  ///
  /// - Parameters:
  ///   - x: the start and the result, `width` numbers.
  ///   - cells: the row's observed cells.
  ///   - scratch: memory for 3 × `width` numbers.
  func solve(
    _ x: UnsafeMutablePointer<Float>, _ cells: ConfidenceCells,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let (residual, direction, product) = (scratch, scratch + width, scratch + 2 * width)
    SymmetricProduct.multiply(gram, order: width, by: x, into: residual, path: path)
    each { residual.store($0, -residual.lane($0) - ridge * x.lane($0)) }
    cells.addResidual(of: x, to: residual, path: path)
    each { direction.store($0, residual.lane($0)) }
    var square = dot(residual, residual)
    let enough = max(Self.negligible, tolerance * square)
    for step in 0..<steps {
      // The comparison is false for NaN, so that NaN reaches the factors and is detected there.
      if square <= enough { return }
      SymmetricProduct.multiply(gram, order: width, by: direction, into: product, path: path)
      each { product.store($0, product.lane($0) + ridge * direction.lane($0)) }
      // The last step changes x alone, so it needs the energy of the cells and not their product.
      if step == steps - 1 {
        let energy = dot(direction, product) + cells.energy(of: direction, path: path)
        let length = square / energy
        each { x.store($0, x.lane($0) + length * direction.lane($0)) }
        return
      }
      cells.addProduct(with: direction, to: product, path: path)
      let length = square / dot(direction, product)
      each {
        x.store($0, x.lane($0) + length * direction.lane($0))
        residual.store($0, residual.lane($0) - length * product.lane($0))
      }
      let next = dot(residual, residual)
      let keep = next / square
      each { direction.store($0, residual.lane($0) + keep * direction.lane($0)) }
      square = next
    }
  }

  @inline(__always)
  private func each(_ body: (Int) -> Void) {
    for k in stride(from: 0, to: width, by: 8) { body(k) }
  }

  private func dot(_ left: UnsafePointer<Float>, _ right: UnsafePointer<Float>) -> Float {
    var sum = SIMD8<Float>()
    each { sum += left.lane($0) * right.lane($0) }
    return sum.halvedSum
  }
}

/// A dense symmetric matrix times a vector.
enum SymmetricProduct {
  /// Overwrites `product` with matrix × vector; all of order `order`, a multiple of 8.
  ///
  /// - Parameters:
  ///   - matrix: row-major, both triangles.
  ///   - order: rows and columns.
  ///   - vector: the vector.
  ///   - product: the result, which overlaps neither.
  ///   - path: the path of the kernel.
  static func multiply(
    _ matrix: UnsafePointer<Float>, order: Int, by vector: UnsafePointer<Float>,
    into product: UnsafeMutablePointer<Float>, path: KernelPath
  ) {
    precondition(order.isMultiple(of: 8), "whole lanes")
    if path == .wide {
      recommender_symmetric_product(matrix, Int64(order), vector, product)
      return
    }
    // A row is added times its number of the vector, two lanes of columns at a time.
    for column in stride(from: 0, to: order, by: 8) {
      var even = SIMD8<Float>()
      var odd = SIMD8<Float>()
      for row in stride(from: 0, to: order, by: 2) {
        let cells = UnsafeRawPointer(matrix + row * order + column)
        even += vector[row] * cells.loadUnaligned(as: SIMD8<Float>.self)
        odd +=
          vector[row + 1]
          * cells.loadUnaligned(fromByteOffset: order * 4, as: SIMD8<Float>.self)
      }
      UnsafeMutableRawPointer(product + column).storeBytes(
        of: even + odd, as: SIMD8<Float>.self)
    }
  }
}
