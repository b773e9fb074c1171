public import PickModel

extension Genre: WirePayload {
  /// The genre, named.
  public static let wire: WireType<Genre> = .object(
    "Genre", { name, english in Genre(LocalizedText(name, english: english)) },
    .required("name", .genreName, \.name.original),
    .optional("name_en", .genreName, \.name.english))
}

extension WireType<String> {
  /// Names longer than any real genre's are refused before they become keys.
  fileprivate static var genreName: WireType {
    text.map({ $0.utf8.count <= 512 ? $0 : nil }, { $0 })
  }
}

extension TitleReference: WirePayload {
  /// A title, named.
  public static let wire: WireType<TitleReference> = .object(
    "TitleReference",
    { id, name, english in TitleReference(id: id, name: LocalizedText(name, english: english)) },
    .required("id", .identifier(), \.id),
    .required("name", .text, \.name.original),
    .optional("name_en", .text, \.name.english))
}

extension EpisodeNumber: WirePayload {
  /// Where an episode stands in its series.
  public static let wire: WireType<EpisodeNumber> = .object(
    "Episode", EpisodeNumber.init(season:number:),
    .required("season", .integer(from: 1), \.season),
    .required("number", .integer(from: 0), \.number))
}

extension WatchProgress: WirePayload {
  /// Seconds from the start, the running time in seconds, and the instant it was last watched.
  public static let wire: WireType<WatchProgress> = .object(
    "Progress", about: "How far the viewer has come in one asset.",
    WatchProgress.init(position:runningSeconds:isFinished:lastWatchedAt:),
    .required("position", .integer(from: 0), \.position),
    .optional("running_seconds", .integer(from: 1), \.runningSeconds),
    .required("is_finished", .boolean, \.isFinished),
    .required("last_watched_at", .instant, \.lastWatchedAt))
}

extension Card.Playable: WirePayload {
  /// What Space plays.
  public static let wire: WireType<Card.Playable> = .object(
    "Playable", about: "What Space plays.",
    Card.Playable.init(asset:episode:progress:runningSeconds:),
    .required("asset", .identifier(), \.asset),
    .optional("episode", .payload(), \.episode),
    .optional("progress", .payload(), \.progress),
    .optional(
      "running_seconds",
      WireType<Int>.integer(from: 1).described("Left out where the progress says it."),
      \.unsaidSeconds))

  /// The running time, where the progress does not say it.
  private var unsaidSeconds: Int? { progress == nil ? runningSeconds : nil }
}

extension Card: WirePayload {
  fileprivate static let object = WireObject<Card>(
    "Card",
    about: "One title on a shelf. Without a reason, it is there for the reason of the list.",
    {
      id, name, english, kind, category, genre, year, ageRating, picture, playable, isHidden,
      reason in
      Card(
        id: id, name: LocalizedText(name, english: english), kind: kind, category: category,
        genre: genre, year: year, ageRating: ageRating, picture: picture, playable: playable,
        isHidden: isHidden ?? false, reason: reason)
    },
    .required("id", .identifier(), \.id),
    .required("name", .text, \.name.original),
    .optional("name_en", .text, \.name.english),
    .required("kind", .name("TitleKind"), \.kind),
    .optional("category", .name("Category"), \.category),
    .optional("genre", .payload(), \.genre),
    .optional("year", .integer(), \.year),
    .optional("age_rating", .ageRating, \.ageRating),
    .optional("picture", .picture, \.picture),
    .optional(firstOfViewer, .payload(), \.playable),
    .optional(
      "hidden", WireType<Bool>.boolean.described("There, and true, when the viewer hid the title."),
      \.hiddenMark),
    .ownReason)

  private var hiddenMark: Bool? { isHidden ? true : nil }

  /// The first member that depends on the viewer.
  private static let firstOfViewer = "play"
  fileprivate static let bodyMembers = Array(
    object.members.prefix { $0.name != firstOfViewer })

  /// A card with its reason, unless that is the reason of its list.
  public static let wire = {
    let (whole, own) = (object.type.write, object.members.dropFirst(bodyMembers.count).map(\.write))
    return WireType<Card>(
      object.type.schema,
      write: { card, writer in
        guard let body = writer.cardBody else { return whole(card, &writer) }
        writer.raw(body(card))
        for write in own { write(card, &writer) }
        writer.close()
      }, read: object.type.read)
  }()
}

extension JSONWriter {
  /// The viewer-independent part of a card, without the brace that ends it: the same bytes for
  /// every viewer at one version of the catalogue.
  public static func body(of card: Card) -> [UInt8] {
    var writer = JSONWriter(capacity: 200)
    writer.open()
    for member in Card.bodyMembers { member.write(card, &writer) }
    return writer.bytes
  }
}

extension WireMember<Card, Reason> {
  /// The reason of a card; the one of its list is left out.
  fileprivate static var ownReason: WireMember {
    let (key, write) = (JSONKey("reason"), Reason.wire.write)
    return WireMember(name: "reason", isRequired: false, schema: Reason.wire.schema) {
      card, writer in
      guard !card.reason.isSameFact(as: writer.commonReason) else { return }
      writer.key(key)
      write(card.reason, &writer)
    } read: { (object) throws(WireFault) in
      let own = try object.take("reason", Reason.wire)
      guard let reason = own ?? object.reading.commonReason else { throw WireFault("reason") }
      return reason
    }
  }
}

// MARK: Lists of cards

extension WireMember where Value == Void {
  /// The reason of the first card, which the others of the list leave out when it is theirs.
  static func commonReason(
    of cards: @escaping @Sendable (Owner) -> [Card]
  ) -> WireMember {
    let key = JSONKey("reason")
    return WireMember(name: "reason", isRequired: false, schema: Reason.wire.schema) {
      owner, writer in
      guard let reason = cards(owner).first?.reason else { return }
      writer.key(key)
      Reason.wire.write(reason, &writer)
    } read: { (object) throws(WireFault) in
      object.reading.commonReason = try object.take("reason", Reason.wire)
    }
  }
}

extension WireType<[Card]> {
  /// The cards of an object that says their common reason before them.
  static var cards: WireType {
    let plain = list(of: Card.wire)
    return WireType(plain.schema) { cards, writer in
      writer.commonReason = cards.first?.reason
      plain.write(cards, &writer)
      writer.commonReason = nil
    } read: { (json, reading) throws(WireFault) in
      try plain.read(json, reading)
    }
  }
}

/// A list of cards: `{"reason": …, "cards": […]}`.
public struct CardsPayload: Hashable, WirePayload {
  /// The cards.
  public let cards: [Card]

  /// A list of cards.
  public init(_ cards: [Card]) { self.cards = cards }

  /// The common reason and the cards.
  public static let wire: WireType<CardsPayload> = .object(
    "Cards", { _, cards in CardsPayload(cards) },
    .commonReason(of: \.cards),
    .required("cards", .cards, \.cards))
}
