import Glibc

/// Inverts a symmetric positive definite matrix in place.
///
/// Row-major, upper triangle; to LAPACK, which counts columns first, the same bytes are the lower
/// triangle.
enum SymmetricInverse {
  /// The least order for which OpenBLAS is loaded; below it `Cholesky` is as fast as loading 30 MB.
  static let libraryOrder = 512
  /// The part of a fit that the inverse takes, as its progress is reported.
  static let progress = 0.1...0.9
  /// Where the matrix is factorised.
  static let factorised = 0.37

  /// Replaces the upper triangle of A by that of A⁻¹.
  ///
  /// - Throws: `FitError.notPositiveDefinite`; `cancelled` by `Cholesky` only, because the library
  ///   cannot be stopped.
  static func invertUpper(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    if order >= libraryOrder, let library = OpenBLAS.load() {
      library.use(threads: context.threads)
      try library.invertUpper(&matrix, order: order, context: context)
    } else {
      try Cholesky.invertUpper(&matrix, order: order, context: context)
    }
  }
}

/// The two LAPACK routines of EASE, from OpenBLAS where the machine has it.
///
/// It is loaded at run time and only in a process that trains, so that the viewer's program neither
/// links nor maps it (docs/decisions/openblas-at-run-time.md).
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

  /// Loads the library permanently; `nil` where the machine has none or it lacks LAPACK.
  static func load(_ name: String = libraryName) -> OpenBLAS? {
    guard let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL),
      let factorise = dlsym(handle, "spotrf_"), let invertFactor = dlsym(handle, "spotri_")
    else { return nil }
    // The signatures are those of LAPACK, with the hidden length of the character argument.
    return OpenBLAS(
      factorise: unsafeBitCast(factorise, to: Routine.self),
      invertFactor: unsafeBitCast(invertFactor, to: Routine.self),
      setThreads: dlsym(handle, "openblas_set_num_threads").map {
        unsafeBitCast($0, to: SetThreads.self)
      })
  }

  /// The least number of threads the library is given.
  ///
  /// With one it takes another way, on which the kernels for processors it does not know read numbers
  /// from addresses they may not read them from, for some orders (0.3.21, `strsm_kernel_RT_PRESCOTT`):
  /// the process dies (docs/decisions/openblas-at-run-time.md).
  static let leastThreads = 2

  /// Sets the number of threads of the library for the whole process; one is taken for two.
  func use(threads: Int) { setThreads?(Int32(clamping: max(Self.leastThreads, threads))) }

  /// Replaces the upper triangle (row-major) of A by that of A⁻¹.
  ///
  /// The factor takes a third of the additions and says how fast this machine is, which the progress of
  /// the other two thirds is reckoned by.
  func invertUpper(
    _ matrix: inout [Float], order: Int, context: FitContext = FitContext()
  ) throws(FitError) {
    precondition(matrix.count == order * order && order <= Int(Int32.max))
    let additions = Double(order) * Double(order) * Double(order) / 3
    let start = ContinuousClock.now
    try PacedProgress.during(
      expecting: additions / (Self.usualSpeed * Double(context.threads)),
      in: SymmetricInverse.progress.lowerBound...SymmetricInverse.factorised, of: context
    ) { () throws(FitError) in
      try run(factorise, on: &matrix, order: Int32(order))
    }
    let spent = (ContinuousClock.now - start) / .seconds(1)
    try PacedProgress.during(
      expecting: 2 * spent,
      in: SymmetricInverse.factorised...SymmetricInverse.progress.upperBound, of: context
    ) { () throws(FitError) in
      try run(invertFactor, on: &matrix, order: Int32(order))
    }
  }

  /// Additions a second of one thread of a slow machine.
  private static let usualSpeed = 1e10

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

/// Cholesky factorisation and inverse in plain Swift, for machines without OpenBLAS and as the
/// reference.
///
/// Row-major, upper triangle: A = UᵀU, then V = U⁻¹, then A⁻¹ = VVᵀ, each in place. Every inner
/// loop runs along a row.
enum Cholesky {
  /// Replaces the upper triangle of A by that of A⁻¹.
  static func invertUpper(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    precondition(matrix.count == order * order)
    try factorise(&matrix, order: order, context: context)
    try invertFactor(&matrix, order: order, context: context)
    try multiplyByTranspose(&matrix, order: order, context: context)
  }

  /// A = UᵀU; rows are finished in panels so that a panel stays in the cache while it is used.
  private static func factorise(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    let panel = 32
    for start in stride(from: 0, to: order, by: panel) {
      try context.checkCancellation()
      let end = min(start + panel, order)
      for row in start..<end {
        subtractRows(start..<row, from: row, of: &matrix, order: order)
        let pivot = matrix[row * order + row]
        guard pivot > 0, pivot.isFinite else { throw .notPositiveDefinite(row: row) }
        let scale = 1 / pivot.squareRoot()
        Rows.scale(&matrix, at: row * order + row, count: order - row, by: scale)
      }
      for row in end..<order { subtractRows(start..<end, from: row, of: &matrix, order: order) }
    }
  }

  /// Subtracts U[k, row] × U[k, row…] for every k of a panel.
  private static func subtractRows(
    _ panel: Range<Int>, from row: Int, of matrix: inout [Float], order: Int
  ) {
    for k in panel {
      Rows.add(
        &matrix, from: k * order + row, to: row * order + row, count: order - row,
        times: -matrix[k * order + row])
    }
  }

  /// V = U⁻¹, last row first: V[i] = (e_i − Σ U[i, k] V[k]) / U[i, i] over k > i.
  private static func invertFactor(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    var factors = [Float](repeating: 0, count: order)
    for row in stride(from: order - 1, through: 0, by: -1) {
      if row.isMultiple(of: 64) { try context.checkCancellation() }
      let start = row * order
      for k in row..<order { factors[k] = matrix[start + k] }
      for k in row + 1..<max(order, row + 1) { matrix[start + k] = 0 }
      matrix[start + row] = 1
      for k in row + 1..<max(order, row + 1) where factors[k] != 0 {
        Rows.add(
          &matrix, from: k * order + k, to: start + k, count: order - k, times: -factors[k])
      }
      Rows.scale(&matrix, at: start + row, count: order - row, by: 1 / factors[row])
    }
  }

  /// P = VVᵀ: an entry needs its row's later entries only, so it can take the place of V's.
  private static func multiplyByTranspose(
    _ matrix: inout [Float], order: Int, context: FitContext
  ) throws(FitError) {
    for row in 0..<order {
      if row.isMultiple(of: 64) { try context.checkCancellation() }
      for column in row..<order {
        matrix[row * order + column] = Rows.dot(
          matrix, row * order + column, column * order + column, count: order - column)
      }
    }
  }
}

/// Loops along rows of a dense matrix, eight numbers at a time.
///
/// Lanes are explicit because the compiler may not reorder floating-point sums. Offsets count from
/// the start of the storage; rows do not overlap.
enum Rows {
  private typealias Lane = SIMD8<Float>

  /// Multiplies `count` numbers from `start` by `factor`.
  static func scale(_ storage: inout [Float], at start: Int, count: Int, by factor: Float) {
    precondition(start >= 0 && count >= 0 && start + count <= storage.count)
    var span = storage.mutableSpan
    for index in start..<start + count { span[index] *= factor }
  }

  /// Adds `factor` × the numbers from `source` to those from `target`.
  static func add(
    _ storage: inout [Float], from source: Int, to target: Int, count: Int, times factor: Float
  ) {
    precondition(source >= 0 && target >= 0 && count >= 0)
    precondition(source + count <= storage.count && target + count <= storage.count)
    storage.withUnsafeMutableBytes { bytes in
      // In bounds by the checks above; lanes are loaded unaligned.
      var index = 0
      let lane = Lane(repeating: factor)
      while index + Lane.scalarCount <= count {
        let (from, to) = ((source + index) * 4, (target + index) * 4)
        let sum =
          bytes.loadUnaligned(fromByteOffset: from, as: Lane.self) * lane
          + bytes.loadUnaligned(fromByteOffset: to, as: Lane.self)
        bytes.storeBytes(of: sum, toByteOffset: to, as: Lane.self)
        index += Lane.scalarCount
      }
      let numbers = bytes.assumingMemoryBound(to: Float.self)
      while index < count {
        numbers[target + index] += factor * numbers[source + index]
        index += 1
      }
    }
  }

  /// The dot product of the numbers from `left` and those from `right`.
  static func dot(_ storage: [Float], _ left: Int, _ right: Int, count: Int) -> Float {
    precondition(left >= 0 && right >= 0 && count >= 0)
    precondition(left + count <= storage.count && right + count <= storage.count)
    return storage.withUnsafeBytes { bytes in
      var sums = Lane()
      var index = 0
      while index + Lane.scalarCount <= count {
        sums +=
          bytes.loadUnaligned(fromByteOffset: (left + index) * 4, as: Lane.self)
          * bytes.loadUnaligned(fromByteOffset: (right + index) * 4, as: Lane.self)
        index += Lane.scalarCount
      }
      var sum = sums.sum()
      let numbers = bytes.assumingMemoryBound(to: Float.self)
      while index < count {
        sum += numbers[left + index] * numbers[right + index]
        index += 1
      }
      return sum
    }
  }
}
