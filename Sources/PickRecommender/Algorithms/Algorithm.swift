/// One of the algorithms Pick offers by name, with the settings it takes.
///
///     let recipe = try Algorithm[.ease]?.recommender(["regularization": "250"])
///
/// The fixed list is `Algorithm.all`; a new model adds its line there.
public struct Algorithm: Sendable {
  /// The fixed names.
  public enum ID: String, CaseIterable, Codable, Sendable {
    case normal
    case baselineOnly = "baseline-only"
    case knnBasic = "knn-basic"
    case knnMeans = "knn-means"
    case knnZScore = "knn-zscore"
    case knnBaseline = "knn-baseline"
    case svd
    case svdpp
    case nmf
    case slopeOne = "slope-one"
    case coClustering = "co-clustering"
    case popularity
    case itemKNNCosine = "item-knn-cosine"
    case itemKNNBM25 = "item-knn-bm25"
    case itemKNNTFIDF = "item-knn-tfidf"
    case ease
    case easeFeatures = "ease-features"
    case slim
    case als
    case ialspp = "ials++"
    case bpr
    case nextEpisode = "next-episode"
    case ownRecency = "own-recency"
    case content
    case blend
  }

  /// One setting as a table lists it.
  public struct Setting: Sendable {
    /// What `--param` calls it.
    public let name: String
    /// What it does.
    public let summary: String
    /// What it may be.
    public let domain: ParameterDomain
    /// Where a tuner looks.
    public let search: ParameterDomain
    /// What it is when nobody says.
    public let standard: ParameterValue
  }

  /// Its name.
  public let id: ID
  /// What it does, in one line without a full stop.
  public let summary: String
  /// What can be set.
  public let settings: [Setting]
  /// Whether it ranks by the ratings it predicts.
  ///
  /// Such a ranking learns from ratings as they were given, since a low one counts against an item;
  /// every other one learns from weights, where anything above 0 counts for it.
  public let ranksByRating: Bool
  /// Whether it chooses its settings for a ranking itself, on inner splits, as long as none is given.
  public let choosesSettings: Bool
  private let ranks: (@Sendable ([String: ParameterValue]) -> any Recommender)?
  private let predicts: (@Sendable ([String: ParameterValue]) -> any RatingPredictor)?

  /// Whether it ranks items.
  public var isRecommender: Bool { ranks != nil }
  /// Whether it predicts ratings.
  public var isRatingPredictor: Bool { predicts != nil }

  /// A recipe that ranks; `nil` when the algorithm does not.
  ///
  /// - Throws: the first setting that is none of the algorithm's.
  public func recommender(
    _ settings: [String: String] = [:]
  ) throws(ParameterError) -> (any Recommender)? {
    let values = try values(settings)
    return ranks?(values)
  }

  /// A recipe that predicts ratings; `nil` when the algorithm does not.
  ///
  /// - Throws: the first setting that is none of the algorithm's.
  public func ratingPredictor(
    _ settings: [String: String] = [:]
  ) throws(ParameterError) -> (any RatingPredictor)? {
    let values = try values(settings)
    return predicts?(values)
  }

  /// Reads settings as a person wrote them; those nobody wrote are left out.
  ///
  /// - Throws: the first setting, by name, that is none of the algorithm's.
  public func values(
    _ settings: [String: String]
  ) throws(ParameterError) -> [String: ParameterValue] {
    var values: [String: ParameterValue] = [:]
    for (name, text) in settings.sorted(by: { $0.key < $1.key }) {
      guard let setting = self.settings.first(where: { $0.name == name }) else {
        throw .unknown(name: name, known: self.settings.map(\.name))
      }
      guard let value = setting.domain.parse(text) else {
        throw .invalid(name: name, value: text, domain: setting.domain)
      }
      values[name] = value
    }
    return values
  }
}

extension Algorithm {
  /// An algorithm that ranks.
  static func ranking<Recipe: Recommender & Parameterized>(
    _ id: ID, _ recipe: Recipe.Type, _ summary: String
  ) -> Algorithm {
    Algorithm(
      id: id, summary: summary, settings: recipe.settings, ranksByRating: false,
      choosesSettings: false, ranks: { Recipe(settings: $0) }, predicts: nil)
  }

  /// An algorithm that predicts ratings, and ranks by them.
  static func rating<Recipe: RatingPredictor & Parameterized>(
    _ id: ID, _ recipe: Recipe.Type, _ summary: String
  ) -> Algorithm {
    Algorithm(
      id: id, summary: summary, settings: recipe.settings, ranksByRating: true,
      choosesSettings: false,
      ranks: { RatingRanking(Recipe(settings: $0)) }, predicts: { Recipe(settings: $0) })
  }

  /// An algorithm with a recipe for either; the names of their settings differ.
  ///
  /// Without settings it ranks by `unset`, which chooses them.
  static func either<Ranking: Recommender & Parameterized, Rating: RatingPredictor & Parameterized>(
    _ id: ID, ranking: Ranking.Type, unset: any Recommender, rating: Rating.Type,
    _ summary: String
  ) -> Algorithm {
    Algorithm(
      id: id, summary: summary, settings: ranking.settings + rating.settings,
      ranksByRating: false, choosesSettings: true,
      ranks: { $0.isEmpty ? unset : Ranking(settings: $0) }, predicts: { Rating(settings: $0) })
  }
}

extension Parameterized {
  /// The settings with their defaults.
  static var settings: [Algorithm.Setting] {
    let standard = Self()
    return parameters.map {
      Algorithm.Setting(
        name: $0.name, summary: $0.summary, domain: $0.domain, search: $0.search,
        standard: $0.read(standard))
    }
  }

  /// The defaults but for some settings.
  init(settings: [String: ParameterValue]) {
    self.init()
    for parameter in Self.parameters {
      if let value = settings[parameter.name] { parameter.write(&self, value) }
    }
  }
}

extension Algorithm {
  /// Every algorithm, in the order of `ID`.
  public static let all: [Algorithm] = [
    .rating(.normal, NormalPredictor.self, "chance, distributed as the ratings are"),
    .rating(.baselineOnly, BaselineOnly.self, "how users and items differ from the mean"),
    .rating(.knnBasic, KNNBasic.self, "what the most similar users, or items, say"),
    .rating(.knnMeans, KNNWithMeans.self, "the same, measured from means"),
    .rating(.knnZScore, KNNWithZScore.self, "the same, in standard deviations"),
    .rating(.knnBaseline, KNNBaseline.self, "the same, measured from baselines"),
    .rating(.svd, SVD.self, "factors of users and items by gradient descent"),
    .rating(.svdpp, SVDPlusPlus.self, "factors that also learn from what was rated at all"),
    .rating(.nmf, NMF.self, "factors of users and items that are never negative"),
    .rating(.slopeOne, SlopeOne.self, "mean differences between pairs of items"),
    .rating(.coClustering, CoClustering.self, "means of groups of users and items"),
    .ranking(.popularity, Popularity.self, "what everybody watches, by time, category or hour"),
    .ranking(
      .itemKNNCosine, ItemKNN<CosineWeighting>.self, "items whose viewers are the most alike"),
    .ranking(
      .itemKNNBM25, ItemKNN<BM25Weighting>.self,
      "the same, watching much counting less and less"),
    .ranking(
      .itemKNNTFIDF, ItemKNN<TFIDFWeighting>.self,
      "the same, those who watch everything counting less"),
    .ranking(.ease, EASE.self, "item weights in closed form, the best single model on most logs"),
    .ranking(
      .easeFeatures, EASEFeatures.self, "EASE that also learns from genres and cast: new titles"),
    .ranking(.slim, SLIM.self, "sparse weights, never negative: which few items predict one"),
    .ranking(.als, ImplicitALS.self, "user and item factors by alternating least squares"),
    .ranking(.ialspp, IALSPlusPlus.self, "the same block by block, for long rows of factors"),
    .ranking(.bpr, BPR.self, "user and item factors that rank watched above unwatched"),
    .ranking(
      .nextEpisode, EpisodeContinuation.self, "the next part of what is being watched"),
    .ranking(.ownRecency, OwnRecency.self, "what the user watched last, to go on with"),
    .ranking(.content, ContentSimilarity.self, "items alike in genre, cast and words"),
    .either(
      .blend, ranking: Blend.self, unset: ChosenBlend(), rating: RatingBlend.self,
      "taste, what is watched next, contents, popularity and going on; or several rating models"),
  ]

  /// The algorithm of a name.
  public static subscript(id: ID) -> Algorithm? { all.first { $0.id == id } }
}
