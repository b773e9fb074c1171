import PickCommand
import PickDemo
import PickModel
import PickRecommender
import PickStore
import PickStoreSQLite
import PickTraining

/// The part of the table of failures about making worlds, training and measuring.
extension Failure {
  init(_ error: DemoError) {
    switch error {
    case .outOfRange(let option, let allowed):
      self.init(.usage, "--\(option) goes from \(allowed.lowerBound) to \(allowed.upperBound).")
    case .notADemo(let path):
      self.init(
        .noPermission, "\(path) is not a demo world; it was left alone. Use another --data.")
    case .inUse(let path):
      self.init(.tryAgain, "\(path) is open in another program. Leave that one first.")
    case .alreadyExported(let path):
      self.init(.badData, "\(path) is there already; nothing was written. Use another --inbox.")
    case .notEncodable(let text):
      self.init(.badData, "CP949 has no form of “\(text)”.")
    case .full(let path): self.init(.inputOutput, "No room left on the disk for \(path).")
    case .inputOutput(let path, let reason):
      self.init(.inputOutput, "\(path) cannot be written: \(reason)")
    case .store(let error): self.init(error)
    case .password: self.init(.unavailable, "A password could not be hashed: too little memory?")
    case .cancelled: self.init(.tryAgain, "Stopped before it was done; nothing is left behind.")
    }
  }

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

  init(_ error: SearchSpaceError, of algorithm: Algorithm) {
    switch error {
    case .empty:
      self.init(
        .usage,
        "\(algorithm.id.rawValue) has nothing to search. Name a range with --space name=low..high.")
    case .tooLarge(let limit):
      self.init(.usage, "More than \(limit) parameters cannot be searched at once.")
    case .repeated(let name):
      self.init(.usage, "There are two ranges for \(name).")
    case .unsearchable(let name, let domain):
      self.init(
        .usage,
        "\(name) cannot be searched in \(domain): a logarithmic range begins above 0, words differ."
      )
    }
  }

  init(_ error: StudyFileError) {
    switch error {
    case .differs(let what, let stored, let given):
      self.init(
        .usage,
        "The file holds a study of another \(what): “\(stored)”, not “\(given)”. Choose another "
          + "with --study, or say the same again. To begin a new study at the best trial of that "
          + "one: --start-from FILE with another --study.")
    case .damaged(let error): self.init(.badData, "The study in the file is damaged: \(error)")
    case .store(.busy):
      self.init(.tryAgain, "Another process is at work on that study.")
    case .store(.foreignDatabase):
      self.init(.badData, "That file is no study. Choose another with --study.")
    case .store(.corrupt(let reason)):
      self.init(
        .badData, "The study in the file is damaged (\(reason)). Choose another with --study.")
    case .store(let error): self.init(error)
    }
  }

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

  init(_ error: ParameterError, of algorithm: Algorithm) {
    switch error {
    case .unknown(let name, let known):
      let names = known.isEmpty ? "none" : known.joined(separator: ", ")
      self.init(
        .usage,
        "\(algorithm.id.rawValue) has no parameter \(name).\(NearNames(known).question(after: name)) "
          + "It has: \(names).")
    case .invalid(let name, let value, let domain):
      self.init(.usage, "\(name) of \(algorithm.id.rawValue) is \(domain), not “\(value)”.")
    }
  }
}
