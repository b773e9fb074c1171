/// What a viewer's behaviour says of one title.
public struct TitleRating: Equatable, Sendable {
  /// The title's identifier.
  public let title: Int64
  /// The preference read off the watching alone, in [0, 1].
  public let rating: Float
  /// What else the behaviour shows.
  public let features: BehaviourFeatures
  /// The rating and the weighted features together, finite and >= 0: a matrix cell's weight.
  public let weight: Float
  /// When the title was last watched or looked at, in seconds since 1970.
  public let lastSeconds: Int64
}

/// What behaviour around one title shows beyond the watch ratio; every feature is in [0, 1].
///
/// The same type, filled with coefficients, says how much each feature counts.
public struct BehaviourFeatures: Equatable, Sendable, Codable {
  /// Finished numbered episodes ÷ numbered episodes of the title; 0 for films.
  public var completion: Float
  /// Of all steps from one episode to another, the share that led to the very next episode.
  public var sequence: Float
  /// How long the longest binge was: 1 − 2^(−n) for n steps in a row, each to the very next episode
  /// within `bingeSeconds` of the one before.
  public var binge: Float
  /// 1 − 2^(−n) after n further whole passes over assets that were finished already.
  public var rewatch: Float
  /// How little was watched of a title given up: 1 at nothing, 0 from `abandonedRatio` on.
  ///
  /// Also 0 while the last watch is younger than `abandonedAfterSeconds`, without a running time,
  /// and where a preference was stated.
  public var abandonment: Float
  /// 2^(−age ÷ `recencyHalfLifeSeconds`) of the last watch; 0 where a preference was stated.
  public var recency: Float
  /// 1 − 2^(−n) after n opened detail pages of a title that was never watched; 0 once it was.
  public var interest: Float
  /// How well the title's hours fit the viewer's: the share of the seconds spent on other titles
  /// within two hours, by the clock, of when this one was watched; 0 when nothing else was.
  public var hourFit: Float
  /// How much of the viewer's time the title's kind gets: the share of the seconds spent on other
  /// titles that fell to its best-liked genre; 0 when nothing else was watched.
  public var genreInterest: Float

  /// Features, or their coefficients.
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

  /// The sum of all features, each times its coefficient.
  func weighted(by coefficients: BehaviourFeatures) -> Float {
    completion * coefficients.completion + sequence * coefficients.sequence
      + binge * coefficients.binge + rewatch * coefficients.rewatch
      + abandonment * coefficients.abandonment + recency * coefficients.recency
      + interest * coefficients.interest + hourFit * coefficients.hourFit
      + genreInterest * coefficients.genreInterest
  }
}
