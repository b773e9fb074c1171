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
