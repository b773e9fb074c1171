/// One of the algorithms Pick offers by name, with the settings it takes.
///
///     let recipe = try Algorithm[.ease]?.recommender(["regularization": "250"])
///
/// The fixed list is `Algorithm.all`; a new model adds its line there.
public struct Algorithm: Sendable {
  /// The name of an algorithm, as commands and files write it.
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
    /// The name, as `--param` takes it.
    public let name: String
    /// The effect, in one line without a full stop.
    public let summary: String
    /// The values that are allowed.
    public let domain: ParameterDomain
    /// The values a tuner tries.
    public let search: ParameterDomain
    /// The value where none is given.
    public let standard: ParameterValue
  }

  /// The name of the algorithm.
  public let id: ID
  /// The method, in one line without a full stop.
  public let summary: String
  /// The settings the algorithm takes.
  public let settings: [Setting]
  /// Whether the algorithm ranks by predicted ratings.
  ///
  /// Such an algorithm learns from ratings as they were given, because a low rating counts against
  /// an item. Every other one learns from weights, of which any above 0 counts for the item.
  public let ranksByRating: Bool
  /// Whether the algorithm chooses its settings for a ranking itself, on inner splits, where none
  /// is given.
  public let choosesSettings: Bool
  private let ranks: (@Sendable ([String: ParameterValue]) -> any Recommender)?
  private let predicts: (@Sendable ([String: ParameterValue]) -> any RatingPredictor)?

  /// Whether the algorithm ranks items.
  public var isRecommender: Bool { ranks != nil }
  /// Whether the algorithm predicts ratings.
  public var isRatingPredictor: Bool { predicts != nil }

  /// The recipe that ranks; `nil` for an algorithm that does not rank.
  ///
  /// - Throws: `ParameterError` for the first setting, by name, that the algorithm does not take.
  public func recommender(
    _ settings: [String: String] = [:]
  ) throws(ParameterError) -> (any Recommender)? {
    let values = try values(settings)
    return ranks?(values)
  }

  /// The recipe that predicts ratings; `nil` for an algorithm that predicts none.
  ///
  /// - Throws: `ParameterError` for the first setting, by name, that the algorithm does not take.
  public func ratingPredictor(
    _ settings: [String: String] = [:]
  ) throws(ParameterError) -> (any RatingPredictor)? {
    let values = try values(settings)
    return predicts?(values)
  }

  /// Parses settings given as text; settings that are not given are left out.
  ///
  /// - Throws: `ParameterError` for the first setting, by name, that the algorithm does not take.
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

  /// An algorithm with a recipe for rankings and one for ratings; the names of their settings
  /// differ.
  ///
  /// Without settings `unset` ranks, which chooses them.
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
  /// The parameters of the recipe with their default values.
  static var settings: [Algorithm.Setting] {
    let standard = Self()
    return parameters.map {
      Algorithm.Setting(
        name: $0.name, summary: $0.summary, domain: $0.domain, search: $0.search,
        standard: $0.read(standard))
    }
  }

  /// The default recipe with some settings replaced.
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
    .rating(
      .normal, NormalPredictor.self, "random ratings from the normal distribution of the given ones"
    ),
    .rating(.baselineOnly, BaselineOnly.self, "mean rating with user and item biases"),
    .rating(.knnBasic, KNNBasic.self, "ratings of the most similar users or items"),
    .rating(.knnMeans, KNNWithMeans.self, "knn-basic on deviations from means"),
    .rating(.knnZScore, KNNWithZScore.self, "knn-basic on z-scores"),
    .rating(.knnBaseline, KNNBaseline.self, "knn-basic on deviations from baselines"),
    .rating(.svd, SVD.self, "factors of users and items by gradient descent"),
    .rating(.svdpp, SVDPlusPlus.self, "svd that also learns from which items were rated"),
    .rating(.nmf, NMF.self, "non-negative factors of users and items"),
    .rating(.slopeOne, SlopeOne.self, "mean differences between pairs of items"),
    .rating(.coClustering, CoClustering.self, "means of groups of users and items"),
    .ranking(.popularity, Popularity.self, "most watched items, by time, category or hour"),
    .ranking(
      .itemKNNCosine, ItemKNN<CosineWeighting>.self,
      "items with the most similar viewers, by cosine"),
    .ranking(
      .itemKNNBM25, ItemKNN<BM25Weighting>.self,
      "items with similar viewers, repeated watching saturating"),
    .ranking(
      .itemKNNTFIDF, ItemKNN<TFIDFWeighting>.self,
      "items with similar viewers, busy viewers counting less"),
    .ranking(.ease, EASE.self, "item weights in closed form, the best single model on most logs"),
    .ranking(
      .easeFeatures, EASEFeatures.self, "EASE that also learns from genres and cast: new titles"),
    .ranking(.slim, SLIM.self, "sparse non-negative weights of a few items that predict each item"),
    .ranking(.als, ImplicitALS.self, "user and item factors by alternating least squares"),
    .ranking(.ialspp, IALSPlusPlus.self, "als by blocks of factors, for many factors"),
    .ranking(.bpr, BPR.self, "user and item factors that rank watched above unwatched"),
    .ranking(
      .nextEpisode, EpisodeContinuation.self, "the next episode of series that are being watched"),
    .ranking(.ownRecency, OwnRecency.self, "the user's own recent items, to continue"),
    .ranking(.content, ContentSimilarity.self, "content similarity by genre, cast and words"),
    .either(
      .blend, ranking: Blend.self, unset: ChosenBlend(), rating: RatingBlend.self,
      "taste, sequence, content, popularity and continuation; or several rating models"),
  ]

  /// The algorithm of a name.
  public static subscript(id: ID) -> Algorithm? { all.first { $0.id == id } }
}
