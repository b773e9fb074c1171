import PickCore
import PickRecommender

extension FitContext {
  /// A context that shows how far a fit is and stops with its task.
  static func reporting(_ phase: String, seed: UInt64, on line: ProgressLine) -> FitContext {
    FitContext(
      seed: seed, progress: { line.show(phase, fraction: $0) },
      isCancelled: { Task.isCancelled })
  }
}

extension Failure {
  init(_ error: FitError) {
    switch error {
    case .emptyDataset: self.init(.badData, "There is nothing to learn from.")
    case .tooManyItems(let count, let limit):
      self.init(.badData, "\(count) items are too many for this algorithm: it holds \(limit).")
    case .tooManyUsers(let count, let limit):
      self.init(
        .badData,
        "\(count) users are too many for this algorithm, which compares each with each: it holds "
          + "\(limit). Compare items instead: --param user-based=false")
    case .diverged(let iteration):
      self.init(
        .badData, "The fit diverged in iteration \(iteration). Choose gentler settings (--param).")
    case .notPositiveDefinite:
      self.init(.badData, "The matrix cannot be inverted. Raise the regularization (--param).")
    case .data(let error): self.init(.badData, "The data cannot be learned from: \(error)")
    case .cancelled: self.init(.tryAgain, "Stopped before it was done.")
    }
  }
}
