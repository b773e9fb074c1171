import CRecommenderKernels

/// Solves one row's normal equations (G + λI + Σ (|c| − base) y yᵀ) x = Σ max(c, 0) y without
/// ever forming the matrix.
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
  /// At most this many steps; `width` steps are exact but for rounding.
  let steps: Int
  /// Which squared share of the first residual is left alone; 0 for none.
  let tolerance: Float
  /// Which kernels run.
  let path: KernelPath
  /// Below this squared length a residual is zero.
  private static let negligible: Float = 1e-20

  /// Improves `x` in place.
  ///
  /// - Parameters:
  ///   - x: the start and the result, `width` numbers.
  ///   - cells: the row's observed cells.
  ///   - scratch: room for 3 × `width` numbers.
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
      // Not "greater": a residual that is no number must reach the factors and be noticed there.
      if square <= enough { return }
      SymmetricProduct.multiply(gram, order: width, by: direction, into: product, path: path)
      each { product.store($0, product.lane($0) + ridge * direction.lane($0)) }
      // The last step moves x only, so of the cells it needs the energy and not the product.
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
  ///   - vector: what it is multiplied with.
  ///   - product: overlaps neither.
  ///   - path: which form runs.
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
