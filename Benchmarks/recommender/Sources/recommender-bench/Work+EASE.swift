import PickRecommender

extension Work {
  /// Fits EASE to implicit feedback.
  static let ease = Work(name: "ease") { files in
    let data = try files.dataset()
    var model: ItemMatrixModel?
    let seconds = try seconds { model = try EASE(regularization: 100).fit(data, context: .init()) }
    let weights = model?.weights
    // What both sides must agree on: the sum over the items of their strongest weight.
    let strongest = (0..<data.items.count).reduce(0.0) { sum, item in
      sum + Double(weights?.row(ItemIndex(item)).map { abs($0.value) }.max() ?? 0)
    }
    return Measurement(
      seconds: seconds,
      values: ["cells": Double(weights?.nonzeroCount ?? 0), "strongest": strongest])
  }
}
