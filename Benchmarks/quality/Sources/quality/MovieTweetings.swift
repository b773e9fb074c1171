import PickRecommender

/// `ratings.dat` of MovieTweetings: user::movie::rating::time, 0 to 10.
enum MovieTweetings {
  static func log(_ directory: String) throws -> InteractionLog {
    let rows = try Lines(
      "\(directory)/ratings.dat", separator: ":", skippingHeader: false
    ).rows.compactMap { fields -> InteractionLog.Row? in
      // The separator is two colons: every other field is empty.
      guard fields.count == 7, let user = Int64(fields[0]), let item = Int64(fields[2]),
        let rating = Double(fields[4]), let time = Int64(fields[6])
      else { return nil }
      let share = Float(rating / 10)
      return InteractionLog.Row(
        user: user, item: item, rating: rating, weight: share * share * share, atSeconds: time)
    }
    return InteractionLog(rows: rows)
  }

  /// Compares what is chosen on inner splits with popularity: one instant, and the last weeks.
  static func report(_ directory: String) throws {
    let log = try log(directory)
    for (name, method) in [
      ("one instant", SplitPlan.Method.globalTime(testFraction: 0.2)),
      ("last three weeks", .weekly(windows: 3)),
    ] {
      let plan = SplitPlan(method, positiveMinimum: 8)
      let splits = try plan.rankingSplits(of: log)
      var table = Comparison("MovieTweetings 100K, \(name), positive >= 8", splits)
      try table.add("popularity", Popularity(halfLifeDays: 0))
      try table.add("popularity, 7 days", Popularity())
      try table.add("ease", EASE())
      let dense = EASE(neighbours: 0)
      try table.add("ease, dense", dense)
      try table.addLimited(dense, to: 4000, beside: "ease, dense")
      try table.add("blend, every setting fixed", Blend())
      try table.add("blend", ChosenBlend())
      let inner = try [splits[0].inner()]
      try BlendChoice(on: inner, context: FitContext(seed: 0))?.printTable(
        "MovieTweetings, \(name)")
      for rule in ["popularity", "popularity, 7 days", "ease"] {
        table.compare("blend", with: rule)
      }
    }
  }
}
