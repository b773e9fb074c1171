import PickRecommender

/// The numbers of a model before they are written.
struct ModelTensors {
  let titles: Vocabulary<Int64>
  let together: RecencyWeightedModel
  let next: RecencyWeightedModel
  let content: ItemMatrix
  let contentScale: [Float]

  /// Fits a recipe.
  ///
  /// Without any interaction only contents speak.
  init(
    _ recipe: ModelRecipe, _ data: Dataset, seed: UInt64,
    progress: @escaping @Sendable (TrainProgress) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(FitError) {
    let context = FitContext(
      seed: seed, progress: { progress(TrainProgress(.learning, $0)) }, isCancelled: isCancelled)
    titles = data.items
    guard data.interactions.nonzeroCount > 0 else {
      together = .silent(itemCount: titles.count)
      next = .silent(itemCount: titles.count)
      content = try recipe.blend.content.fit(data, context: context).weights
      contentScale = Array(repeating: 1, count: titles.count)
      return
    }
    let blend = try recipe.blend.fit(data, context: context)
    together = blend.taste
    next = blend.sequence
    content = blend.content
    contentScale = blend.contentScale
  }

  /// The bytes of the model's file.
  func encoded() -> [UInt8] {
    TrainedModel.encoded(
      titles: TensorStorage(titles.identifiers), together: together, next: next, content: content,
      contentScale: TensorStorage(contentScale))
  }
}
