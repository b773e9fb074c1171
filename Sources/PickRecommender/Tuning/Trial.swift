/// One point of a search space and what became of it.
public struct Trial: Codable, Equatable, Sendable {
  /// How far a trial is.
  public enum State: String, Codable, Sendable {
    /// Asked, not told.
    case running
    /// Told a value.
    case complete
    /// Given up early: its values on the way were poor.
    case pruned
    /// Came to no value.
    case failed
  }

  /// A value on the way.
  public struct Report: Codable, Equatable, Sendable {
    /// How far the work was when it was measured: an epoch, a fold; ascending.
    public let step: Int
    /// The objective as it was then; finite.
    public let value: Double

    /// A value at a step.
    public init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// What a trial ended with.
  public enum Outcome: Equatable, Sendable {
    /// The objective's value; one that is no number counts as a failure.
    case complete(Double)
    /// It was given up early.
    case pruned
    /// It came to no value, for this reason.
    case failed(String)
  }

  /// Its place in the study, from 0.
  public let number: Int
  /// The values, in the order of the space's dimensions.
  public let parameters: [ParameterValue]
  /// How far it is.
  public private(set) var state = State.running
  /// The objective; only of a complete trial.
  public private(set) var value: Double?
  /// The values on the way, by ascending step.
  public private(set) var reports: [Report] = []
  /// Why it failed.
  public private(set) var failure: String?
  /// How often it was begun; an attempt that was interrupted on purpose does not count.
  public private(set) var attempts = 1

  /// A trial that has just begun.
  public init(number: Int, parameters: [ParameterValue]) {
    self.number = number
    self.parameters = parameters
  }

  /// A trial as it was stored, part by part.
  public init(
    number: Int, parameters: [ParameterValue], state: State, value: Double?, reports: [Report],
    failure: String?, attempts: Int
  ) {
    self.init(number: number, parameters: parameters)
    self.state = state
    self.value = value
    self.reports = reports
    self.failure = failure
    self.attempts = attempts
  }

  /// Whether its end tells a sampler something.
  var isInformative: Bool { state == .complete || state == .pruned }

  mutating func add(_ report: Report) { reports.append(report) }

  mutating func end(_ outcome: Outcome) {
    switch outcome {
    case .complete(let value) where value.isFinite:
      state = .complete
      self.value = value
    case .complete(let value):
      state = .failed
      failure = "the objective was \(value)"
    case .pruned: state = .pruned
    case .failed(let reason):
      state = .failed
      failure = reason
    }
  }

  mutating func withdraw() { attempts -= 1 }

  mutating func beginAgain() {
    attempts += 1
    reports = []
  }
}
