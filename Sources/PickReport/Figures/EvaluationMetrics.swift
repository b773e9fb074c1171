import Foundation
import PickModel
package import PickRecommender
package import PickStore
import PickSystem

/// `metrics.json`: what an evaluation of a month's models found.
///
/// Written by `pickctl pipeline evaluate`. Members that are not known are passed over, and those that
/// only some versions write may be missing.
package struct EvaluationMetrics: Codable, Equatable, Sendable {
  /// A model and how it did.
  package struct Model: Codable, Equatable, Sendable {
    /// "served", "popularity", "ease"…; text from outside.
    package let name: String
    /// Mean NDCG@10.
    package let ndcg: Interval
    /// Mean recall@10.
    package let recall: Interval?
    /// The share of the catalogue that was recommended to at least one viewer.
    package let coverage: Double?
    /// How unusual the recommended titles are.
    package let novelty: Double?

    /// Reads measures, which lie between 0 and 1 whatever a file says.
    package init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      name = try members.decode(String.self, forKey: .name)
      ndcg = try members.decode(Interval.self, forKey: .ndcg).inUnit
      recall = try members.decodeIfPresent(Interval.self, forKey: .recall)?.inUnit
      coverage = try members.decodeIfPresent(Double.self, forKey: .coverage)?.inUnit
      novelty = try members.decodeIfPresent(Double.self, forKey: .novelty)
    }
  }

  /// The served model beside another one, case by case.
  package struct Comparison: Codable, Equatable, Sendable {
    /// The other one.
    package let with: String
    /// NDCG of the served model minus that of the other one.
    package let difference: Double
    /// The lower end of its 95 % interval.
    package let low: Double
    /// The upper end.
    package let high: Double

    /// Whether the two are told apart.
    package var isClear: Bool { low > 0 || high < 0 }
  }

  /// A kind of viewer.
  package struct Segment: Codable, Equatable, Sendable {
    /// A model on that kind.
    package struct Model: Codable, Equatable, Sendable {
      /// The model.
      package let name: String
      /// Mean NDCG@10.
      package let ndcg: Interval

      /// Reads an interval or a bare number.
      package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        name = try members.decode(String.self, forKey: .name)
        let measured =
          try (try? members.decode(Interval.self, forKey: .ndcg))
          ?? Interval(mean: members.decode(Double.self, forKey: .ndcg), low: nil, high: nil)
        ndcg = measured.inUnit
      }
    }

    /// What the viewers have in common: "1 watch".
    package let name: String
    /// How many there are.
    package let users: Int
    /// Each model.
    package let models: [Model]
  }

  /// The model without one of its parts, or with another setting.
  package struct Ablation: Codable, Equatable, Sendable {
    /// What was left out or changed.
    package let without: String
    /// Mean NDCG@10.
    package let ndcg: Double
    /// What is left minus the whole, case by case, where known.
    package let difference: Double?
    /// The lower end of its 95 % interval.
    package let low: Double?
    /// The upper end.
    package let high: Double?
  }

  /// Front pages of the past, within one time after them.
  package struct Horizon: Codable, Equatable, Sendable {
    /// "day" or "week".
    package let horizon: String
    /// Pages measured.
    package let pages: Int
    /// Mean NDCG of the page.
    package let ndcg: Interval
    /// The share of pages with something that was then watched.
    package let hitRate: Interval?

    private enum CodingKeys: String, CodingKey {
      case horizon, pages, ndcg
      case hitRate = "hit_rate"
    }

    /// Reads measures, which lie between 0 and 1 whatever a file says.
    package init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      horizon = try members.decode(String.self, forKey: .horizon)
      pages = try members.decode(Int.self, forKey: .pages)
      ndcg = try members.decode(Interval.self, forKey: .ndcg).inUnit
      hitRate = try members.decodeIfPresent(Interval.self, forKey: .hitRate)?.inUnit
    }
  }

  /// See `Horizon`.
  package struct Home: Codable, Equatable, Sendable {
    /// One for each time.
    package let horizons: [Horizon]
  }

  /// The layout.
  package let version: Int
  /// The month.
  package let month: String?
  /// The name of the model that was measured; `nil` where it does not say.
  package let model: String?
  /// Cases that decided.
  package let cases: Int
  /// Whether they are enough to judge by.
  package let enoughCases: Bool
  /// All models, side by side.
  package let models: [Model]
  /// The served one beside the others.
  package let comparisons: [Comparison]
  /// By kind of viewer.
  package let segments: [Segment]
  /// The front page.
  package let home: Home?
  /// The settings that were chosen.
  package let choice: BlendChoice?
  /// What each part is worth.
  package let ablation: [Ablation]

  private enum CodingKeys: String, CodingKey {
    case version, month, model, cases, models, comparisons, segments, home, choice, ablation
    case enoughCases = "enough_cases"
  }

  /// Bytes of the largest file.
  private static let limit = 8 << 20

  /// Reads a file.
  ///
  /// - Throws: `ReportError.unreadable` or `badMetrics`.
  package init(file: String) throws(ReportError) {
    let bytes: [UInt8]
    do { bytes = try Files.read(file, limit: Self.limit, links: .followed) } catch {
      throw .unreadable(path: file, code: error.errno)
    }
    guard OutsideName.areNames(inJSON: bytes),
      let metrics = try? JSONDecoder().decode(Self.self, from: Data(bytes))
    else { throw .badMetrics(path: file) }
    self = metrics
  }

  /// Reads what every version writes strictly, and the rest where it is as expected.
  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: CodingKeys.self)
    version = try members.decode(Int.self, forKey: .version)
    month = try? members.decode(String.self, forKey: .month)
    model = try? members.decode(String.self, forKey: .model)
    cases = try members.decode(Int.self, forKey: .cases)
    enoughCases = try members.decode(Bool.self, forKey: .enoughCases)
    models = try members.decode([Model].self, forKey: .models)
    comparisons = (try? members.decode([Comparison].self, forKey: .comparisons)) ?? []
    segments = (try? members.decode([Segment].self, forKey: .segments)) ?? []
    home = try? members.decode(Home.self, forKey: .home)
    choice = try? members.decode(BlendChoice.self, forKey: .choice)
    ablation = (try? members.decode([Ablation].self, forKey: .ablation)) ?? []
  }
}

extension Interval {
  /// The same with its mean and its ends between 0 and 1.
  fileprivate var inUnit: Interval {
    Interval(mean: mean.inUnit, low: low?.inUnit, high: high?.inUnit)
  }
}

extension Double {
  /// The nearest number between 0 and 1.
  fileprivate var inUnit: Double { min(1, max(0, self)) }
}

/// Why there is no report.
package enum ReportError: Error, Equatable, Sendable {
  /// The store refused.
  case store(StoreError)
  /// Reading was stopped.
  case cancelled
  /// A file that was named cannot be read; `code` is the system's number.
  case unreadable(path: String, code: Int32)
  /// A file is no `metrics.json`.
  case badMetrics(path: String)
  /// A file is not what `pickctl import --format json` prints.
  case badImport(path: String)
  /// A file of the report cannot be written; `code` is the system's number.
  case cannotWrite(path: String, code: Int32)
  /// The figures could not be put into a file; the one that was there stays.
  case cannotRender(file: String)
}
