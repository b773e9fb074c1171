/// Picks the strongest of many numbers, which is what keeps the rows of an item matrix short.
///
/// Strength is the absolute value; equal strength goes to the lower index. 0 and what is not finite
/// is never picked. Most numbers are refused eight at a time by one comparison with the weakest
/// one that could still be kept.
struct Strongest {
  private typealias Lane = SIMD8<Float>

  private let limit: Int
  /// Strength in the upper half, the inverted index in the lower one: the larger key is the better
  /// candidate, and candidates come in by ascending index.
  private var keys: [UInt64] = []
  private var scratch: [UInt64] = []
  /// Only what is stronger comes in.
  private var floor: Float = 0

  /// Keeps at most `limit` numbers.
  init(_ limit: Int) {
    self.limit = max(0, limit)
    keys.reserveCapacity(capacity)
    scratch.reserveCapacity(capacity)
  }

  private var capacity: Int { min(2 * limit, 1 << 20) + 64 }

  /// Writes the places and values of the strongest numbers, by ascending place.
  ///
  /// - Parameters:
  ///   - values: the numbers.
  ///   - excluded: a place that is never picked; -1 when there is none.
  ///   - columns: room for as many places as are kept at most.
  ///   - weights: room for their numbers.
  /// - Returns: how many were picked.
  mutating func pick(
    from values: UnsafeBufferPointer<Float>, but excluded: Int,
    columns: UnsafeMutablePointer<Int32>, weights: UnsafeMutablePointer<Float>
  ) -> Int {
    guard limit > 0 else { return 0 }
    keys.removeAll(keepingCapacity: true)
    floor = 0
    let bytes = UnsafeRawBufferPointer(values)
    var index = 0
    while index + Lane.scalarCount <= values.count {
      // In bounds by the condition above; lanes are loaded unaligned.
      let lane = bytes.loadUnaligned(fromByteOffset: index * 4, as: Lane.self)
      if any((lane .> floor) .| (lane .< -floor)) {
        for offset in 0..<Lane.scalarCount { show(lane[offset], index + offset, excluded) }
      }
      index += Lane.scalarCount
    }
    while index < values.count {
      show(values[index], index, excluded)
      index += 1
    }
    if keys.count > limit { keepStrongest() }
    for (place, key) in keys.enumerated() {
      let index = Self.index(of: key)
      columns[place] = Int32(truncatingIfNeeded: index)
      weights[place] = values[index]
    }
    return keys.count
  }

  private mutating func show(_ value: Float, _ index: Int, _ excluded: Int) {
    let strength = abs(value)
    guard strength > floor, strength.isFinite, index != excluded else { return }
    keys.append(UInt64(strength.bitPattern) << 32 | UInt64(UInt32.max - UInt32(index)))
    if keys.count >= capacity, keys.count > limit { keepStrongest() }
  }

  /// Drops all but the best `limit` keys; their order stays, and the worst of them is the new floor.
  private mutating func keepStrongest() {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: keys)
    let worst = scratch.withUnsafeMutableBufferPointer { Selection.moveLargest(limit, of: $0) }
    keys.removeAll { $0 < worst }
    floor = Float(bitPattern: UInt32(truncatingIfNeeded: worst >> 32))
  }

  private static func index(of key: UInt64) -> Int {
    Int(UInt32.max - UInt32(truncatingIfNeeded: key))
  }
}
