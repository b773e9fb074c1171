import PickRecommender

/// MovieLens cut in ways the blend was not made on: does its lead carry over?
///
/// On each cut EASE's λ, and the shares of a second blend, are chosen on an inner split of the same
/// kind; what is tested is read once.
enum CarryOver {
  private static let cuts: [(name: String, method: SplitPlan.Method)] = [
    ("per-user time, last 10 %", .userTime(testFraction: 0.1)),
    ("per-user time, last 20 %", .userTime(testFraction: 0.2)),
    ("per-user time, last 30 %", .userTime(testFraction: 0.3)),
    ("one instant, last 10 %", .globalTime(testFraction: 0.1)),
    ("one instant, last 20 %", .globalTime(testFraction: 0.2)),
    ("random, the first fold of 5", .random(folds: 5)),
  ]

  static func run(_ directory: String) throws {
    let log = try MovieLens.log(directory)
    for cut in cuts {
      let split = try SplitPlan(cut.method, positiveMinimum: 4).rankingSplits(of: log)[0]
      var table = Comparison("MovieLens latest-small, \(cut.name)", split)
      let ease = try table.tunedEASE([30, 60, 100, 200, 400])
      let name = "ease, dense, λ \(Int(ease.regularization))"
      try table.add(name, ease)
      try table.add("popularity", Popularity(halfLifeDays: 30))
      try table.add("blend, every setting fixed", Blend())
      try table.add("blend", ChosenBlend())
      let (tuned, settings) = try TunedBlend.found(for: split, ease: ease)
      try table.add("blend, tuned", tuned)
      table.compare("blend", with: name)
      table.compare("blend", with: "popularity")
      table.compare("blend, tuned", with: name)
      print("\ntuned: \(settings)")
    }
  }
}
