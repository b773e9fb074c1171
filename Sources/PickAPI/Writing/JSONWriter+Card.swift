public import PickModel

extension JSONWriter {
  /// The viewer-independent part of a card, without the brace that ends it: the same bytes for
  /// every viewer at one version of the catalogue.
  public static func body(of card: Card) -> [UInt8] {
    var writer = JSONWriter(capacity: 200)
    writer.raw("{\"id\":")
    writer.quoted(card.id.rawValue)
    writer.raw(",\"name\":")
    writer.string(card.name.original)
    writer.english(card.name)
    writer.raw(",\"kind\":")
    writer.string(card.kind.wireName)
    if let category = card.category {
      writer.raw(",\"category\":")
      writer.string(category.wireName)
    }
    if let genre = card.genre {
      writer.raw(",\"genre\":")
      writer.genre(genre)
    }
    if let year = card.year {
      writer.raw(",\"year\":")
      writer.number(year)
    }
    if let age = card.ageRating {
      writer.raw(",\"age_rating\":")
      writer.number(age.rawValue)
    }
    return writer.bytes
  }

  /// A card on a list whose first card has the reason `common`.
  mutating func card(_ card: Card, body: [UInt8], common: Reason?) {
    raw(body)
    if let playable = card.playable { self.playable(playable) }
    if !card.reason.isSameFact(as: common) {
      raw(",\"reason\":")
      reason(card.reason)
    }
    raw("}")
  }

  private mutating func playable(_ playable: Card.Playable) {
    raw(",\"play\":{\"asset\":")
    quoted(playable.asset.rawValue)
    if let episode = playable.episode {
      raw(",\"episode\":{\"season\":")
      number(episode.season)
      raw(",\"number\":")
      number(episode.number)
      raw("}")
    }
    if let progress = playable.progress { self.progress(progress) }
    raw("}")
  }

  private mutating func progress(_ progress: WatchProgress) {
    raw(",\"progress\":{\"position\":")
    number(progress.position)
    if let seconds = progress.runningSeconds {
      raw(",\"running_seconds\":")
      number(seconds)
    }
    raw(",\"is_finished\":")
    boolean(progress.isFinished)
    raw(",\"last_watched_at\":")
    number(progress.lastWatchedAt.millisecondsSince1970)
    raw("}")
  }

  mutating func english(_ text: LocalizedText) {
    guard let english = text.english else { return }
    raw(",\"name_en\":")
    string(english)
  }

  mutating func genre(_ genre: Genre) {
    raw("{\"name\":")
    string(genre.name.original)
    english(genre.name)
    raw("}")
  }

  mutating func reference(_ title: TitleReference) {
    raw("{\"id\":")
    quoted(title.id.rawValue)
    raw(",\"name\":")
    string(title.name.original)
    english(title.name)
    raw("}")
  }
}
