/// What scores a matrix of weights usually gives, so that two of them can be added.
///
/// EASE's scores shrink with the amount of data (weights go as co-occurrence ÷ λ), likenesses of
/// contents do not. Divided by its typical score, either gives about 1 to the kind of item it
/// would recommend.
public enum ScoreScale {
  /// How many users are looked at, evenly over the data set: so many to twice as many, or all.
  static let sampleSize = 500
  /// Which place of a recommendation list stands for it.
  static let place = 10
  /// Below this share of the best one a score is no recommendation: in sparse data it comes by way of
  /// other items, some powers of ten smaller.
  private static let leastShare = 1e-3

  /// The median, over a sample of users, of the score of the tenth item recommended to them; of the
  /// last one where fewer are.
  ///
  /// - Returns: a number > 0; `nil` when nobody in the sample gets an item with a positive score.
  public static func typical(_ weights: ItemMatrix, for dataset: Dataset) -> Float? {
    typical(of: ItemMatrixModel(weights: weights), for: dataset)
  }

  /// The same of any model.
  public static func typical(
    of model: some FittedRecommender, for dataset: Dataset
  ) -> Float? {
    let step = max(1, dataset.users.count / sampleSize)
    let scores = stride(from: 0, to: dataset.users.count, by: step).compactMap { user -> Double? in
      let request = ScoringRequest(history: dataset.history(of: UserIndex(user)))
      let ranked = model.recommend(place, for: request, among: .all())
      guard let best = ranked.first?.score, best > 0 else { return nil }
      return ranked.last { $0.score > best * leastShare }?.score
    }.sorted()
    return scores.isEmpty ? nil : Float(scores[scores.count / 2])
  }
}

extension ItemMatrix {
  /// All weights times `factor`; ranks stay as they are.
  public func scaled(by factor: Float) -> ItemMatrix {
    ItemMatrix(
      itemCount: itemCount, rowOffsets: rowOffsets, columns: columns,
      scaledValues: values.elements.map { $0 * factor })
  }

  private init(
    itemCount: Int, rowOffsets: TensorStorage<Int64>, columns: TensorStorage<Int32>,
    scaledValues: [Float]
  ) {
    self.itemCount = itemCount
    self.rowOffsets = rowOffsets
    self.columns = columns
    values = TensorStorage(scaledValues)
  }
}
