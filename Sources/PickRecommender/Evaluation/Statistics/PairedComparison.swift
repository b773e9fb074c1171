/// Two models measured on the same users: how far apart they are, user by user.
///
/// The interval is much narrower than two separate ones suggest, because users who are easy are
/// easy for both.
public struct PairedComparison: Codable, Equatable, Sendable {
  /// The model that is compared.
  public let model: String
  /// The model it is compared to.
  public let baseline: String
  /// By which figure: "ndcg@10".
  public let metric: String
  /// The figure of `model` minus that of `baseline`; the interval by users drawn together.
  public let difference: Interval
  /// The difference ÷ the baseline's figure; `nil` when that is 0.
  public let relative: Double?
  /// The share of measured users whom `model` serves better.
  public let better: Double
  /// The share of measured users whom `model` serves worse.
  public let worse: Double

  /// Compares two evaluations of the same splits; `nil` when one of them lacks the figure or they
  /// measured different users.
  ///
  /// - Parameters:
  ///   - evaluation: the model in question.
  ///   - baseline: what it is held against.
  ///   - metric: by which figure.
  ///   - bootstrap: draws the users.
  ///   - threads: how many threads may work.
  public init?(
    _ evaluation: Evaluation, against baseline: Evaluation, by metric: String,
    bootstrap: Bootstrap = Bootstrap(), threads: Int = 1
  ) {
    guard let first = evaluation.measure(metric), let second = baseline.measure(metric),
      first.splits.map(\.counts) == second.splits.map(\.counts),
      let difference = bootstrap.interval(of: first, minus: second, threads: threads)
    else { return nil }
    model = evaluation.report.model
    self.baseline = baseline.report.model
    self.metric = metric
    self.difference = difference
    let reference = baseline.report.metrics[metric]?.mean ?? 0
    relative = reference == 0 ? nil : difference.mean / reference
    var (better, worse, users) = (0.0, 0.0, 0.0)
    for user in first.splits.first?.counts.indices ?? 0..<0 {
      guard let one = first.figure(ofUser: user), let other = second.figure(ofUser: user) else {
        continue
      }
      users += 1
      if one == other { continue }
      if (one > other) != first.isError { better += 1 } else { worse += 1 }
    }
    self.better = users > 0 ? better / users : 0
    self.worse = users > 0 ? worse / users : 0
  }
}
