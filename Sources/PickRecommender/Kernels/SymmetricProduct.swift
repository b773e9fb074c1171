import CRecommenderKernels

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
