/// A question of a filter.
public enum FilterFacet: String, CaseIterable, Hashable, Sendable, Codable {
  /// Of which category.
  case category
  /// With which genre.
  case genre
  /// Of which years.
  case years
  /// For which age.
  case age
  /// Whether the viewer has begun it.
  case unseen
  /// How long it runs.
  case length
}

extension TitleFilter {
  /// Whether a question has an answer.
  public func asks(_ facet: FilterFacet) -> Bool {
    switch facet {
    case .category: category != nil
    case .genre: genre != nil
    case .years: years != nil
    case .age: age != nil
    case .unseen: isUnseen
    case .length: length != nil
    }
  }

  /// The same filter without the answer to a question.
  public func without(_ facet: FilterFacet) -> TitleFilter {
    var filter = self
    switch facet {
    case .category: filter.category = nil
    case .genre: filter.genre = nil
    case .years: filter.years = nil
    case .age: filter.age = nil
    case .unseen: filter.isUnseen = false
    case .length: filter.length = nil
    }
    return filter
  }
}

/// Answers to a filter's questions that leave something, given the words and the other answers.
public struct FilterChoices: Hashable, Sendable, Codable {
  /// The categories, in their order.
  public var categories: [Category] = []
  /// The genres, those of most titles first.
  public var genres: [Genre] = []
  /// The first years of the decades, the latest first.
  public var decades: [Int] = []
  /// The ages titles are for, the youngest first.
  public var ages: [AgeRating] = []
  /// The running times, the shortest first; `nil` where too many titles are found to look at each.
  public var lengths: [RunningLength]?
  /// Whether there is a title the viewer has not begun.
  public var findsUnseen = true

  /// No answer leaves anything.
  public init() {}
}

/// What giving up one answer of a filter would bring.
public struct FilterRemoval: Hashable, Sendable, Codable {
  /// The question.
  public let facet: FilterFacet
  /// Titles that are found without its answer, > 0.
  public let count: Int

  /// The removals that bring something, the most first, in the order of the questions where equal.
  public static func sorted(_ counts: [(facet: FilterFacet, count: Int)]) -> [FilterRemoval] {
    counts.enumerated().filter { $0.element.count > 0 }
      .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map { FilterRemoval(facet: $0.element.facet, count: $0.element.count) }
  }

  /// What giving up an answer brings.
  public init(facet: FilterFacet, count: Int) {
    self.facet = facet
    self.count = count
  }
}
