/// What the numbers of a ratings file are.
public enum RatingValues: String, CaseIterable, Equatable, Sendable {
  /// A stated opinion: stars, points, thumbs.
  case ratings
  /// How often or how long something was played: more is more, and every row is a yes.
  case counts
  /// There is no such number: every row is a yes.
  case yes

  /// What a column holds.
  ///
  /// Scales of stars end at 5, 10, 20 or 100 and are used all over; counts begin at 1 and have a
  /// long tail. So numbers are counts when the column says so, when one in a hundred is over 100,
  /// or when they are whole, go beyond 10 and one in a hundred is 5 times the middle one or more.
  ///
  /// - Parameters:
  ///   - ratings: all numbers of the column.
  ///   - name: what the header calls it.
  ///   - file: for the error.
  /// - Returns: ratings or counts.
  /// - Throws: `ImportError.unclearValues`, when few numbers are far above a scale that the others
  ///   keep to.
  static func recognised(
    _ ratings: [Double], name: String?, file: String
  ) throws(ImportError) -> RatingValues {
    guard let lowest = ratings.min(), let highest = ratings.max(), lowest >= 0 else {
      return .ratings
    }
    if let name, RatingColumns.countNames.contains(name) { return .counts }
    let step = max(1, ratings.count / 100_000)
    let sample = stride(from: 0, to: ratings.count, by: step).map { ratings[$0] }.sorted()
    let (middle, high) = (sample[sample.count / 2], sample[sample.count * 99 / 100])
    if ratings.count >= 100, high <= 10, highest > 100 {
      throw .unclearValues(file: file, usual: high, highest: highest)
    }
    if high > 100 { return .counts }
    let isWhole = sample.allSatisfy { $0 == $0.rounded() }
    return isWhole && high > 10 && high >= 5 * middle ? .counts : .ratings
  }
}
