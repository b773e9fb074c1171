/// Loops along rows of a dense matrix, eight numbers at a time.
///
/// The compiler may not reorder a floating-point sum, so a loop that is to use the whole width of
/// the machine has to say so. Offsets count from the start of the storage; rows do not overlap.
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
