import Glibc

/// The two LAPACK routines EASE needs, from OpenBLAS when the machine has it.
///
/// Loaded at run time and only in a process that trains, so that the viewer's program neither links
/// nor maps it (docs/decisions/openblas-at-run-time.md).
struct OpenBLAS {
  private typealias Routine =
    @convention(c) (
      UnsafePointer<CChar>, UnsafePointer<Int32>, UnsafeMutablePointer<Float>,
      UnsafePointer<Int32>, UnsafeMutablePointer<Int32>, Int
    ) -> Void

  /// The library's name with the interface version this code was written for.
  static let libraryName = "libopenblas.so.0"

  private typealias SetThreads = @convention(c) (Int32) -> Void

  private let factorise: Routine
  private let invertFactor: Routine
  private let setThreads: SetThreads?

  /// Loads the library for good; `nil` when the machine has none, or it lacks LAPACK.
  static func load(_ name: String = libraryName) -> OpenBLAS? {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL),
      let factorise = dlsym(handle, "spotrf_"), let invertFactor = dlsym(handle, "spotri_")
    else { return nil }
    // The signatures are LAPACK's own, with the hidden length of the character argument.
    return OpenBLAS(
      factorise: unsafeBitCast(factorise, to: Routine.self),
      invertFactor: unsafeBitCast(invertFactor, to: Routine.self),
      setThreads: dlsym(handle, "openblas_set_num_threads").map {
        unsafeBitCast($0, to: SetThreads.self)
      })
  }

  /// Lets the library use this many threads from now on, in the whole process.
  func use(threads: Int) { setThreads?(Int32(clamping: max(1, threads))) }

  /// Replaces the upper triangle (row-major) of A by that of A⁻¹.
  func invertUpper(_ matrix: inout [Float], order: Int) throws(FitError) {
    precondition(matrix.count == order * order && order <= Int(Int32.max))
    try run(factorise, on: &matrix, order: Int32(order))
    try run(invertFactor, on: &matrix, order: Int32(order))
  }

  private func run(_ routine: Routine, on matrix: inout [Float], order: Int32) throws(FitError) {
    var triangle = CChar(bitPattern: UInt8(ascii: "L"))
    var order = order
    var leading = max(1, order)
    var info: Int32 = 0
    matrix.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      routine(&triangle, &order, base, &leading, &info, 1)
    }
    guard info == 0 else { throw .notPositiveDefinite(row: Int(abs(info)) - 1) }
  }
}
