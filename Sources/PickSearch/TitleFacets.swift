public import PickModel

/// The facts titles are filtered by and alike in, a few bytes each: what a list could be narrowed to is
/// counted in one pass over its places, while titles themselves stay where they are.
///
/// Genres are small numbers here: comparing them by name costs a walk through the text for each of
/// thousands of titles.
public struct TitleFacets: Sendable {
  /// Most genres a list offers to filter by.
  public static let mostGenres = 40

  private struct Facts {
    /// The place of the category among all.
    let category: UInt8?
    /// The number of the decade: that of the years from 1990 on is 199.
    let decade: UInt16?
    /// The place of the age among all.
    let age: UInt8?
    /// Whether it is not always available.
    let isLimited: Bool
  }

  private var facts: [Facts] = []
  /// All genres, each at its number.
  public private(set) var genres: [Genre] = []
  private var numbers: [Genre: Int32] = [:]
  /// The places in `genres` of lists of genres, one after the other.
  private var ofLists: [Int32] = []
  /// Where in `ofLists` the genres of each title are: titles of equal genres share a list.
  private var lists: [Range<Int32>] = []

  /// The facts of `titles`, in their order.
  public init(_ titles: [Title]) {
    facts.reserveCapacity(titles.count)
    lists.reserveCapacity(titles.count)
    // Reading a catalogue makes one array of each list, so a list is mostly known by its place in memory:
    // telling genres apart by their names takes ten times as long. The arrays are kept alive meanwhile, so
    // that no other one takes a place that is known.
    var known: [UInt: (genres: [Genre], list: Range<Int32>)] = [:]
    let (categories, ages) = (Category.allCases, AgeRating.allCases)
    for title in titles {
      facts.append(
        Facts(
          category: title.category.flatMap(categories.firstIndex(of:)).map(UInt8.init),
          decade: title.year.flatMap(Self.decade),
          age: title.ageRating.flatMap(ages.firstIndex(of:)).map(UInt8.init),
          isLimited: title.availability != .always))
      let genres = title.genres
      let address = genres.address
      if let list = known[address]?.list {
        lists.append(list)
      } else {
        let list = add(genres)
        known[address] = (genres, list)
        lists.append(list)
      }
    }
  }

  private mutating func add(_ genres: [Genre]) -> Range<Int32> {
    let start = Int32(clamping: ofLists.count)
    for genre in genres { ofLists.append(known(genre)) }
    return start..<Int32(clamping: ofLists.count)
  }

  /// The number of a genre, which it gets when it is first seen.
  private mutating func known(_ genre: Genre) -> Int32 {
    if let number = numbers[genre] { return number }
    let number = Int32(clamping: genres.count)
    numbers[genre] = number
    genres.append(genre)
    return number
  }

  private static let decades = 1000

  private static func decade(of year: Int) -> UInt16? {
    (0..<decades * 10).contains(year) ? UInt16(year / 10) : nil
  }

  /// The number of a genre; `nil` where no title has it.
  public func number(of genre: Genre) -> Int? { numbers[genre].map(Int.init) }

  /// The numbers of the genres of the title at a place, the main one first.
  public func genres(at place: Int) -> ArraySlice<Int32> {
    ofLists[Int(lists[place].lowerBound)..<Int(lists[place].upperBound)]
  }

  /// The number of the main genre of the title at a place; `nil` for a title without genres.
  public func mainGenre(at place: Int) -> Int32? {
    lists[place].isEmpty ? nil : ofLists[Int(lists[place].lowerBound)]
  }

  /// The place of a title's category among all; `nil` for a title without one.
  public func category(at place: Int) -> Int? { facts[place].category.map(Int.init) }

  /// Whether the title at a place is not always available: only then it has to be asked when.
  public func isLimited(at place: Int) -> Bool { facts[place].isLimited }

  /// The answer to one question that some of the titles at `places` give.
  ///
  /// - Parameters:
  ///   - choices: takes the answers.
  ///   - facet: the question; those a title does not answer itself have no choices.
  ///   - places: what is found while the question is open.
  public func fill(
    _ choices: inout FilterChoices, with facet: FilterFacet, of places: [Int32]
  ) {
    switch facet {
    case .category: choices.categories = categories(of: places)
    case .genre: choices.genres = genres(of: places)
    case .years: choices.decades = decades(of: places)
    case .age: choices.ages = ages(of: places)
    case .unseen, .length: break
    }
  }

  /// The questions whose answers `fill` knows.
  public static let questions: [FilterFacet] = [.category, .genre, .years, .age]

  private func categories(of places: [Int32]) -> [Category] {
    var isThere = [Bool](repeating: false, count: Category.allCases.count)
    for place in places {
      if let category = facts[Int(place)].category { isThere[Int(category)] = true }
    }
    return zip(Category.allCases, isThere).filter(\.1).map(\.0)
  }

  private func ages(of places: [Int32]) -> [AgeRating] {
    var isThere = [Bool](repeating: false, count: AgeRating.allCases.count)
    for place in places {
      if let age = facts[Int(place)].age { isThere[Int(age)] = true }
    }
    return zip(AgeRating.allCases, isThere).filter(\.1).map(\.0).sorted()
  }

  private func decades(of places: [Int32]) -> [Int] {
    var isThere = [Bool](repeating: false, count: Self.decades)
    for place in places {
      if let decade = facts[Int(place)].decade { isThere[Int(decade)] = true }
    }
    return isThere.indices.reversed().filter { isThere[$0] }.map { $0 * 10 }
  }

  private func genres(of places: [Int32]) -> [Genre] {
    var counts = [Int](repeating: 0, count: genres.count)
    for place in places {
      for index in lists[Int(place)] { counts[Int(ofLists[Int(index)])] += 1 }
    }
    let found = zip(genres, counts).filter { $0.1 > 0 }
    return found.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.prefix(Self.mostGenres).map(\.0)
  }
}

extension Array {
  /// Where the elements are, which no other array with elements can say while this one lives.
  fileprivate var address: UInt { withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) } }
}
