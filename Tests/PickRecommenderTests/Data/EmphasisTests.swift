import PickModel
import Testing

@testable import PickRecommender

@Suite("the emphasis of weights")
struct EmphasisTests {
  @Test("none takes all of one sign alike, full as they are, between them a power")
  func powers() {
    for (weight, alike) in [(0.3, 1), (2, 1), (-0.3, -1), (0, 0)] as [(Float, Float)] {
      #expect(Emphasis.none(weight) == alike)
      #expect(Emphasis.full(weight) == weight)
    }
    #expect(Emphasis(power: 0.5)(0.25) == 0.5)
    #expect(Emphasis(power: 2)(-3) == -9)
  }

  @Test("whatever weight and power are, what comes out is a number and keeps its sign")
  func extremes() {
    for power in [0, 0.5, 1.5, 4] {
      let emphasis = Emphasis(power: power)
      for weight: Float in [.leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e-20, 1e20] {
        #expect(emphasis(weight).isFinite && emphasis(weight) > 0)
        #expect(emphasis(-weight).isFinite && emphasis(-weight) < 0)
      }
    }
  }

  @Test("EASE, popularity and ALS without emphasis are those of a matrix of ones", arguments: 0..<4)
  func binary(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    let matrix = RandomData.matrix(users: 8...20, items: 5...9, using: &generator)
    try #require(matrix.nonzeroCount > 0)
    let (weighed, plain) = (
      try RandomData.dataset(matrix),
      try RandomData.dataset(
        InteractionMatrix(
          checkedItemCount: matrix.itemCount, rowOffsets: matrix.rowOffsets,
          columns: matrix.columns, weights: matrix.weights.map { _ in 1 }))
    )
    func agree(_ alike: some Recommender, _ full: some Recommender) throws {
      let first = try alike.fit(weighed, context: FitContext(seed: 3))
      let second = try full.fit(plain, context: FitContext(seed: 3))
      for user in 0..<matrix.userCount {
        #expect(
          first.scores(for: ScoringRequest(history: weighed.history(of: UserIndex(user))))
            == second.scores(for: ScoringRequest(history: plain.history(of: UserIndex(user)))))
      }
    }
    try agree(EASE(regularization: 3, emphasis: .none), EASE(regularization: 3))
    try agree(
      EASEFeatures(ease: EASE(regularization: 3, emphasis: .none)),
      EASEFeatures(ease: EASE(regularization: 3)))
    try agree(Popularity(halfLifeDays: 0, emphasis: .none), Popularity(halfLifeDays: 0))
    try agree(ImplicitALS(factors: 4, emphasis: .none), ImplicitALS(factors: 4))
  }
}
