import PickRecommender

/// The numbers of a model before they are written.
struct ModelTensors {
  let titles: Vocabulary<Int64>
  let collaborative: ItemMatrix
  let content: ItemMatrix
  let contentScale: Float

  /// Fits a recipe: what is watched together, what resembles each other, and how the two add up.
  ///
  /// Without any interaction only contents speak.
  init(
    _ recipe: ModelRecipe, _ data: Dataset, seed: UInt64,
    progress: @escaping @Sendable (TrainProgress) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(FitError) {
    func context(_ phase: TrainProgress.Phase) -> FitContext {
      FitContext(
        seed: seed, progress: { progress(TrainProgress(phase, $0)) }, isCancelled: isCancelled)
    }
    titles = data.items
    let learned =
      data.interactions.nonzeroCount == 0
      ? ItemMatrix.empty(itemCount: data.items.count)
      : try recipe.collaborative.fit(data, context: context(.collaborative)).weights
    content = try recipe.content.fit(data, context: context(.content)).weights
    // Both sides are brought to the same scale, whatever the amount of data: a title either would
    // recommend scores about 1, and contents then count by their share.
    collaborative =
      ScoreScale.typical(learned, for: data).map { learned.scaled(by: 1 / $0) } ?? learned
    contentScale = recipe.contentShare / (ScoreScale.typical(content, for: data) ?? 1)
  }

  /// The bytes of the model's file.
  func encoded() -> [UInt8] {
    TrainedModel.encoded(
      titles: TensorStorage(titles.identifiers), collaborative: collaborative, content: content,
      contentScale: contentScale)
  }
}
