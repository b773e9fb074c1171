/// The result of the evaluation of one model, as `pickctl evaluate --format json` prints it.
public struct EvaluationReport: Equatable, Sendable, Codable {
  /// The figures of a segment of users or titles.
  public struct Segment: Codable, Equatable, Sendable {
    /// The definition of the segment: "fewer than 5 items in the past".
    public let rule: String
    /// The number of measured users.
    public let users: Int
    /// The figures by name.
    public let metrics: [String: Interval]
  }

  /// The name of the model, usually `Algorithm.ID`.
  public var model: String
  /// The settings of the recipe, by name.
  public var params: [String: ReportedParameter]
  /// The task: "rating", "ranking" or "next-watch".
  public var task: String
  /// The name of the split method, as `SplitPlan.Method.name` writes it.
  public var split: String
  /// The labels of the folds or windows, as in `Split.label`.
  public var splits: [String]
  /// The seed of the fits.
  public var seed: UInt64
  /// The number of users measured in at least one fold or window.
  public var users: Int
  /// The number of users never measured, because no item they liked is held out.
  public var skipped: Int
  /// The figures by name, such as "ndcg@10" or "rmse"; a figure without measured users is absent.
  public var metrics: [String: Interval]
  /// The figures by segment: "new", "light", "heavy" and "cold-titles"; an empty segment is absent.
  public var segments: [String: Segment]
  /// The comparisons with other models that were asked for.
  public var comparisons: [PairedComparison]
  /// The seconds of all fits together.
  public var fitSeconds: Double
  /// The seconds of all scoring together.
  public var scoreSeconds: Double
  /// The peak resident memory of the process in bytes, where it was measured; it includes models
  /// evaluated before.
  public var peakRSSBytes: Int64?
  /// Events with equal times, for split methods that order events.
  public var ties: Ties?
  /// The number of events left out because of implausible dates, where that was checked.
  public var leftOut: Int?

  enum CodingKeys: String, CodingKey {
    case model, params, task, split, splits, seed, users, skipped, metrics, segments, comparisons
    case fitSeconds = "fit_seconds"
    case scoreSeconds = "score_seconds"
    case peakRSSBytes = "peak_rss_bytes"
    case ties
    case leftOut = "left_out"
  }

  /// The mean of a figure, by name; `nil` for one that was not measured.
  public func mean(_ name: String) -> Double? { metrics[name]?.mean }
}

/// A setting as a report writes it: a plain number, word or Boolean.
///
/// A real number without a fraction is decoded as an integer, because JSON does not distinguish
/// them.
public struct ReportedParameter: Codable, Equatable, Sendable {
  /// The value of the setting.
  public let value: ParameterValue

  /// A reported setting with its value.
  public init(_ value: ParameterValue) { self.value = value }

  /// Decodes a plain value.
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

  /// Encodes a plain value.
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

/// A report with its figures by user, so that two evaluations can be compared.
public struct Evaluation: Sendable {
  /// The report.
  public var report: EvaluationReport
  let measures: [Measure]

  /// The measure with a name.
  func measure(_ name: String) -> Measure? { measures.first { $0.name == name } }

  /// The figure with a name for each row of the data; `nil` for a user who was not measured, and
  /// empty for an unknown figure.
  public func values(_ name: String) -> [Double?] {
    guard let measure = measure(name), let first = measure.splits.first else { return [] }
    return first.counts.indices.map { measure.figure(ofUser: $0) }
  }
}

/// The reasons why an evaluation fails.
public enum EvaluationError: Error, Equatable, Sendable {
  /// The fit failed.
  case fit(FitError)
  /// The training data of a split contain held-out data.
  case leak(LeakError)
  /// There are no splits, or they are of different data.
  case inconsistentSplits
}
