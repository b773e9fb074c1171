import PickRecommender

/// MovieLens' ratings, weighed as the product weighs stars.
enum MovieLens {
  static func log(_ directory: String) throws -> InteractionLog {
    let rows = try Lines("\(directory)/ratings.csv", separator: ",").rows
    return InteractionLog(
      rows: rows.compactMap { fields in
        guard fields.count == 4, let user = Int64(fields[0]), let item = Int64(fields[1]),
          let stars = Double(fields[2]), let seconds = Int64(fields[3])
        else { return nil }
        let record = WatchRecord(
          title: item, asset: item, startSeconds: seconds, watchedSeconds: 0,
          statedPreference: Float(stars / 5))
        let weight = ImplicitRating().ratings(of: [record], asOfSeconds: seconds)[0].weight
        return InteractionLog.Row(
          user: user, item: item, rating: stars, weight: max(1e-4, weight), atSeconds: seconds)
      })
  }
}
