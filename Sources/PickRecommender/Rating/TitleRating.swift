/// The rating of a title by a viewer's behaviour.
public struct TitleRating: Equatable, Sendable {
  /// The title's identifier.
  public let title: Int64
  /// The rating by watching alone, in [0, 1].
  public let rating: Float
  /// The features of the behaviour.
  public let features: BehaviourFeatures
  /// The weight of a matrix cell: the rating and the weighted features, finite and >= 0.
  public let weight: Float
  /// The time the title was last watched or its page opened, in seconds since 1970.
  public let lastSeconds: Int64
}

/// The features of a viewer's behaviour towards a title beyond the watch ratio, each in [0, 1].
///
/// The type is also used for the coefficients of the features.
public struct BehaviourFeatures: Equatable, Sendable, Codable {
  /// Finished numbered episodes ÷ numbered episodes of the title; 0 for films.
  public var completion: Float
  /// The share of steps between episodes that lead to the next episode.
  public var sequence: Float
  /// The length of the longest binge: 1 − 2^(−n) for n consecutive steps to the next episode, each
  /// within `bingeSeconds`.
  public var binge: Float
  /// 1 − 2^(−n) after n further whole passes over finished assets.
  public var rewatch: Float
  /// Abandonment of a title: 1 at a ratio of 0, falling to 0 at `abandonedRatio`.
  ///
  /// It is also 0 where the last watch is younger than `abandonedAfterSeconds`, the running time is
  /// unknown, or a preference was stated.
  public var abandonment: Float
  /// 2^(−age ÷ `recencyHalfLifeSeconds`) of the last watch; 0 where a preference was stated.
  public var recency: Float
  /// 1 − 2^(−n) after n opened detail pages of an unwatched title; 0 for a watched one.
  public var interest: Float
  /// The fit of the title's hours to the viewer's: the share of the seconds of other titles within
  /// two hours of the hours this one was watched at; 0 without other titles.
  public var hourFit: Float
  /// The share of the seconds of other titles in the title's most watched genre; 0 without other
  /// titles.
  public var genreInterest: Float

  /// Features or coefficients, by default 0.
  public init(
    completion: Float = 0, sequence: Float = 0, binge: Float = 0, rewatch: Float = 0,
    abandonment: Float = 0, recency: Float = 0, interest: Float = 0, hourFit: Float = 0,
    genreInterest: Float = 0
  ) {
    self.completion = completion
    self.sequence = sequence
    self.binge = binge
    self.rewatch = rewatch
    self.abandonment = abandonment
    self.recency = recency
    self.interest = interest
    self.hourFit = hourFit
    self.genreInterest = genreInterest
  }

  /// The sum of the features times their coefficients.
  func weighted(by coefficients: BehaviourFeatures) -> Float {
    completion * coefficients.completion + sequence * coefficients.sequence
      + binge * coefficients.binge + rewatch * coefficients.rewatch
      + abandonment * coefficients.abandonment + recency * coefficients.recency
      + interest * coefficients.interest + hourFit * coefficients.hourFit
      + genreInterest * coefficients.genreInterest
  }
}
