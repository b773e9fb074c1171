/// Which titles of a search or a category are wanted, and in which order: a value that both services
/// and every screen read the same way.
public struct TitleFilter: Hashable, Sendable, Codable {
  /// Titles of this category only.
  public var category: Category?
  /// Titles with this genre only, by its original name.
  public var genre: String?
  /// Titles of these years only.
  public var years: YearSpan?
  /// Titles for this age or a younger one only.
  public var age: AgeRating?
  /// Titles the viewer has not begun only.
  public var isUnseen: Bool
  /// Titles that run this long only: a film, or the first episode of a series.
  public var length: RunningLength?
  /// The order of what is left.
  public var order: TitleOrder
  /// Whether titles from 19 on are left out; no wish of a viewer, so recordings do not keep it.
  public var leavesOutAdult = false

  private enum CodingKeys: String, CodingKey {
    case category, genre, years, age, isUnseen, length, order
  }

  /// What is wanted; all titles, the best match first, where nothing else is said.
  public init(
    category: Category? = nil, genre: String? = nil, years: YearSpan? = nil,
    age: AgeRating? = nil, isUnseen: Bool = false, length: RunningLength? = nil,
    order: TitleOrder = .fitting
  ) {
    self.category = category
    self.genre = genre
    self.years = years
    self.age = age
    self.isUnseen = isUnseen
    self.length = length
    self.order = order
  }

  /// All titles, the best match first.
  public static let none = TitleFilter()

  /// Whether all titles are wanted, in whatever order.
  public var isOpen: Bool {
    category == nil && genre == nil && years == nil && age == nil && !isUnseen && length == nil
      && !leavesOutAdult
  }

  /// Whether a title passes, as far as it says so itself.
  ///
  /// What is not known of a title (its year, its age) does not pass a filter that asks for it.
  public func passes(_ title: Title) -> Bool {
    if let category, title.category != category { return false }
    if let genre, !title.genres.contains(where: { $0.id == genre }) { return false }
    if let years, !(title.year.map(years.contains) ?? false) { return false }
    if let age, !(title.ageRating.map { $0 <= age } ?? false) { return false }
    return !leavesOutAdult || title.ageRating != .nineteen
  }
}

/// Years from one to another, both included, open where `nil`.
public struct YearSpan: Hashable, Sendable, Codable {
  /// The first year.
  public let first: Int?
  /// The last year.
  public let last: Int?

  /// Years from `first` to `last`.
  public init(first: Int?, last: Int?) {
    self.first = first
    self.last = last
  }

  /// The ten years that begin with `first`.
  public static func decade(_ first: Int) -> YearSpan {
    YearSpan(first: first, last: first.plus(9))
  }

  /// Whether a year is one of them.
  public func contains(_ year: Int) -> Bool {
    (first.map { $0 <= year } ?? true) && (last.map { year <= $0 } ?? true)
  }
}

/// How long a title runs, as viewers think of it.
public enum RunningLength: String, CaseIterable, Hashable, Sendable, Codable {
  /// Up to half an hour.
  case short
  /// Up to an hour.
  case medium
  /// Up to two hours.
  case long
  /// Longer.
  case veryLong

  /// The length of so many seconds.
  public init(seconds: Int) {
    switch seconds {
    case ...1800: self = .short
    case ...3600: self = .medium
    case ...7200: self = .long
    default: self = .veryLong
    }
  }
}

/// The order of titles that were found.
public enum TitleOrder: String, CaseIterable, Hashable, Sendable, Codable {
  /// The best match first; without words the most watched.
  case fitting
  /// The latest year first, then what came into the catalogue last.
  case new
  /// The most watched first.
  case popular
  /// By name: Hangul by its letters, then Latin, then the rest.
  case name
  /// The same by English names, for a screen that shows those.
  case englishName

  /// Whether it is an order of names, which has initials to jump to.
  public var isByName: Bool {
    switch self {
    case .name, .englishName: true
    case .fitting, .new, .popular: false
    }
  }

  /// The language of the names that are ordered.
  public var language: Language {
    switch self {
    case .englishName: .english
    case .fitting, .new, .popular, .name: .korean
    }
  }
}

/// Where the names of one initial begin in a list ordered by name.
public struct InitialPlace: Hashable, Sendable, Codable {
  /// The consonant (`ㄱ`), Latin letter (`A`), or `#` for everything else.
  public let initial: String
  /// The place of the first such name, from 0.
  public let place: Int

  /// A beginning.
  public init(initial: String, place: Int) {
    self.initial = initial
    self.place = place
  }
}
