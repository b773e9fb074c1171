/// How far a training run has come.
public struct TrainProgress: Equatable, Sendable {
  /// What is being done.
  public enum Phase: String, CaseIterable, Sendable {
    /// Titles, assets and texts are read.
    case readingCatalog
    /// Events are read and rated.
    case readingEvents
    /// What is watched together, what next and what resembles is learned.
    case learning
    /// The model is written, checked and switched to.
    case publishing

    /// The share of the whole that is done when this begins; the fit dominates.
    var start: Double {
      switch self {
      case .readingCatalog: 0
      case .readingEvents: 0.05
      case .learning: 0.3
      case .publishing: 0.95
      }
    }

    var end: Double {
      switch self {
      case .readingCatalog: 0.05
      case .readingEvents: 0.3
      case .learning: 0.95
      case .publishing: 1
      }
    }
  }

  /// What is being done.
  public let phase: Phase
  /// The share of the whole that is done, in [0, 1]; never falls.
  public let fraction: Double

  /// Progress within a phase.
  init(_ phase: Phase, _ share: Double) {
    self.phase = phase
    fraction = phase.start + (phase.end - phase.start) * min(1, max(0, share))
  }
}
