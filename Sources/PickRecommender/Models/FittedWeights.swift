import Synchronization

/// Weights that blends of one data set were fitted to: a search that changes a share or how a history
/// fades fits nothing twice.
///
/// Keeps the weights asked for last; a search changes one setting at a time.
final class FittedWeights: Sendable {
  /// What weights follow from, besides the data.
  enum Part: Equatable {
    /// What is watched together.
    case taste(EASE, damping: Float)
    /// What is watched next.
    case sequence(WatchSequence)
    /// What resembles.
    case content(ContentSimilarity)
  }

  /// How many weights are kept.
  private static let limit = 6
  /// The one asked for last is the last.
  private let known = Mutex<[(part: Part, weights: ItemMatrix)]>([])

  /// The weights of a part, fitted unless they are known.
  func callAsFunction(
    _ part: Part, fit: () throws(FitError) -> ItemMatrix
  ) throws(FitError) -> ItemMatrix {
    if let weights = recall(part) { return weights }
    let weights = try fit()
    known.withLock { known in
      if known.count >= Self.limit { known.removeFirst() }
      known.append((part, weights))
    }
    return weights
  }

  private func recall(_ part: Part) -> ItemMatrix? {
    known.withLock { known in
      guard let place = known.firstIndex(where: { $0.part == part }) else { return nil }
      let found = known.remove(at: place)
      known.append(found)
      return found.weights
    }
  }
}
