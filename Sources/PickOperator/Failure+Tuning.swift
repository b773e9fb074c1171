import PickCore
import PickRecommender

extension Failure {
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
}
