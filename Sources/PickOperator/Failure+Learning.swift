import PickRecommender

extension Failure {
  init(_ error: SplitError) {
    switch error {
    case .nothingToSplit:
      self.init(.badData, "The data cannot be cut: one side would hold nothing.")
    case .invalidMethod: self.init(.usage, "There is no such cut. See --folds, --test-fraction.")
    case .unordered:
      self.init(.usage, "What is watched next is a question of time: no --split random.")
    case .leak(let error): self.init(.badData, "The split would leak: \(error)")
    case .data(let error): self.init(.badData, "The data cannot be learned from: \(error)")
    }
  }

  init(_ error: EvaluationError) {
    switch error {
    case .fit(let error): self.init(error)
    case .leak(let error): self.init(.badData, "The split leaks: \(error)")
    case .inconsistentSplits: self.init(.badData, "The splits are not of the same data.")
    }
  }
}
