/// What a study searches: named domains in a fixed order.
public struct SearchSpace: Codable, Equatable, Sendable {
  /// One parameter and where to look for it.
  public struct Dimension: Codable, Equatable, Sendable {
    /// The parameter's name.
    public let name: String
    /// The values that may be asked.
    public let domain: ParameterDomain

    /// A parameter to search.
    public init(_ name: String, _ domain: ParameterDomain) {
      self.name = name
      self.domain = domain
    }
  }

  /// The parameters, in the order a trial lists its values.
  public let dimensions: [Dimension]

  /// More dimensions than anybody tunes; the densities of this many still fit a Double.
  static let limit = 100

  /// A space of 1 to 100 dimensions.
  ///
  /// - Throws: the first thing that makes it none.
  public init(_ dimensions: [Dimension]) throws(SearchSpaceError) {
    guard !dimensions.isEmpty else { throw .empty }
    guard dimensions.count <= Self.limit else { throw .tooLarge(limit: Self.limit) }
    var names: Set<String> = []
    for dimension in dimensions {
      guard names.insert(dimension.name).inserted else { throw .repeated(name: dimension.name) }
      guard dimension.domain.isSearchable else {
        throw .unsearchable(name: dimension.name, domain: dimension.domain)
      }
    }
    self.dimensions = dimensions
  }

  /// Reads a stored space and checks it as if it were new.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(try container.decode([Dimension].self, forKey: .dimensions))
  }

  /// Whether `values` has one value of each dimension's domain, in order.
  public func contains(_ values: [ParameterValue]) -> Bool {
    values.count == dimensions.count
      && zip(dimensions, values).allSatisfy { $0.domain.contains($1) }
  }

  /// The values by name.
  public func named(_ values: [ParameterValue]) -> [String: ParameterValue] {
    Dictionary(zip(dimensions.map(\.name), values)) { first, _ in first }
  }
}

/// Why a list of domains is no space to search.
public enum SearchSpaceError: Error, Equatable, Sendable {
  /// There is no parameter.
  case empty
  /// There are more parameters than `limit`.
  case tooLarge(limit: Int)
  /// Two parameters have this name.
  case repeated(name: String)
  /// The domain has no logarithm, no end, or no value.
  case unsearchable(name: String, domain: ParameterDomain)
}

extension ParameterDomain {
  /// Whether values can be drawn from it: logarithms exist and the width is a number.
  fileprivate var isSearchable: Bool {
    switch self {
    case .integer(let range, let isLogarithmic):
      // Beyond 2⁵² a whole number and its half steps are not told apart by a Double.
      let limit = 1 << 52
      return range.lowerBound >= -limit && range.upperBound <= limit
        && (!isLogarithmic || range.lowerBound > 0)
    case .real(let range, let isLogarithmic):
      return (range.upperBound - range.lowerBound).isFinite
        && (!isLogarithmic || range.lowerBound > 0)
    case .flag: return true
    case .choice(let words): return !words.isEmpty && Set(words).count == words.count
    }
  }
}
