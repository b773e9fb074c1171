/// What a study searches and how: everything its trials follow from.
public struct StudyPlan: Codable, Equatable, Sendable {
  /// Which way is better.
  public enum Direction: String, Codable, Sendable {
    /// Errors.
    case minimize
    /// Gains.
    case maximize
  }

  /// How points are proposed.
  public enum Sampler: Codable, Equatable, Sendable {
    /// Every point of the space alike.
    ///
    /// - Note: Bergstra, Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012.
    case random
    /// More where it was good.
    case tpe(TPE)
  }

  /// Where to look.
  public var space: SearchSpace
  /// Which way is better.
  public var direction: Direction
  /// Where all chance comes from.
  public var seed: UInt64
  /// How points are proposed.
  public var sampler: Sampler
  /// Which trials are given up early.
  public var pruner: Pruner

  /// A plan; by default TPE that gives up nothing.
  public init(
    space: SearchSpace, direction: Direction, seed: UInt64 = 0, sampler: Sampler = .tpe(TPE()),
    pruner: Pruner = .none
  ) {
    self.space = space
    self.direction = direction
    self.seed = seed
    self.sampler = sampler
    self.pruner = pruner
  }

  /// Whether one value is better than another.
  public func isBetter(_ value: Double, than other: Double) -> Bool {
    loss(value) < loss(other)
  }

  /// A value such that less is better; a missing one is worst.
  func loss(_ value: Double?) -> Double {
    guard let value else { return .infinity }
    return direction == .minimize ? value : -value
  }
}
