/// A report, and what it was made of user by user: two of them can be compared.
public struct Evaluation: Sendable {
  /// What was found.
  public var report: EvaluationReport
  let measures: [Measure]

  /// One figure by its name.
  func measure(_ name: String) -> Measure? { measures.first { $0.name == name } }

  /// One figure user by user, by the rows of the data; `nil` where a user was not measured, and
  /// empty when nobody knows the figure.
  public func values(_ name: String) -> [Double?] {
    guard let measure = measure(name), let first = measure.splits.first else { return [] }
    return first.counts.indices.map { measure.figure(ofUser: $0) }
  }
}

/// Why nothing was measured.
public enum EvaluationError: Error, Equatable, Sendable {
  /// The model did not learn.
  case fit(FitError)
  /// The split leaks.
  case leak(LeakError)
  /// No splits, or splits of different data.
  case inconsistentSplits
}
