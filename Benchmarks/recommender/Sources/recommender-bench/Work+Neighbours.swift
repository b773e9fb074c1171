import PickRecommender

extension Work {
  /// Fits ItemKNN with cosine weights to implicit feedback.
  static let itemKNN = Work(name: "item-knn") { files in
    let data = try files.dataset()
    var model: ItemMatrixModel?
    let seconds = try seconds {
      model = try ItemKNN<CosineWeighting>().fit(data, context: .init())
    }
    let kept = model?.weights.values.elements.reduce(0) { $0 + Double($1) } ?? 0
    return Measurement(seconds: seconds, values: ["kept": kept])
  }
}
