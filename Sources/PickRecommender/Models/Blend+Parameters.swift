extension Blend: Parameterized {
  /// The settings of a blend: the shares, and what matters most of each part.
  public static var parameters: [Parameter<Blend>] { shareParameters + partParameters }

  private static var shareParameters: [Parameter<Blend>] {
    [
      .real("taste", \.shares.taste, 0...100, search: 0.2...2, "what is watched together"),
      .real("sequence", \.shares.sequence, 0...100, search: 0...2, "what is watched next"),
      .real("content", \.shares.content, 0...100, search: 0...1, "what resembles"),
      .real(
        "exploration", \.shares.exploration, 0...100, search: 0...1,
        "what resembles, of titles nobody watched"),
      .real("popularity", \.shares.popularity, 0...100, search: 0...0.5, "what is popular"),
      .real(
        "continuation", \.shares.continuation, 0...1000, search: 1...300, isLogarithmic: true,
        "going on with titles, where a title is one item"),
      .real(
        "episodes", \.shares.episodes, 0...1e6, search: 100...100_000, isLogarithmic: true,
        "going on with episodes"),
    ]
  }

  private static var partParameters: [Parameter<Blend>] {
    [
      .real(
        "regularization", \.taste.regularization, 1e-6...1e9, search: 10...1000,
        isLogarithmic: true, "how much evidence a weight of taste needs"),
      .real(
        "damping", \.damping, 0...1, search: 0...0.5,
        "how far users with long histories are held back"),
      .integer(
        "neighbours", \.neighbours, 1...100_000, search: 50...500, isLogarithmic: true,
        "how many weights of a row stay"),
      .real(
        "recency-half-life", \.recency.halfLife, 0.1...1e6, search: 2...50, isLogarithmic: true,
        "after how many further items one of the history counts half for taste"),
      .real(
        "recency-floor", \.recency.floor, 0...1, search: 0...1,
        "what of an item of the history never fades for taste"),
      .real(
        "sequence-half-life", \.sequence.recency.halfLife, 0.1...1e6, search: 1...20,
        isLogarithmic: true,
        "after how many further items one of the history counts half for what is next"),
      .real(
        "sequence-reach", \.sequence.reach, 0.5...1000, search: 5...50, isLogarithmic: true,
        "after how many places a pair of what is next counts half"),
      .real(
        "popularity-half-life-days", \.popularityHalfLifeDays, 0.01...100_000, search: 1...365,
        isLogarithmic: true, "days in which a watch counts half for popularity"),
      .real(
        "continuation-half-life-days", \.continuation.halfLifeDays, 0.01...10_000, search: 1...60,
        isLogarithmic: true, "days in which a watch counts half for going on"),
    ]
  }

  /// How many weights a row of taste and of what is next keeps.
  private var neighbours: Int {
    get { taste.neighbours }
    set {
      taste.neighbours = newValue
      sequence.neighbours = newValue
    }
  }
}
