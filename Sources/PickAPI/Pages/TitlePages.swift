public import PickModel

extension Title: WirePayload {
  /// Everything about a title but synopsis, cast and parts.
  public static let wire: WireType<Title> = .object(
    "Title",
    { id, name, english, kind, category, genres, year, age, start, end, addedAt, picture in
      Title(
        id: id, name: LocalizedText(name, english: english), kind: kind, category: category,
        genres: genres, year: year, ageRating: age,
        availability: Availability(start: start, end: end), addedAt: addedAt, picture: picture)
    },
    .required("id", .identifier(), \.id),
    .required("name", .text, \.name.original),
    .optional("name_en", .text, \.name.english),
    .required("kind", .name("TitleKind"), \.kind),
    .optional("category", .name("Category"), \.category),
    .required("genres", .list(), \.genres),
    .optional("year", .integer(), \.year),
    .optional("age_rating", .ageRating, \.ageRating),
    .optional("available_from", .instant, \.availability.start),
    .optional("available_until", .instant, \.availability.end),
    .required("added_at", .instant, \.addedAt),
    .optional("picture", .picture, \.picture))
}

extension TitlePage.Part: WirePayload {
  /// One playable part of a title.
  public static let wire: WireType<TitlePage.Part> = .object(
    "Part", about: "One playable part of a title.",
    { asset, title, episode, name, aliases, seconds, addedAt, progress in
      TitlePage.Part(
        asset: Asset(
          id: asset, title: title, episode: episode, name: name, runningSeconds: seconds,
          addedAt: addedAt),
        aliases: aliases ?? [], progress: progress)
    },
    .required("asset", .identifier(), \.asset.id),
    .required("title", .identifier(), \.asset.title),
    .optional("episode", .payload(), \.asset.episode),
    .required("name", .text, \.asset.name),
    .optional("aliases", .list(of: .text), \.someAliases),
    .optional("running_seconds", .integer(from: 1), \.asset.runningSeconds),
    .required("added_at", .instant, \.asset.addedAt),
    .optional("progress", .payload(), \.progress))

  private var someAliases: [String]? { aliases.isEmpty ? nil : aliases }
}

extension TitlePage.Season: WirePayload {
  /// The episodes of one season, in the order in which they are watched.
  public static let wire: WireType<TitlePage.Season> = .object(
    "Season", TitlePage.Season.init(number:episodes:),
    .required("number", .integer(from: 1), \.number),
    .required("episodes", .list(), \.episodes))
}

extension TitleNotes: WirePayload {
  /// What an outside catalogue knows of a title; mean and count of its ratings come together.
  public static let wire: WireType<TitleNotes> = .object(
    "TitleNotes", about: "What an outside catalogue knows of a title.",
    TitleNotes.init(mean:count:keywords:imdb:tmdb:),
    .optional("mean_stars", .number, \.meanStars),
    .optional("rating_count", .integer(from: 1), \.ratingCount),
    .optional("keywords", .list(of: .text), \.someKeywords),
    .optional("imdb", .text, \.imdb),
    .optional("tmdb", .integer(), \.tmdb))

  private init(mean: Double?, count: Int?, keywords: [String]?, imdb: String?, tmdb: Int?) {
    var stars: Stars?
    if let mean, let count { stars = Stars(mean: mean, count: count) }
    self.init(stars: stars, keywords: keywords ?? [], imdb: imdb, tmdb: tmdb)
  }

  private var meanStars: Double? { stars?.mean }
  private var ratingCount: Int? { stars?.count }
  private var someKeywords: [String]? { keywords.isEmpty ? nil : keywords }
}

extension TitlePage: WirePayload {
  fileprivate static let object = WireObject<TitlePage>(
    "TitlePage",
    {
      title, synopsis, english, cast, seasons, others, next, similar, reason, isOnMyList, thumb,
      isHidden, notes in
      TitlePage(
        title: title, synopsis: LocalizedText(synopsis, english: english), cast: cast,
        seasons: seasons, others: others, next: next, similar: similar.cards, reason: reason,
        isOnMyList: isOnMyList, thumb: thumb, isHidden: isHidden, notes: notes ?? .none)
    },
    .required("title", .payload(), \.title),
    .required("synopsis", .text, \.synopsis.original),
    .optional("synopsis_en", .text, \.synopsis.english),
    .required("cast", .list(of: .text), \.cast),
    .required("seasons", .list(), \.seasons),
    .required("others", .list(), \.others),
    .optional("next", .payload(), \.next),
    .required(firstOfViewer, .payload(), \.similarCards),
    .optional("reason", .payload(), \.reason),
    .required("is_on_my_list", .boolean, \.isOnMyList),
    .optional("thumb", .name("Thumb"), \.thumb),
    .required("is_hidden", .boolean, \.isHidden),
    .optional("notes", .payload(), \.someNotes))

  /// Everything about one title, as one viewer sees it.
  public static let wire = object.type

  /// The first member that depends on the viewer, where no part was begun.
  private static let firstOfViewer = "similar"
  fileprivate static let bodyMembers = Array(object.members.prefix { $0.name != firstOfViewer })
  fileprivate static let ownMembers = Array(object.members.dropFirst(bodyMembers.count))

  private var someNotes: TitleNotes? { notes == .none ? nil : notes }
  private var similarCards: CardsPayload { CardsPayload(similar) }
}

extension JSONWriter {
  /// The part of a title's page that is the same for every viewer who has begun none of its parts,
  /// without the brace that ends it.
  public static func body(of page: TitlePage) -> [UInt8] {
    var writer = JSONWriter(capacity: page.jsonCapacity)
    writer.open()
    for member in TitlePage.bodyMembers { member.write(page, &writer) }
    return writer.bytes
  }

  /// Writes a page whose `body(of:)` is at hand.
  mutating func write(_ page: TitlePage, body: [UInt8]) {
    raw(body)
    for member in TitlePage.ownMembers { member.write(page, &self) }
    close()
  }
}

extension TitlePage {
  /// About the bytes of the page.
  var jsonCapacity: Int {
    4096 + 200 * seasons.reduce(others.count) { $0 + $1.episodes.count }
  }
}

extension Explanation: WirePayload {
  /// How the score of one title for one viewer is made up; summands that lack their title are left
  /// out by a reader.
  public static let wire: WireType<Explanation> = .object(
    "Explanation", about: "How a score is made up: the parts and the rest add up to it.",
    { title, score, rank, parts, rest, excluded in
      Explanation(
        title: title, score: score, rank: rank, parts: parts.compactMap(\.part), rest: rest,
        excluded: excluded)
    },
    .required("title", .payload(), \.title),
    .required("score", .number, \.score),
    .optional("rank", .integer(from: 1), \.rank),
    .required("parts", .list(), \.summands),
    .required("rest", .number, \.rest),
    .optional("excluded", .name(), \.excluded))

  private var summands: [Summand] { parts.map(Summand.init) }

  /// One summand as it travels: a source that this version cannot name with its title is read too.
  fileprivate struct Summand: WirePayload {
    enum Kind: String, CaseIterable, WireNamed {
      case watched
      case lookedAt = "looked_at"
      case content, popularity, thumb

      static let wireValues = allCases
      var wireName: String { rawValue }
    }

    let kind: Kind
    let title: TitleReference?
    let contribution: Double

    static let wire: WireType<Summand> = .object(
      "ExplanationPart", Summand.init(kind:title:contribution:),
      .required("source", .name(), \.kind),
      .optional("title", .payload(), \.title),
      .required("contribution", .number, \.contribution))

    init(kind: Kind, title: TitleReference?, contribution: Double) {
      self.kind = kind
      self.title = title
      self.contribution = contribution
    }

    init(_ part: Explanation.Part) {
      contribution = part.contribution
      switch part.source {
      case .watched(let title): (kind, self.title) = (.watched, title)
      case .lookedAt(let title): (kind, self.title) = (.lookedAt, title)
      case .content(let title): (kind, self.title) = (.content, title)
      case .popularity: (kind, title) = (.popularity, nil)
      case .thumb(let title): (kind, self.title) = (.thumb, title)
      }
    }

    var part: Explanation.Part? {
      let source: Explanation.Part.Source? =
        switch kind {
        case .watched: title.map { .watched($0) }
        case .lookedAt: title.map { .lookedAt($0) }
        case .content: title.map { .content($0) }
        case .popularity: .popularity
        case .thumb: title.map { .thumb($0) }
        }
      return source.map { Explanation.Part(source: $0, contribution: contribution) }
    }
  }
}
