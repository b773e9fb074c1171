import PickModel
import Testing

@testable import PickRecommender

@Suite struct EASEFeaturesTests {
  private func dataset(
    _ matrix: InteractionMatrix, documents: [ContentDocument]
  ) throws -> Dataset {
    try Dataset(
      interactions: matrix, times: Array(repeating: 0, count: matrix.nonzeroCount),
      items: Vocabulary((0..<matrix.itemCount).map(Int64.init)),
      users: Vocabulary((0..<matrix.userCount).map(Int64.init)), documents: documents)
  }

  @Test("without documents, or where they count nothing, it is EASE", arguments: [false, true])
  func withoutDocuments(hasDocuments: Bool) throws {
    var generator = SplitMix64(seed: 4)
    let matrix = RandomData.matrix(users: 30...30, items: 12...12, using: &generator)
    let documents = (0..<12).map { ContentDocument(genres: ["\($0 % 3)"]) }
    let data = try dataset(matrix, documents: hasDocuments ? documents : [])
    let recipe = EASEFeatures(ease: EASE(regularization: 2), featureWeight: hasDocuments ? 0 : 5)
    let ours = try recipe.fit(data, context: FitContext()).weights
    let plain = try EASE(regularization: 2).fit(data, context: FitContext()).weights
    #expect(ours.values.elements == plain.values.elements)
    #expect(ours.columns.elements == plain.columns.elements)
  }

  @Test("two alike items without viewers, by hand")
  func byHand() throws {
    // There are no viewers; both have one genre, so TTᵀ is all ones: G = α + λI.
    // α = λ = 1: G = [[2,1],[1,2]], P = [[2,-1],[-1,2]] / 3, B₀₁ = 1/2.
    let matrix = try InteractionMatrix(itemCount: 2, rowOffsets: [0], columns: [], weights: [])
    let data = try dataset(
      matrix, documents: Array(repeating: ContentDocument(genres: ["멜로"]), count: 2))
    let model = try EASEFeatures(ease: EASE(regularization: 1), featureWeight: 1)
      .fit(data, context: FitContext())
    #expect(abs(model.weights.value(ItemIndex(0), ItemIndex(1)) - 0.5) < 1e-6)
  }

  @Test("a title without viewers follows those of its genre")
  func newTitle() throws {
    // Two users of melodramas, two of thrillers; items 4 (melodrama) and 5 (thriller) are new.
    let matrix = try InteractionMatrix(
      itemCount: 6, rowOffsets: [0, 2, 4, 6, 8], columns: [0, 1, 0, 1, 2, 3, 2, 3],
      weights: Array(repeating: 1, count: 8))
    let documents = ["멜로", "멜로", "스릴러", "스릴러", "멜로", "스릴러"].map { ContentDocument(genres: [$0]) }
    let data = try dataset(matrix, documents: documents)
    let recipe = EASEFeatures(ease: EASE(regularization: 1), featureWeight: 1)
    let model = try recipe.fit(data, context: FitContext())
    let scores = model.scores(for: ScoringRequest(history: data.history(of: UserIndex(0))))
    #expect(scores[4] > 0 && scores[4] > scores[5] + 0.1)
    let plain = try recipe.ease.fit(data, context: FitContext())
    #expect(plain.weights.row(ItemIndex(4)).isEmpty)
  }

  @Test("beyond the limit, watched items come before ones with contents only")
  func limit() throws {
    let matrix = try InteractionMatrix(
      itemCount: 3, rowOffsets: [0, 2], columns: [1, 2], weights: [1, 1])
    let data = try dataset(
      matrix, documents: Array(repeating: ContentDocument(genres: ["멜로"]), count: 3))
    let model = try EASEFeatures(ease: EASE(regularization: 1, maximumItems: 2))
      .fit(data, context: FitContext())
    #expect(model.weights.row(ItemIndex(0)).isEmpty)
    #expect(model.weights.row(ItemIndex(1)).map(\.item) == [ItemIndex(2)])
  }
}
