import CRecommenderKernels
import Glibc

/// The two implementations of a kernel.
///
/// Both give the same result up to rounding; on one path a result is the same to the bit for any
/// number of threads (docs/decisions/wide-kernels.md).
enum KernelPath: Sendable, CaseIterable {
  /// Plain Swift for every processor, the reference.
  case portable
  /// C compiled for AVX2 and FMA.
  case wide

  /// The fastest path of this processor, or the portable one where the environment has
  /// `PICK_PORTABLE_KERNELS`.
  static let best: KernelPath =
    Processor.hasAVX2 && getenv("PICK_PORTABLE_KERNELS") == nil ? .wide : .portable

  /// The paths this processor can run.
  static let available: [KernelPath] = Processor.hasAVX2 ? [.portable, .wide] : [.portable]
}

/// The instruction sets of the processor.
enum Processor {
  /// Whether the processor has AVX2 and FMA, which the wide kernels need.
  static let hasAVX2 = recommender_has_avx2()
  /// Whether the processor has AVX-512, which further kernels need.
  static let hasAVX512 = recommender_has_avx512()
}
