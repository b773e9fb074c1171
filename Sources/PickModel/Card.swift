/// One title on a shelf, with all a screen needs to draw it.
public struct Card: Hashable, Sendable, Codable, Identifiable {
  /// What is playing next when Space is pressed.
  public struct Playable: Hashable, Sendable, Codable {
    /// The asset.
    public let asset: Asset.ID
    /// Its place in the series; `nil` for films.
    public let episode: EpisodeNumber?
    /// How far the viewer has come in it; `nil` when it was never started.
    public let progress: WatchProgress?

    /// The asset that plays and how far it was watched.
    public init(asset: Asset.ID, episode: EpisodeNumber?, progress: WatchProgress?) {
      self.asset = asset
      self.episode = episode
      self.progress = progress
    }
  }

  /// The title.
  public let id: Title.ID
  /// Its name.
  public let name: LocalizedText
  /// Film or series.
  public let kind: Title.Kind
  /// Its page.
  public let category: Category?
  /// The main genre.
  public let genre: Genre?
  /// Year of release.
  public let year: Int?
  /// Youngest age.
  public let ageRating: AgeRating?
  /// What Space would play; `nil` when the title has no asset.
  public let playable: Playable?
  /// Why the card is here.
  public let reason: Reason

  /// A card for `title`.
  public init(_ title: Title, playable: Playable?, reason: Reason) {
    id = title.id
    name = title.name
    kind = title.kind
    category = title.category
    genre = title.genres.first
    year = title.year
    ageRating = title.ageRating
    self.playable = playable
    self.reason = reason
  }

  /// The title, named.
  public var reference: TitleReference { TitleReference(id: id, name: name) }
}
