public import PickModel

/// What a viewer's watching is made of, the most watched genre first.
public struct TastePayload: Hashable, Sendable, Codable {
  /// A genre's share of what was watched.
  public struct Share: Hashable, Sendable, Codable {
    /// The genre.
    public let genre: GenrePayload
    /// Seconds watched of it.
    public let watchedSeconds: Int
    /// Its share of all seconds, in [0, 1].
    public let share: Double

    /// A share.
    public init(_ taste: MyPage.Taste) {
      genre = GenrePayload(taste.genre)
      watchedSeconds = taste.watchedSeconds
      share = taste.share
    }

    /// The share.
    public var taste: MyPage.Taste {
      MyPage.Taste(genre: genre.genre, watchedSeconds: watchedSeconds, share: share)
    }

    private enum CodingKeys: String, CodingKey {
      case genre, share
      case watchedSeconds = "watched_seconds"
    }
  }

  /// The shares.
  public let genres: [Share]

  /// A taste.
  public init(_ taste: [MyPage.Taste]) { genres = taste.map(Share.init) }
}
