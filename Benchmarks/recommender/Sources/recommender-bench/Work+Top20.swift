import PickRecommender

extension Work {
  /// One viewer's 20 best titles, history 50, by EASE pruned to 200 weights a title.
  ///
  /// Seconds a request; viewers are asked about in turn, so no two requests touch the same rows.
  static let top20 = Work(name: "top20") { files in
    let data = try files.dataset()
    let model = try EASE(regularization: 100).fit(data, context: .init())
    let requests = Histories(data, count: 2000, length: 50).requests
    // Batches of a millisecond or so: the median forgets those the system interrupted.
    var batches: [Double] = []
    var found = 0
    for start in stride(from: 0, to: 20 * requests.count, by: 50) {
      batches.append(
        seconds {
          for place in start..<start + 50 {
            let request = requests[place % requests.count]
            found += model.recommend(20, for: request, among: .all()).count
          }
        })
    }
    return Measurement(
      seconds: batches.sorted()[batches.count / 2] / 50,
      values: [
        "found": Double(found) / Double(20 * requests.count),
        "weights": Double(model.weights.nonzeroCount),
      ])
  }
}
