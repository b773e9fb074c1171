import PickRecommender

/// Histories of equal length, cut from the data's users: both sides ask about the same ones.
struct Histories {
  let requests: [ScoringRequest]

  /// The first `count` users with `length` items or more, of each every so many-th item.
  init(_ data: Dataset, count: Int, length: Int) {
    let matrix = data.interactions
    var requests: [ScoringRequest] = []
    for user in 0..<matrix.userCount where requests.count < count {
      let cells = matrix.cells(of: UserIndex(user))
      guard cells.count >= length else { continue }
      let history = UserHistory(
        (0..<length).map { place in
          let cell = cells.lowerBound + place * cells.count / length
          return UserHistory.Entry(
            item: ItemIndex(matrix.columns[cell]), weight: matrix.weights[cell],
            lastSeconds: data.times[cell])
        })
      requests.append(ScoringRequest(history: history))
    }
    self.requests = requests
  }
}
