/// A film or a series (작품): one entry a viewer chooses.
///
/// Carries what cards and candidate filters need. Synopsis, cast and episodes are in `TitlePage`. A copy
/// shares everything but the picture: pages pass hundreds of titles through a dozen hands.
public struct Title: Hashable, Sendable, Identifiable {
  /// Names one title.
  public typealias ID = Identifier<Title>

  /// Whether a title has parts.
  public enum Kind: String, Codable, Sendable {
    /// One asset.
    case film
    /// Seasons of episodes.
    case series
  }

  /// The application-made identity.
  @inlinable public var id: ID { facts.id }
  /// The name, free of control and direction characters.
  public var name: LocalizedText { facts.name }
  /// Film or series.
  public var kind: Kind { facts.kind }
  /// The page it belongs to; `nil` when the source named none.
  public var category: Category? { facts.category }
  /// Genres, the main one first.
  public var genres: [Genre] { facts.genres }
  /// Year of release, when known.
  public var year: Int? { facts.year }
  /// Youngest age, when known.
  public var ageRating: AgeRating? { facts.ageRating }
  /// When it may be offered.
  @inlinable public var availability: Availability { facts.availability }
  /// When it came into the catalogue.
  @inlinable public var addedAt: Instant { facts.addedAt }
  /// The version of its picture; `nil` when it has none.
  public let picture: PictureID?

  @usableFromInline let facts: Facts

  /// A title with everything that is known of it.
  public init(
    id: ID, name: LocalizedText, kind: Kind, category: Category?, genres: [Genre], year: Int?,
    ageRating: AgeRating?, availability: Availability, addedAt: Instant, picture: PictureID? = nil
  ) {
    facts = Facts(
      id: id, name: name, kind: kind, category: category, genres: genres, year: year,
      ageRating: ageRating, availability: availability, addedAt: addedAt)
    self.picture = picture
  }

  private init(_ facts: Facts, _ picture: PictureID?) {
    self.facts = facts
    self.picture = picture
  }

  /// The same title with a picture, or without one.
  public func with(picture: PictureID?) -> Title { Title(facts, picture) }
}

extension Title {
  /// What copies of a title share.
  @usableFromInline
  final class Facts: Hashable, Sendable {
    @usableFromInline let id: ID
    let name: LocalizedText
    let kind: Kind
    let category: Category?
    let genres: [Genre]
    let year: Int?
    let ageRating: AgeRating?
    @usableFromInline let availability: Availability
    @usableFromInline let addedAt: Instant

    init(
      id: ID, name: LocalizedText, kind: Kind, category: Category?, genres: [Genre], year: Int?,
      ageRating: AgeRating?, availability: Availability, addedAt: Instant
    ) {
      self.id = id
      self.name = name
      self.kind = kind
      self.category = category
      self.genres = genres
      self.year = year
      self.ageRating = ageRating
      self.availability = availability
      self.addedAt = addedAt
    }

    @usableFromInline
    static func == (left: Facts, right: Facts) -> Bool {
      left === right
        || left.id == right.id && left.name == right.name && left.kind == right.kind
          && left.category == right.category && left.genres == right.genres
          && left.year == right.year && left.ageRating == right.ageRating
          && left.availability == right.availability && left.addedAt == right.addedAt
    }

    @usableFromInline
    func hash(into hasher: inout Hasher) {
      hasher.combine(id)
      hasher.combine(name)
    }
  }
}

extension Title: Codable {
  private enum CodingKeys: String, CodingKey {
    case id, name, kind, category, genres, year, ageRating, availability, addedAt, picture
  }

  /// Reads what `encode` wrote.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(ID.self, forKey: .id),
      name: try values.decode(LocalizedText.self, forKey: .name),
      kind: try values.decode(Kind.self, forKey: .kind),
      category: try values.decodeIfPresent(Category.self, forKey: .category),
      genres: try values.decode([Genre].self, forKey: .genres),
      year: try values.decodeIfPresent(Int.self, forKey: .year),
      ageRating: try values.decodeIfPresent(AgeRating.self, forKey: .ageRating),
      availability: try values.decode(Availability.self, forKey: .availability),
      addedAt: try values.decode(Instant.self, forKey: .addedAt),
      picture: try values.decodeIfPresent(PictureID.self, forKey: .picture))
  }

  /// Writes all that is known, each fact under its name.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(name, forKey: .name)
    try values.encode(kind, forKey: .kind)
    try values.encodeIfPresent(category, forKey: .category)
    try values.encode(genres, forKey: .genres)
    try values.encodeIfPresent(year, forKey: .year)
    try values.encodeIfPresent(ageRating, forKey: .ageRating)
    try values.encode(availability, forKey: .availability)
    try values.encode(addedAt, forKey: .addedAt)
    try values.encodeIfPresent(picture, forKey: .picture)
  }
}

/// A title named where the whole of it is not needed.
public struct TitleReference: Hashable, Sendable, Codable, Identifiable {
  /// The title.
  public let id: Title.ID
  /// Its name.
  public let name: LocalizedText

  /// Names a title.
  public init(id: Title.ID, name: LocalizedText) {
    self.id = id
    self.name = name
  }
}

extension Title {
  /// This title, named.
  public var reference: TitleReference { TitleReference(id: id, name: name) }
}

/// The playable unit: a film, an episode or an extra (회차).
public struct Asset: Hashable, Sendable, Codable, Identifiable {
  /// Names one asset.
  public typealias ID = Identifier<Asset>

  /// The application-made identity.
  public let id: ID
  /// The title it belongs to.
  public let title: Title.ID
  /// Its number in a series; `nil` for films, extras and unnumbered parts.
  public let episode: EpisodeNumber?
  /// The first name that named it.
  ///
  /// Further names of the same episode are its aliases.
  public let name: String
  /// Running time in seconds, > 0, when known.
  public let runningSeconds: Int?
  /// When it came into the catalogue.
  public let addedAt: Instant

  /// An asset with everything that is known of it.
  public init(
    id: ID, title: Title.ID, episode: EpisodeNumber?, name: String, runningSeconds: Int?,
    addedAt: Instant
  ) {
    self.id = id
    self.title = title
    self.episode = episode
    self.name = name
    self.runningSeconds = runningSeconds
    self.addedAt = addedAt
  }
}

/// Season and number of an episode, ordered as episodes are watched.
public struct EpisodeNumber: Hashable, Comparable, Sendable, Codable {
  /// From 1, which is also the season of a series that names none.
  public let season: Int
  /// From 0 (some series start with an episode 0).
  public let number: Int

  /// An episode's place in its series.
  public init(season: Int = 1, number: Int) {
    self.season = season
    self.number = number
  }

  /// Orders by season, then by number.
  public static func < (left: Self, right: Self) -> Bool {
    (left.season, left.number) < (right.season, right.number)
  }
}

/// When a title may be offered: from `start` (inclusive) to `end` (exclusive), open where `nil`.
public struct Availability: Hashable, Sendable, Codable {
  /// The first instant the title may be offered.
  public let start: Instant?
  /// The first instant it may no longer be offered.
  public let end: Instant?

  /// Offered for ever.
  public static let always = Availability(start: nil, end: nil)

  /// Offered within a window.
  public init(start: Instant?, end: Instant?) {
    self.start = start
    self.end = end
  }

  /// Whether the title may be offered at `instant`.
  public func contains(_ instant: Instant) -> Bool {
    (start.map { $0 <= instant } ?? true) && (end.map { instant < $0 } ?? true)
  }
}

/// The five pages the catalogue is divided into, in the order of the header.
public enum Category: String, CaseIterable, Codable, Sendable {
  /// TV방송: shows, news, documentaries, entertainment.
  case broadcast
  /// TV드라마.
  case drama
  /// 영화.
  case film
  /// 키즈.
  case kids
  /// 애니메이션.
  case animation
}

/// The youngest age a title is meant for (the Korean classification).
public enum AgeRating: Int, CaseIterable, Codable, Sendable, Comparable {
  /// 전체 관람가.
  case all = 0
  /// 7세 이상.
  case seven = 7
  /// 12세 이상.
  case twelve = 12
  /// 15세 이상.
  case fifteen = 15
  /// 청소년 관람 불가.
  case nineteen = 19

  /// Orders younger before older.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A kind of story, as the catalogue names it ("멜로/로맨스", "Comedy").
///
/// Two genres are the same when their original names are: a catalogue has no other identity for
/// them.
public struct Genre: Hashable, Sendable, Codable, Identifiable {
  /// The name in the catalogue's language and in English.
  public let name: LocalizedText

  /// A genre of that name.
  public init(_ name: LocalizedText) { self.name = name }

  /// The original name, by which genres are told apart.
  public var id: String { name.original }

  /// Compares original names only.
  public static func == (left: Self, right: Self) -> Bool { left.id == right.id }

  /// Hashes the original name only.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A text from the catalogue in its own language, with an English form where one is known.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// The text as the catalogue names it, NFC, mostly Korean.
  public let original: String
  /// The English form, when the catalogue has one.
  public let english: String?

  /// A text with or without an English form.
  public init(_ original: String, english: String? = nil) {
    self.original = original
    self.english = english
  }

  /// The form to show to a reader of `language`; the original where there is no other.
  public func text(in language: Language) -> String {
    language == .english ? english ?? original : original
  }
}

/// A viewer's verdict on a title.
public enum Thumb: String, Codable, Sendable {
  /// More like this.
  case up
  /// Less like this; the title is no longer recommended.
  case down
}

/// The words of one title.
public struct TitleText: Equatable, Sendable {
  /// The title.
  public let id: Title.ID
  /// What happens in it.
  public let synopsis: LocalizedText
  /// Who plays in it.
  public let cast: [String]
  /// Words that people filed it under.
  public let keywords: [String]

  /// Words as they are stored.
  public init(
    id: Title.ID, synopsis: LocalizedText, cast: [String], keywords: [String] = []
  ) {
    self.id = id
    self.synopsis = synopsis
    self.cast = cast
    self.keywords = keywords
  }
}
