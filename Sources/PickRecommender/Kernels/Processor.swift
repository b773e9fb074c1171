import CRecommenderKernels

/// What the processor this runs on can do.
enum Processor {
  /// Whether the wide kernels may be called: AVX2 and FMA are there.
  static let hasAVX2 = recommender_has_avx2()
  /// Whether those for AVX-512 may be called as well.
  static let hasAVX512 = recommender_has_avx512()
}
