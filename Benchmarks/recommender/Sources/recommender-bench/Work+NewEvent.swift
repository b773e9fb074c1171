import PickRecommender

extension Work {
  /// What one new event costs each ranking model: history of 50, one more, scores of all titles.
  ///
  /// Fits every algorithm that ranks to the first 5,000 users; the values are microseconds, medians
  /// over 200 viewers, nothing is trained. Their sum is what `seconds` says.
  static let newEvent = Work(name: "new-event") { files in
    let data = try files.dataset(users: 5000).described()
    let requests = Histories(data, count: 200, length: 50).requests
    let event = UserHistory.Entry(item: ItemIndex(data.items.count / 2), weight: 1)
    var values: [String: Double] = [:]
    for algorithm in Algorithm.all where algorithm.isRecommender {
      // Those that only rank by the rating they predict know training rows, not histories.
      guard !algorithm.isRatingPredictor || algorithm.id == .blend else { continue }
      guard let recipe = try algorithm.recommender() else { continue }
      values[algorithm.id.rawValue] = 1e6 * (try newEvent(recipe, data, requests, event))
    }
    return Measurement(seconds: values.values.reduce(0, +) / 1e6, values: values)
  }

  private static func newEvent(
    _ recipe: some Recommender, _ data: Dataset, _ requests: [ScoringRequest],
    _ event: UserHistory.Entry
  ) throws -> Double {
    let model = try recipe.fit(data, context: .init())
    var scores = [Float](repeating: 0, count: model.itemCount)
    let times = requests.map { request in
      seconds {
        let history = UserHistory(request.history.entries + [event])
        var span = scores.mutableSpan
        model.score(ScoringRequest(history: history, atSeconds: request.atSeconds), into: &span)
      }
    }
    return times.sorted()[times.count / 2]
  }
}

extension Dataset {
  /// The same with something said of each item, so that content models have what to compare.
  func described() throws -> Dataset {
    try Dataset(
      interactions: interactions, times: times, items: items, users: users,
      documents: items.identifiers.map { item in
        ContentDocument(
          genres: ["genre \(item % 23)", "page:\(item % 5)"],
          cast: (1...Int64(3)).map { "cast \(item * $0 % 3001)" }, text: ["title \(item)"])
      })
  }
}
