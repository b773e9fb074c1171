import PickRecommender

extension Work {
  /// Fits EASE to implicit feedback.
  static let ease = Work(name: "ease") { files in
    let data = try files.dataset()
    var model: ItemMatrixModel?
    let seconds = try seconds { model = try EASE(regularization: 100).fit(data, context: .init()) }
    return Measurement(
      seconds: seconds, values: ["cells": Double(model?.weights.nonzeroCount ?? 0)])
  }
}
