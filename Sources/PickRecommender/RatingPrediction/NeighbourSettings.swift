/// What the four neighbourhood models of rating prediction share; names and defaults are Surprise's.
public struct NeighbourSettings: Codable, Equatable, Sendable {
  /// k: at most how many of the most similar take part in an estimate, > 0.
  public var neighbours = 40
  /// With fewer than this the neighbours are not listened to.
  public var minimumNeighbours = 1
  /// How similar two users or items are.
  public var similarity = RatingSimilarity.msd
  /// Whether users are compared with users; otherwise items with items.
  public var isUserBased = true
  /// With fewer ratings in common than this a similarity is 0.
  public var minimumSupport = 1
  /// How much evidence `pearsonBaseline` needs, in ratings in common.
  public var shrinkage = 100.0
  /// How baselines are estimated, where any are needed.
  public var baselines = BaselineOnly()

  /// The usual settings.
  public init() {}
}

extension NeighbourSettings: Parameterized {
  /// The settings, those of the baselines with a prefix.
  public static var parameters: [Parameter<NeighbourSettings>] {
    [
      .integer(
        "k", \.neighbours, 1...100_000, search: 10...200, isLogarithmic: true,
        "at most how many neighbours take part in an estimate"),
      .integer(
        "min-k", \.minimumNeighbours, 0...1000, search: 1...10,
        "with fewer neighbours than this they are not listened to"),
      .choice("similarity", \.similarity, "how two users or items are compared"),
      .flag("user-based", \.isUserBased, "whether users are compared; otherwise items"),
      .integer(
        "min-support", \.minimumSupport, 1...1000, search: 1...10,
        "with fewer ratings in common than this a similarity is 0"),
      .real(
        "shrinkage", \.shrinkage, 0...1e6, search: 1...1000, isLogarithmic: true,
        "pearson_baseline: how much evidence a similarity needs, in ratings in common"),
    ] + BaselineOnly.parameters.map { $0.within(\.baselines, prefix: "baseline-") }
  }
}
