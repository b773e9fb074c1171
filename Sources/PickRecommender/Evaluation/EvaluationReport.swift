/// What an evaluation found, as `pickctl evaluate --format json` prints it: one for each model.
public struct EvaluationReport: Equatable, Sendable, Codable {
  /// The figures of some users or titles.
  public struct Segment: Codable, Equatable, Sendable {
    /// Who is in it: "fewer than 5 items in the past".
    public let rule: String
    /// How many users were measured.
    public let users: Int
    /// By name.
    public let metrics: [String: Interval]
  }

  /// The algorithm's id, or whatever else names it.
  public var model: String
  /// Its settings by name.
  public var params: [String: ReportedParameter]
  /// "rating", "ranking" or "next-watch".
  public var task: String
  /// "random", "user-time", "global-time" or "weekly".
  public var split: String
  /// The folds or windows, as `Split.label` names them.
  public var splits: [String]
  /// Where the fits drew their chance from.
  public var seed: UInt64
  /// Users measured in at least one fold or window.
  public var users: Int
  /// Users of the data never measured: nothing they liked is held out.
  public var skipped: Int
  /// By name: "ndcg@10", "rmse"; absent when nobody could be measured.
  public var metrics: [String: Interval]
  /// The same by segment: "new", "light", "heavy", "cold-titles"; without those nobody is in.
  public var segments: [String: Segment]
  /// The model beside others, when somebody asked.
  public var comparisons: [PairedComparison]
  /// Seconds of all fits together.
  public var fitSeconds: Double
  /// Seconds of all scoring together.
  public var scoreSeconds: Double
  /// The most memory the process ever had, when somebody measured; other models of the same process
  /// included.
  public var peakRSSBytes: Int64?
  /// Events of one second, where the order of events decides the cut.
  public var ties: Ties?
  /// Events that were left out because their date is a slip, when that was looked for.
  public var leftOut: Int?

  enum CodingKeys: String, CodingKey {
    case model, params, task, split, splits, seed, users, skipped, metrics, segments, comparisons
    case fitSeconds = "fit_seconds"
    case scoreSeconds = "score_seconds"
    case peakRSSBytes = "peak_rss_bytes"
    case ties
    case leftOut = "left_out"
  }

  /// The mean of a figure by its name; `nil` when it was not measured.
  public func mean(_ name: String) -> Double? { metrics[name]?.mean }
}

/// A setting as a report writes it: a bare number, word or truth value.
///
/// A whole real number reads back as an integer: JSON does not tell them apart.
public struct ReportedParameter: Codable, Equatable, Sendable {
  /// The setting.
  public let value: ParameterValue

  /// Wraps a setting.
  public init(_ value: ParameterValue) { self.value = value }

  /// Reads a bare value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      value = .flag(flag)
    } else if let integer = try? container.decode(Int.self) {
      value = .integer(integer)
    } else if let real = try? container.decode(Double.self) {
      value = .real(real)
    } else {
      value = .choice(try container.decode(String.self))
    }
  }

  /// Writes a bare value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .integer(let value): try container.encode(value)
    case .real(let value): try container.encode(value)
    case .flag(let value): try container.encode(value)
    case .choice(let value): try container.encode(value)
    }
  }
}

/// A report, and what it was made of user by user: two of them can be compared.
public struct Evaluation: Sendable {
  /// What was found.
  public var report: EvaluationReport
  let measures: [Measure]

  /// One figure by its name.
  func measure(_ name: String) -> Measure? { measures.first { $0.name == name } }

  /// One figure user by user, by the rows of the data; `nil` where a user was not measured, and
  /// empty when nobody knows the figure.
  public func values(_ name: String) -> [Double?] {
    guard let measure = measure(name), let first = measure.splits.first else { return [] }
    return first.counts.indices.map { measure.figure(ofUser: $0) }
  }
}

/// Why nothing was measured.
public enum EvaluationError: Error, Equatable, Sendable {
  /// The model did not learn.
  case fit(FitError)
  /// The split leaks.
  case leak(LeakError)
  /// No splits, or splits of different data.
  case inconsistentSplits
}
