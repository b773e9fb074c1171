import Glibc

/// Where viewers go from an episode: how likely each step is, learned from what they opened after
/// it.
///
/// A step is the difference of two places in the order of a title: 1 is the very next episode, −1
/// the one before. Counted are all steps from one opened episode of a title to the one opened after
/// it; few of them are made steady by a prior of `priorSteps` steps that go forward four times as
/// often as back and mostly near:
///
///     P(d) = (n(d) + s π(d)) ÷ (N + s),  π(d) = (.8 or .2) × .4 × .6^(|d| − 1)
///
/// What is given out is P(d) ÷ max P, to the power `flatness`: 1 for the likeliest step.
public struct EpisodeSteps: Equatable, Sendable {
  /// Steps further than this are as good as impossible.
  static let reach = 512

  /// Shares from −`reach` to `reach`; the middle is 0.
  private let shares: [Double]

  /// Counts the steps of a data set with places; without them only the prior speaks.
  ///
  /// - Complexity: O(cells × log cells of a user).
  init(_ dataset: Dataset, priorSteps: Double, flatness: Double) {
    var counts = [Double](repeating: 0, count: 2 * Self.reach + 1)
    for user in 0..<(dataset.places.isEmpty ? 0 : dataset.users.count) {
      let cells = dataset.interactions.cells(of: UserIndex(user))
      let opened = cells.compactMap { cell -> (title: Int32, seconds: Int64, ordinal: Int32)? in
        let place = dataset.places[Int(dataset.interactions.columns[cell])]
        return place.ordinal.map { (place.title, dataset.times[cell], $0) }
      }.sorted { $0 < $1 }
      for (before, after) in zip(opened, opened.dropFirst()) where before.title == after.title {
        if let index = Self.index(from: before.ordinal, to: after.ordinal) { counts[index] += 1 }
      }
    }
    self.init(counts: counts, priorSteps: priorSteps, flatness: flatness)
  }

  /// By counts from −`reach` to `reach`.
  init(counts: [Double], priorSteps: Double, flatness: Double) {
    let total = counts.reduce(0, +) + priorSteps
    let likely = counts.indices.map { index -> Double in
      let step = index - Self.reach
      guard step != 0, total > 0 else { return 0 }
      return (counts[index] + priorSteps * Self.prior(step)) / total
    }
    let most = likely.max() ?? 0
    shares = likely.map { most > 0 ? pow($0 / most, flatness) : 0 }
  }

  /// How likely it is to go from one place to another, beside the likeliest step; in [0, 1].
  func share(from: Int32, to: Int32) -> Double {
    Self.index(from: from, to: to).map { shares[$0] } ?? 0
  }

  private static func prior(_ step: Int) -> Double {
    (step > 0 ? 0.8 : 0.2) * 0.4 * pow(0.6, Double(abs(step) - 1))
  }

  private static func index(from: Int32, to: Int32) -> Int? {
    let step = Int(to) - Int(from)
    return step == 0 || abs(step) > reach ? nil : step + reach
  }
}
