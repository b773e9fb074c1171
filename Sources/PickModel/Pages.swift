/// The front page of one viewer at one instant.
public struct HomePage: Hashable, Sendable, Codable {
  /// What the hero's tabs show, in the order of `HeroTab.allCases`.
  public let hero: [ShelfResult]
  /// The shelves, in the order they stand in; empty ones are left out.
  public let shelves: [ShelfResult]
  /// The instant the page speaks of ("지금은 PM 3:05").
  public let builtFor: Instant
  /// Whether a trained model had a say; without one the page is made of popularity and history.
  public let isPersonalised: Bool

  /// A page as it was built.
  public init(
    hero: [ShelfResult], shelves: [ShelfResult], builtFor: Instant, isPersonalised: Bool
  ) {
    self.hero = hero
    self.shelves = shelves
    self.builtFor = builtFor
    self.isPersonalised = isPersonalised
  }
}

/// One category: a shelf a genre.
public struct CategoryPage: Hashable, Sendable, Codable {
  /// The category.
  public let category: Category
  /// One shelf a genre, at most 30 cards each, a title once on the page.
  public let shelves: [ShelfResult]

  /// A page as it was built.
  public init(category: Category, shelves: [ShelfResult]) {
    self.category = category
    self.shelves = shelves
  }
}

/// The titles a search found.
public struct SearchResults: Hashable, Sendable, Codable {
  /// The words searched for, as typed.
  public let query: String
  /// The number of matching titles, shown or not.
  public let totalCount: Int
  /// The place of the first card among all matches, from 0.
  public let offset: Int
  /// Some of the matches, in the order that was asked for.
  public let cards: [Card]
  /// With the first cards of an order by name: where each initial begins.
  public let initials: [InitialPlace]
  /// With the first cards: what else a filter can ask for and find; `nil` where that is not known.
  public let choices: FilterChoices?
  /// Where a filter leaves nothing: what giving up one of its answers brings, the most first.
  public let removals: [FilterRemoval]
  /// Where the words find nothing at all: titles whose names are a few slips away and that pass the
  /// filter, the nearest first, at most `mostNear`.
  public let near: [Card]

  /// Most titles with near names.
  public static let mostNear = 5

  /// The answer to `query`; of `near` as many are kept as there may be.
  public init(
    query: String, totalCount: Int, offset: Int = 0, cards: [Card],
    initials: [InitialPlace] = [], choices: FilterChoices? = nil, removals: [FilterRemoval] = [],
    near: [Card] = []
  ) {
    self.query = query
    self.totalCount = totalCount
    self.offset = offset
    self.cards = cards
    self.initials = initials
    self.choices = choices
    self.removals = removals
    self.near = near.count > Self.mostNear ? Array(near.prefix(Self.mostNear)) : near
  }
}

/// Everything about one title, as one viewer sees it.
public struct TitlePage: Hashable, Sendable, Codable, Identifiable {
  /// The title.
  public let title: Title
  /// The synopsis; empty when unknown.
  public let synopsis: LocalizedText
  /// The cast, leading actors first.
  public let cast: [String]
  /// Numbered parts in the order they are watched; empty for films.
  public let seasons: [Season]
  /// Playable parts without a number: a film's own asset, extras.
  public let others: [Part]
  /// The part that Enter on "watch" plays; `nil` when there is none.
  public let next: Part?
  /// Titles that resemble it.
  public let similar: [Card]
  /// Why it would be recommended to this viewer; `nil` when it would not.
  public let reason: Reason?
  /// Whether it is on the viewer's list.
  public let isOnMyList: Bool
  /// The viewer's thumb.
  public let thumb: Thumb?
  /// Whether the viewer hid it.
  public let isHidden: Bool
  /// What an outside catalogue knows of it.
  public let notes: TitleNotes

  /// One playable part of a title.
  public struct Part: Hashable, Sendable, Codable, Identifiable {
    /// The asset.
    public let asset: Asset
    /// Further names of the same part.
    public let aliases: [String]
    /// The viewer's progress; `nil` when it was never started.
    public let progress: WatchProgress?

    /// The asset's identity.
    public var id: Asset.ID { asset.id }

    /// A part and how far it was watched.
    public init(asset: Asset, aliases: [String], progress: WatchProgress?) {
      self.asset = asset
      self.aliases = aliases
      self.progress = progress
    }
  }

  /// The episodes of one season.
  public struct Season: Hashable, Sendable, Codable {
    /// From 1.
    public let number: Int
    /// In the order they are watched.
    public let episodes: [Part]

    /// A season and its episodes.
    public init(number: Int, episodes: [Part]) {
      self.number = number
      self.episodes = episodes
    }
  }

  /// The title's identity.
  public var id: Title.ID { title.id }

  /// A page as it was built.
  public init(
    title: Title, synopsis: LocalizedText, cast: [String], seasons: [Season], others: [Part],
    next: Part?, similar: [Card], reason: Reason?, isOnMyList: Bool, thumb: Thumb?,
    isHidden: Bool, notes: TitleNotes = .none
  ) {
    self.title = title
    self.synopsis = synopsis
    self.cast = cast
    self.seasons = seasons
    self.others = others
    self.next = next
    self.similar = similar
    self.reason = reason
    self.isOnMyList = isOnMyList
    self.thumb = thumb
    self.isHidden = isHidden
    self.notes = notes
  }
}

/// A viewer's own page.
public struct MyPage: Hashable, Sendable, Codable {
  /// One line of the history.
  public struct HistoryEntry: Hashable, Sendable, Codable {
    /// The title.
    public let title: TitleReference
    /// The asset.
    public let asset: Asset.ID
    /// Its place in the series.
    public let episode: EpisodeNumber?
    /// The progress in it.
    public let progress: WatchProgress

    /// A line as it was built.
    public init(
      title: TitleReference, asset: Asset.ID, episode: EpisodeNumber?, progress: WatchProgress
    ) {
      self.title = title
      self.asset = asset
      self.episode = episode
      self.progress = progress
    }
  }

  /// A genre's share of what was watched.
  public struct Taste: Hashable, Sendable, Codable {
    /// The genre.
    public let genre: Genre
    /// Seconds watched of titles whose main genre it is.
    public let watchedSeconds: Int
    /// Their share of all seconds watched, in [0, 1].
    public let share: Double

    /// A genre's share.
    public init(genre: Genre, watchedSeconds: Int, share: Double) {
      self.genre = genre
      self.watchedSeconds = watchedSeconds
      self.share = share
    }
  }

  /// A device with a live session of the account.
  public struct Device: Hashable, Sendable, Codable, Identifiable {
    /// Names one session.
    public let id: SessionID
    /// The device's name for itself.
    public let name: String
    /// When it signed in.
    public let signedInAt: Instant
    /// When it last refreshed its tokens.
    public let lastSeenAt: Instant
    /// Whether it is the one that asks.
    public let isCurrent: Bool

    /// A signed-in place.
    public init(
      id: SessionID, name: String, signedInAt: Instant, lastSeenAt: Instant, isCurrent: Bool
    ) {
      self.id = id
      self.name = name
      self.signedInAt = signedInAt
      self.lastSeenAt = lastSeenAt
      self.isCurrent = isCurrent
    }
  }

  /// The numbers of rows stored about the viewer.
  public struct StoredData: Hashable, Sendable, Codable {
    /// Watch events.
    public let watchEvents: Int
    /// Opened detail pages.
    public let detailViews: Int
    /// Cards that were visible.
    public let impressions: Int
    /// My list, thumbs, hidden and forgotten titles.
    public let choices: Int
    /// Signed-in places.
    public let sessions: Int

    /// Counts of rows.
    public init(
      watchEvents: Int, detailViews: Int, impressions: Int, choices: Int, sessions: Int
    ) {
      self.watchEvents = watchEvents
      self.detailViews = detailViews
      self.impressions = impressions
      self.choices = choices
      self.sessions = sessions
    }
  }

  /// The set-top number.
  public let number: String
  /// Last watched first, one line an asset, at most 200.
  public let history: [HistoryEntry]
  /// Last added first.
  public let myList: [Card]
  /// Titles the viewer hid, by name.
  public let hidden: [Card]
  /// Most watched first.
  public let taste: [Taste]
  /// How home is arranged.
  public let home: HomeArrangement
  /// The asking one first, then last seen first.
  public let devices: [Device]
  /// Counts of what is stored.
  public let stored: StoredData

  /// A page as it was built.
  public init(
    number: String, history: [HistoryEntry], myList: [Card], hidden: [Card] = [],
    taste: [Taste], home: HomeArrangement = .standard, devices: [Device], stored: StoredData
  ) {
    self.number = number
    self.history = history
    self.myList = myList
    self.hidden = hidden
    self.taste = taste
    self.home = home
    self.devices = devices
    self.stored = stored
  }
}

/// Where a list continues: an opaque text that only its issuer reads, sent back unchanged.
public struct PageCursor: Hashable, Sendable, Codable {
  /// The text, fit for a query parameter.
  public let text: String

  /// A cursor of any issuer.
  public init(_ text: String) { self.text = text }

  /// Reads the bare text.
  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the bare text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The cards that follow those already shown of a shelf.
public struct ShelfPart: Hashable, Sendable, Codable {
  /// The cards, in the shelf's order.
  public let cards: [Card]
  /// The cursor of the following cards; `nil` at the end.
  public let next: PageCursor?

  /// Cards that follow others.
  public init(cards: [Card], next: PageCursor?) {
    self.cards = cards
    self.next = next
  }
}
