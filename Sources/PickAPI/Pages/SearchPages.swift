public import PickModel

extension SearchResults: WirePayload {
  /// The words, how many titles match, and some of them in the order that was asked for.
  public static let wire: WireType<SearchResults> = .object(
    "SearchResults",
    { query, count, offset, _, cards, initials, choices, removals, near in
      SearchResults(
        query: query, totalCount: count, offset: offset ?? 0, cards: cards,
        initials: initials ?? [], choices: choices, removals: removals ?? [],
        near: near ?? [])
    },
    .required("query", .text, \.query),
    .required("total_count", .integer(from: 0), \.totalCount),
    .optional("offset", .integer(from: 0), \.someOffset),
    .commonReason(of: \.cards),
    .required("cards", .cards, \.cards),
    .optional("initials", .list(), \.someInitials),
    .optional("choices", .payload(), \.choices),
    .optional("removals", .list(), \.someRemovals),
    .optional(
      "near",
      .list(to: SearchResults.mostNear)
        .described("Titles with names like the words, where these find nothing."),
      \.someNear))

  private var someOffset: Int? { offset > 0 ? offset : nil }
  private var someInitials: [InitialPlace]? { initials.isEmpty ? nil : initials }
  private var someRemovals: [FilterRemoval]? { removals.isEmpty ? nil : removals }
  private var someNear: [Card]? { near.isEmpty ? nil : near }
}

extension FilterChoices: WirePayload {
  /// Answers to a filter's questions that find something.
  public static let wire: WireType<FilterChoices> = .object(
    "FilterChoices",
    about: "Answers to a filter's questions that find something, given all others.",
    { categories, genres, decades, ages, lengths, findsUnseen in
      var choices = FilterChoices()
      choices.categories = categories
      choices.genres = genres
      choices.decades = decades
      choices.ages = ages
      choices.lengths = lengths
      choices.findsUnseen = findsUnseen
      return choices
    },
    .required("categories", .list(of: .name("Category")), \.categories),
    .required("genres", .list(), \.genres),
    .required(
      "decades", .list(of: .integer()).described("Their first years, the latest first."),
      \.decades),
    .required("ages", .list(of: .ageRating), \.ages),
    .optional("lengths", .list(of: .name()), \.lengths),
    .required("unseen", .boolean.described("Whether one was not begun."), \.findsUnseen))
}

extension FilterFacet: WireNamed {
  /// All questions.
  public static let wireValues = allCases
  /// The name of the question.
  public var wireName: String { rawValue }
}

extension FilterRemoval: WirePayload {
  /// What is found without one answer of a filter.
  public static let wire: WireType<FilterRemoval> = .object(
    "FilterRemoval", about: "What is found without one answer of the filter.",
    FilterRemoval.init(facet:count:),
    .required("facet", .name("FilterFacet"), \.facet),
    .required("count", .integer(from: 1), \.count))
}

extension InitialPlace: WirePayload {
  /// Where the names of one initial begin.
  public static let wire: WireType<InitialPlace> = .object(
    "InitialPlace", about: "Where the names of one initial begin.",
    InitialPlace.init(initial:place:),
    .required("initial", .text, \.initial),
    .required("place", .integer(from: 0), \.place))
}
