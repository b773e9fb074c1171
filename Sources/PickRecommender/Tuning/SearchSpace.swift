/// A search space: named domains in a fixed order.
public struct SearchSpace: Codable, Equatable, Sendable {
  /// A parameter with its domain.
  public struct Dimension: Codable, Equatable, Sendable {
    /// The name of the parameter.
    public let name: String
    /// The values that may be tried.
    public let domain: ParameterDomain

    /// A dimension with its name and domain.
    public init(_ name: String, _ domain: ParameterDomain) {
      self.name = name
      self.domain = domain
    }
  }

  /// The dimensions, in the order of a trial's values.
  public let dimensions: [Dimension]

  /// The greatest number of dimensions, for which densities still fit a Double.
  static let limit = 100

  /// A space of 1 to 100 dimensions.
  ///
  /// - Throws: `SearchSpaceError` for the first violated rule.
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

  /// Decodes a stored space and checks it like a new one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(try container.decode([Dimension].self, forKey: .dimensions))
  }

  /// Whether there is one value of each dimension's domain, in order.
  public func contains(_ values: [ParameterValue]) -> Bool {
    values.count == dimensions.count
      && zip(dimensions, values).allSatisfy { $0.domain.contains($1) }
  }

  /// The values by name.
  public func named(_ values: [ParameterValue]) -> [String: ParameterValue] {
    Dictionary(zip(dimensions.map(\.name), values)) { first, _ in first }
  }
}

/// The reasons why domains make no search space.
public enum SearchSpaceError: Error, Equatable, Sendable {
  /// There is no dimension.
  case empty
  /// There are more dimensions than `limit`.
  case tooLarge(limit: Int)
  /// Two dimensions have this name.
  case repeated(name: String)
  /// The domain has no logarithm, no end, or no value.
  case unsearchable(name: String, domain: ParameterDomain)
}

extension ParameterDomain {
  /// Whether values can be drawn: logarithms exist, and the width is finite.
  fileprivate var isSearchable: Bool {
    switch self {
    case .integer(let range, let isLogarithmic):
      // Beyond 2⁵² a Double cannot distinguish whole numbers from their half steps.
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
