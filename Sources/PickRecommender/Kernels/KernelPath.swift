import CRecommenderKernels
import Glibc

/// Which of a kernel's two forms runs.
///
/// Both give the same result up to rounding; on one path a result is the same to the bit whatever
/// the number of threads (docs/decisions/wide-kernels.md).
enum KernelPath: Sendable, CaseIterable {
  /// Plain Swift, for every processor: the reference.
  case portable
  /// C compiled for AVX2 and FMA.
  case wide

  /// The fastest this processor has, unless the environment has `PICK_PORTABLE_KERNELS`: how a
  /// benchmark or a support case asks for the portable ones.
  static let best: KernelPath =
    Processor.hasAVX2 && getenv("PICK_PORTABLE_KERNELS") == nil ? .wide : .portable

  /// The paths this processor can run.
  static let available: [KernelPath] = Processor.hasAVX2 ? [.portable, .wide] : [.portable]
}

/// What the processor this runs on can do.
enum Processor {
  /// Whether the wide kernels may be called: AVX2 and FMA are there.
  static let hasAVX2 = recommender_has_avx2()
  /// Whether those for AVX-512 may be called as well.
  static let hasAVX512 = recommender_has_avx512()
}
