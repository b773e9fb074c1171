import PickRecommender

extension Bench {
  /// Fits a rating model to a file and prints its estimates for the pairs of another, in order.
  ///
  ///     recommender-bench rate TRAIN PAIRS MODEL [SETTING=VALUE …] [seed=N] [scale=LOW:HIGH]
  static func rate(_ arguments: [String]) throws {
    guard arguments.count >= 3, let id = Algorithm.ID(rawValue: arguments[2]) else {
      throw UsageError.usage
    }
    var settings: [String: String] = [:]
    for argument in arguments.dropFirst(3) {
      guard let equals = argument.firstIndex(of: "=") else { throw UsageError.usage }
      settings[String(argument[..<equals])] = String(argument[argument.index(after: equals)...])
    }
    let seed = settings.removeValue(forKey: "seed").flatMap(UInt64.init) ?? 0
    let ends = settings.removeValue(forKey: "scale")?.split(separator: ":").compactMap {
      Double(String($0))
    }
    let table = try RatingTable(
      path: arguments[0], scale: ends.flatMap { $0.count == 2 ? $0[0]...$0[1] : nil })
    guard let recipe = try Algorithm[id]?.ratingPredictor(settings) else {
      throw UsageError.unknown(arguments[2])
    }
    let model = try recipe.fit(table.ratings, context: FitContext(seed: seed))
    var lines = ""
    for pair in try RatingTable.fields(of: arguments[1]) {
      let estimate = model.predict(user: table.user(pair[0]), item: table.item(pair[1]))
      lines += "\(estimate)\n"
    }
    print(lines, terminator: "")
  }

  /// Learns SVD++ from given initial factors and writes down everything it learned.
  ///
  ///     recommender-bench svdpp TRAIN INITIAL LEARNED WIDTH
  ///
  /// INITIAL holds p, q and y, LEARNED then b_u, b_i, p, q and y, as doubles, row by row.
  static func svdpp(_ arguments: [String]) throws {
    guard arguments.count == 4, let width = Int(arguments[3]) else { throw UsageError.usage }
    let ratings = try RatingTable(path: arguments[0], scale: nil).ratings
    let initial: [Double] = try RatingFiles.read(arguments[1], of: Double.self)
    let (users, items) = (ratings.userCount * width, ratings.itemCount * width)
    guard initial.count == users + 2 * items else { throw UsageError.usage }
    let model = try SVDPlusPlus().fit(
      ratings,
      from: SVDPlusPlusFactors(
        width: width, userFactors: Array(initial[..<users]),
        itemFactors: Array(initial[users..<users + items]),
        implicitFactors: Array(initial[(users + items)...])), context: FitContext())
    let learned = model.learned
    let parts = [
      learned.userBiases, learned.itemBiases, learned.userFactors, learned.itemFactors,
      learned.implicitFactors,
    ]
    try RatingFiles.write(parts.flatMap(\.self), to: arguments[2])
  }
}
