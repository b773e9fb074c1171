import PickRecommender
import Testing

@Suite struct ItemKNNTests {
  /// Three users and four items, the last of which has no viewers.
  ///
  ///     u0: 1 2 . .
  ///     u1: 1 . 1 .
  ///     u2: . 1 . .
  private func dataset() throws -> Dataset {
    let matrix = try InteractionMatrix(
      itemCount: 4, rowOffsets: [0, 2, 4, 5], columns: [0, 1, 0, 2, 1], weights: [1, 2, 1, 1, 1])
    return try Dataset(
      interactions: matrix, times: Array(repeating: 0, count: 5), items: Vocabulary([1, 2, 3, 4]),
      users: Vocabulary([1, 2, 3]))
  }

  private func close(_ left: Float, _ right: Double) -> Bool { abs(Double(left) - right) < 1e-6 }

  @Test("cosines by hand")
  func cosine() throws {
    let weights = try ItemKNN<CosineWeighting>().fit(dataset(), context: FitContext()).weights
    // x₀ = (1, 1, 0), x₁ = (2, 0, 1), x₂ = (0, 1, 0).
    #expect(close(weights.value(ItemIndex(0), ItemIndex(1)), 2 / 10.0.squareRoot()))
    #expect(close(weights.value(ItemIndex(0), ItemIndex(2)), 1 / 2.0.squareRoot()))
    #expect(weights.value(ItemIndex(1), ItemIndex(2)) == 0)
    #expect(weights.row(ItemIndex(3)).isEmpty)
  }

  // What implicit 0.7.3 answers for these data, to seven places.
  @Test("TF-IDF and BM25 as implicit has them")
  func implicit() throws {
    let context = FitContext()
    let tfidf = try ItemKNN<TFIDFWeighting>().fit(dataset(), context: context).weights
    #expect(close(tfidf.value(ItemIndex(0), ItemIndex(1)), 0.3579357))
    #expect(close(tfidf.value(ItemIndex(2), ItemIndex(0)), 0.7071068))
    let bm25 = try ItemKNN<BM25Weighting>().fit(dataset(), context: context).weights
    #expect(close(bm25.value(ItemIndex(0), ItemIndex(1)), 0.0781587))
    #expect(close(bm25.value(ItemIndex(2), ItemIndex(0)), 0.0843291))
  }

  @Test("the item itself takes one of the places, as in implicit")
  func ownPlace() throws {
    let recipe = ItemKNN<CosineWeighting>(neighbours: 2)
    let weights = try recipe.fit(dataset(), context: FitContext()).weights
    #expect(weights.row(ItemIndex(0)).map(\.item) == [ItemIndex(2)])
    let none = ItemKNN<CosineWeighting>(neighbours: 1)
    #expect(try none.fit(dataset(), context: FitContext()).weights.nonzeroCount == 0)
  }

  @Test("a score is explained by the items it comes from")
  func explained() throws {
    let model = try ItemKNN<CosineWeighting>().fit(dataset(), context: FitContext())
    let request = ScoringRequest(
      history: UserHistory([
        .init(item: ItemIndex(1), weight: 2), .init(item: ItemIndex(2), weight: 1),
      ]))
    let parts = model.contributions(to: ItemIndex(0), for: request)
    #expect(parts.map(\.item) == [ItemIndex(1), ItemIndex(2)])
    let sum = parts.reduce(0) { $0 + $1.score }
    #expect(abs(sum - Double(model.scores(for: request)[0])) < 1e-6)
  }

  @Test("a setting of single precision is listed as it was written")
  func decimals() throws {
    let settings = try #require(Algorithm[.als]?.settings)
    #expect(settings.first { $0.name == "regularization" }?.standard == .real(0.01))
  }

  @Test("settings reach the weighting")
  func settings() throws {
    let recipe = try Algorithm[.itemKNNBM25]?.recommender(["k1": "100", "b": "0.5"])
    #expect(
      recipe as? ItemKNN<BM25Weighting>
        == ItemKNN(weighting: BM25Weighting(saturation: 100, lengthNormalization: 0.5)))
    #expect(Algorithm[.itemKNNCosine]?.settings.map(\.name) == ["neighbours"])
  }
}
