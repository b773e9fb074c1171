/// Finds the few scores that are worth a second look.
enum ThresholdScan {
  /// The first position of `range` whose score is above `threshold`; `nil` without any.
  static func next(in scores: [Float], _ range: Range<Int>, above threshold: Float) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= scores.count, "scores there are")
    return scores.withUnsafeBufferPointer { scores in
      guard let base = scores.baseAddress else { return nil }
      var position = range.lowerBound
      let limit = SIMD8<Float>(repeating: threshold)
      while position + 16 <= range.upperBound {
        let (left, right) = (base.lane(position), base.lane(position + 8))
        if any((left .> limit) .| (right .> limit)) { break }
        position += 16
      }
      while position < range.upperBound {
        if base[position] > threshold { return position }
        position += 1
      }
      return nil
    }
  }
}
