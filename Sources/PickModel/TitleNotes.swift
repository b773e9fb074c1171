/// What an outside catalogue knows of a title beside its facts: what people gave it, what they call it,
/// and what other catalogues name it.
public struct TitleNotes: Hashable, Sendable, Codable {
  /// The stars of the people who rated a title.
  public struct Stars: Hashable, Sendable, Codable {
    /// The mean of them, in [0.5, 5].
    public let mean: Double
    /// How many people, > 0.
    public let count: Int

    /// Stars of so many people.
    public init(mean: Double, count: Int) {
      self.mean = mean
      self.count = count
    }
  }

  /// The stars it was given; `nil` without any.
  public let stars: Stars?
  /// Words that people filed it under, the most used first.
  public let keywords: [String]
  /// Its identifier at the Internet Movie Database ("tt0111161").
  public let imdb: String?
  /// Its number at The Movie Database.
  public let tmdb: Int?

  /// Notes, all of them optional.
  public init(
    stars: Stars? = nil, keywords: [String] = [], imdb: String? = nil, tmdb: Int? = nil
  ) {
    self.stars = stars
    self.keywords = keywords
    self.imdb = imdb
    self.tmdb = tmdb
  }

  /// Nothing is known.
  public static let none = TitleNotes()

  /// Its pages at other catalogues.
  public var links: [String] {
    [
      imdb.map { "imdb.com/title/\($0)" }, tmdb.map { "themoviedb.org/movie/\($0)" },
    ].compactMap { $0 }
  }
}
