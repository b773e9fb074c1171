/// A trial: a point of a search space with its outcome.
public struct Trial: Codable, Equatable, Sendable {
  /// The states of a trial.
  public enum State: String, Codable, Sendable {
    /// The trial has begun and has no outcome.
    case running
    /// The trial has a value.
    case complete
    /// The trial was ended early because of its intermediate values.
    case pruned
    /// The trial has no value.
    case failed
  }

  /// An intermediate value.
  public struct Report: Codable, Equatable, Sendable {
    /// The step of the measurement, such as an epoch or a fold; ascending.
    public let step: Int
    /// The value of the objective at the step; finite.
    public let value: Double

    /// An intermediate value at a step.
    public init(step: Int, value: Double) {
      self.step = step
      self.value = value
    }
  }

  /// The outcomes of a trial.
  public enum Outcome: Equatable, Sendable {
    /// The value of the objective; one that is not finite is a failure.
    case complete(Double)
    /// The trial was ended early.
    case pruned
    /// The trial failed for this reason.
    case failed(String)
  }

  /// The number of the trial in its study, from 0.
  public let number: Int
  /// The values of the parameters, in the order of the dimensions.
  public let parameters: [ParameterValue]
  /// The state.
  public private(set) var state = State.running
  /// The value of the objective; `nil` unless the trial is complete.
  public private(set) var value: Double?
  /// The intermediate values, by ascending step.
  public private(set) var reports: [Report] = []
  /// The reason of a failure.
  public private(set) var failure: String?
  /// The number of attempts, without those interrupted on purpose.
  public private(set) var attempts = 1

  /// A trial that begins.
  public init(number: Int, parameters: [ParameterValue]) {
    self.number = number
    self.parameters = parameters
  }

  /// A stored trial.
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

  /// Whether samplers use the outcome.
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
