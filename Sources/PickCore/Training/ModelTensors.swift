import PickRecommender

/// The numbers of a model before they are written.
struct ModelTensors {
  let titles: Vocabulary<Int64>
  let together: RecencyWeightedModel
  let next: RecencyWeightedModel
  let content: ItemMatrix
  let contentScale: [Float]
  /// By title: what its popularity adds to every score; 0 of titles without a watch event.
  let prior: [Float]
  /// The weight of popularity in a score.
  let popularityShare: Float
  /// What was chosen on the last weeks; `nil` where nothing was.
  let choice: BlendChoice?

  /// Fits a recipe.
  ///
  /// Without any interaction only contents speak.
  init(_ recipe: ModelRecipe, _ data: Dataset, context: FitContext) throws(FitError) {
    titles = data.items
    guard data.interactions.nonzeroCount > 0 else {
      together = .silent(itemCount: titles.count)
      next = .silent(itemCount: titles.count)
      content = try recipe.blend.content.fit(data, context: context).weights
      contentScale = Array(repeating: 1, count: titles.count)
      prior = Array(repeating: 0, count: titles.count)
      popularityShare = recipe.blend.shares.popularity
      choice = nil
      return
    }
    let blend: BlendModel
    if recipe.weeks > 0 {
      let chosen = ChosenBlend(
        windows: recipe.weeks, standard: recipe.blend, asksByWeek: true)
      (blend, choice) = try chosen.fitted(data, context: context)
    } else {
      (blend, choice) = (try recipe.blend.fit(data, context: context), nil)
    }
    together = blend.taste
    next = blend.sequence
    content = blend.content
    contentScale = blend.contentScale
    popularityShare = (choice?.blend ?? recipe.blend).shares.popularity
    var watched = [Float](repeating: 0, count: titles.count)
    for column in data.interactions.columns { watched[Int(column)] = blend.prior[Int(column)] }
    prior = watched
  }

  /// The bytes of the model's file.
  func encoded() -> [UInt8] { TrainedModel.encoded(parts) }

  /// The model without a file.
  func model(_ id: TrainedModel.ID) -> TrainedModel { TrainedModel(id: id, parts) }

  private var parts: TrainedModel.Parts {
    TrainedModel.Parts(
      titles: TensorStorage(titles.identifiers), together: together.stored, next: next.stored,
      content: content, contentScale: TensorStorage(contentScale), prior: TensorStorage(prior),
      popularityShare: popularityShare)
  }
}

extension RecencyWeightedModel {
  /// The same to the precision of a file: what is asked without one is asked the same.
  fileprivate var stored: RecencyWeightedModel {
    RecencyWeightedModel(
      weights: weights,
      recency: HistoryRecency(
        halfLife: Double(Float(recency.halfLife)), floor: Double(Float(recency.floor))))
  }
}
