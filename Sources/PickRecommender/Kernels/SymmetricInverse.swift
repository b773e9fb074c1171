/// Inverts a symmetric positive definite matrix in place.
///
/// Row-major, upper triangle; to LAPACK, which counts columns first, the same bytes are the lower
/// triangle.
enum SymmetricInverse {
  /// Below this order the own kernel is as fast as loading a library of 30 MB.
  static let libraryOrder = 512

  /// Replaces the upper triangle of A by that of A⁻¹.
  ///
  /// - Throws: `FitError.notPositiveDefinite`; `cancelled` (the own kernel only: the library cannot
  ///   be stopped).
  static func invertUpper(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    if order >= libraryOrder, let library = OpenBLAS.load() {
      library.use(threads: context.threads)
      try library.invertUpper(&matrix, order: order)
    } else {
      try Cholesky.invertUpper(&matrix, order: order, context: context)
    }
  }
}
