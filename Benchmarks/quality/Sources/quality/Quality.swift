import Glibc
import PickRecommender

/// Prints a table of quality: `quality PART DIR`, and with another folder to ask `quality weights`.
@main struct Quality {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == (arguments.dropFirst().first == "weights" ? 4 : 3) else {
      print(
        "usage: quality movielens|ratings|carry-over|logs|settings|hellopick|movietweetings DIR")
      print("       quality weights DIR DIR")
      exit(2)
    }
    switch arguments[1] {
    case "movielens": try movieLens(arguments[2])
    case "ratings": try Ratings.run(arguments[2])
    case "carry-over": try CarryOver.run(arguments[2])
    case "logs": try logs(arguments[2])
    case "settings": try Settings.run(WatchLog(arguments[2]))
    case "hellopick": try realMonth(arguments[2])
    case "movietweetings": try MovieTweetings.report(arguments[2])
    case "weights": try weights(WatchLog(arguments[2]), asking: WatchLog(arguments[3]))
    default: exit(2)
    }
  }

  /// Per-user time split, positive from 4 stars on.
  static func movieLens(_ directory: String) throws {
    let split = try SplitPlan(.userTime(testFraction: 0.2), positiveMinimum: 4)
      .rankingSplits(of: MovieLens.log(directory))[0]
    var table = Comparison("MovieLens latest-small, per-user time split, positive >= 4", split)
    try table.add("popularity", Popularity(decay: nil))
    let dense = try table.tunedEASE([30, 60, 100, 200, 400])
    try table.add("ease, dense, λ \(Int(dense.regularization))", dense)
    var pruned = dense
    pruned.neighbours = EASE().neighbours
    try table.add("ease, pruned", pruned)
    try table.addLimited(dense, to: 4000)
    try table.add("sequence", WatchSequence())
    try table.add("blend, every setting fixed", Blend())
    try table.add("blend", ChosenBlend())
    table.compare("blend, every setting fixed", with: "ease, dense, λ \(Int(dense.regularization))")
    table.compare("blend", with: "ease, dense, λ \(Int(dense.regularization))")
    table.compare("ease, pruned", with: "ease, dense, λ \(Int(dense.regularization))")
  }

  /// The last week of a provider's logs, asked of everything before it.
  static func logs(_ directory: String) throws {
    let log = try WatchLog(directory)
    let episodes = try SplitPlan(.weekly(windows: 1), task: .nextWatch)
      .rankingSplits(of: log.episodes())[0]
    try nextEpisodes(episodes)
    let titles = log.titles()
    try continuing(
      SplitPlan(.weekly(windows: 1), task: .nextWatch).rankingSplits(
        of: log.titles(by: .continuing))[0])
    try newTitles(SplitPlan(.weekly(windows: 1)).rankingSplits(of: titles)[0])
  }

  /// The real month: the anchors' weeks, then those choices are made on.
  static func realMonth(_ directory: String) throws {
    let month = RealMonth(log: try WatchLog(directory))
    try month.report(RealMonth.inner, named: "August, inner weeks after 11, 15, 18")
    try month.ratingFormulas()
    try month.choice()
    try month.report(RealMonth.anchors, named: "August, weeks after 15, 20, 25")
  }

  /// Tunes the rating formula on one log and asks another what its features contribute.
  ///
  /// Tuned is on weeks before the last four, asked are the last four: both logs may be the same.
  private static func weights(_ tuning: WatchLog, asking test: WatchLog) throws {
    let tasks: [(String, Blend, SplitPlan.Task)] = [
      ("new titles", .newTitles, .newItems), ("continuing allowed", .continuing, .nextWatch),
    ]
    for (name, blend, task) in tasks {
      let inner = try WeightTask(name, blend, task, on: tuning, weeks: 10) { $0.dropLast(4) }
      let tuned = try WeightTuning(task: inner).best()
      let later = try WeightTask(name, blend, task, on: test, weeks: 4) { $0[...] }
      try WeightAblation(task: later, tuned: tuned).printTable()
    }
  }

  private static func nextEpisodes(_ split: Split) throws {
    var table = Comparison("Logs, next watch at episode level, last week", split)
    try table.add("popularity", Popularity())
    try table.add("ease", try table.tunedEASE([10, 30, 100]))
    try table.add("next three", EpisodeContinuation(order: .latest))
    try table.add("next-episode", EpisodeContinuation())
    try table.add("sequence", WatchSequence())
    try table.add("blend", Blend.episodes)
    table.compare("blend", with: "ease")
    table.compare("blend", with: "next three")
    table.compare("next-episode", with: "next three")
  }

  private static func continuing(_ split: Split) throws {
    var table = Comparison("Logs, titles, continuing allowed, last week", split)
    try table.add("ease", try table.tunedEASE([10, 30, 100, 300]))
    try table.add("own-recency", OwnRecency())
    try table.add("blend", Blend.continuing)
    table.compare("blend", with: "ease")
    table.compare("blend", with: "own-recency")
  }

  private static func newTitles(_ split: Split) throws {
    var table = Comparison("Logs, new titles, last week", split)
    try table.add("popularity", Popularity())
    try table.add("ease", try table.tunedEASE([10, 30, 100, 300]))
    try table.add("blend", Blend.newTitles)
    table.compare("blend", with: "ease")
  }
}
