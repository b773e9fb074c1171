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

extension Work {
  /// Fits KNNBaseline that compares users by mean squared difference, and predicts what it has not
  /// seen.
  static let knnUserMSD = Work(name: "knn-user-msd") { files in
    try predicted(files, KNNBaseline())
  }

  /// The same, comparing items by the correlation beyond baselines.
  static let knnItemPearson = Work(name: "knn-item-pearson") { files in
    var recipe = KNNBaseline()
    recipe.settings.similarity = .pearsonBaseline
    recipe.settings.isUserBased = false
    return try predicted(files, recipe)
  }

  /// Every fifth rating is held out.
  private static func predicted(
    _ files: RatingFiles, _ recipe: KNNBaseline
  ) throws -> Measurement {
    let all = try files.ratings()
    var (offsets, items, ratings) = ([0], [Int32](), [Double]())
    var heldOut: [(user: UserIndex, item: ItemIndex, rating: Double)] = []
    for user in 0..<all.userCount {
      for cell in all.cells(of: UserIndex(user)) {
        if cell.isMultiple(of: 5) {
          heldOut.append((UserIndex(user), ItemIndex(all.items[cell]), all.ratings[cell]))
        } else {
          items.append(all.items[cell])
          ratings.append(all.ratings[cell])
        }
      }
      offsets.append(items.count)
    }
    let train = try RatingSet(
      itemCount: all.itemCount, rowOffsets: offsets, items: items, ratings: ratings, scale: 1...5)
    var squares = 0.0
    let seconds = try seconds {
      let model = try recipe.fit(train, context: .init())
      for (user, item, rating) in heldOut {
        let error = model.predict(user: user, item: item) - rating
        squares += error * error
      }
    }
    return Measurement(
      seconds: seconds, values: ["rmse": (squares / Double(heldOut.count)).squareRoot()])
  }
}
