public import PickRecommender

extension RatingsFile {
  /// The ratings one by one for rankings: users and items by `RatingNames.ordered`, as in
  /// `dataset`.
  ///
  /// - Parameter weight: turns a rating into a weight.
  /// - Returns: what splits are cut from; thresholds look at the ratings as given.
  public func rankingLog(_ weight: (Double) -> Float) -> InteractionLog {
    InteractionLog(
      rows: rows { user, cell in
        InteractionLog.Row(
          user: Int64(users.index[user]), item: Int64(items.index[Int(columns[cell])]),
          rating: ratings[cell], weight: weight(ratings[cell]), atSeconds: times[cell])
      })
  }

  /// The ratings one by one for rating prediction: users and items as they first appear, as in
  /// `ratingSet`.
  public func ratingLog() -> InteractionLog {
    InteractionLog(
      rows: rows { user, cell in
        InteractionLog.Row(
          user: Int64(user), item: Int64(columns[cell]), rating: ratings[cell],
          atSeconds: times[cell])
      })
  }

  private func rows(_ make: (Int, Int) -> InteractionLog.Row) -> [InteractionLog.Row] {
    var rows: [InteractionLog.Row] = []
    rows.reserveCapacity(count)
    for user in 0..<users.count {
      for cell in rowOffsets[user]..<rowOffsets[user + 1] { rows.append(make(user, cell)) }
    }
    return rows
  }
}
