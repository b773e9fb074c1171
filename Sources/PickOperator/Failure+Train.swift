import PickCore

extension Failure {
  init(_ error: TrainError) {
    switch error {
    case .emptyCatalog:
      self.init(.badData, "There is nothing to learn from. Import a catalogue first.")
    case .store(let error): self.init(error)
    case .model(let error): self.init(error)
    case .data(let error): self.init(.badData, "The data cannot be learned from: \(error)")
    case .fit(let error): self.init(.badData, "No model came out of it: \(error)")
    case .cancelled:
      self.init(.tryAgain, "Stopped before it was done; the model before goes on serving.")
    }
  }
}
