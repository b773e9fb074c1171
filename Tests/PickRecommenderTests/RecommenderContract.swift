import PickRecommender
import Synchronization
import Testing

/// What every model promises; a new model adds one line to `all`.
struct RecommenderCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Whether the model can tell an even user's taste from an odd one's.
  let isPersonal: Bool
  private let fitted: @Sendable (Dataset, FitContext) throws -> any FittedRecommender
  let roundTrips: @Sendable () throws -> Bool
  /// Which recipe it is.
  let recipe: any Recommender.Type

  init<Recipe: Recommender>(_ recipe: Recipe, isPersonal: Bool) {
    testDescription = String(describing: Recipe.self)
    self.isPersonal = isPersonal
    self.recipe = Recipe.self
    fitted = { data, context in try recipe.fit(data, context: context) }
    roundTrips = { try Recoded.recipe(recipe) == recipe }
  }

  func fit(_ dataset: Dataset, _ context: FitContext = FitContext(seed: 7)) throws
    -> any FittedRecommender
  {
    try fitted(dataset, context)
  }

  static let all = [
    RecommenderCase(Popularity(), isPersonal: false),
    RecommenderCase(Popularity(by: .category), isPersonal: false),
    RecommenderCase(Popularity(by: .slot), isPersonal: false),
    RecommenderCase(ItemKNN<CosineWeighting>(), isPersonal: true),
    RecommenderCase(ItemKNN<BM25Weighting>(), isPersonal: true),
    RecommenderCase(ItemKNN<TFIDFWeighting>(), isPersonal: true),
    RecommenderCase(SLIM(l1: 0.1, l2: 1), isPersonal: true),
    RecommenderCase(EASE(regularization: 1), isPersonal: true),
    RecommenderCase(
      EASEFeatures(ease: EASE(regularization: 1), featureWeight: 1), isPersonal: true),
    RecommenderCase(ContentSimilarity(), isPersonal: true),
    RecommenderCase(ImplicitALS(factors: 2, alpha: 2), isPersonal: true),
    RecommenderCase(IALSPlusPlus(factors: 2), isPersonal: true),
    RecommenderCase(BPR(factors: 4, iterations: 200), isPersonal: true),
    // All users begin the board at its low end: the first item comes after none.
    RecommenderCase(WatchSequence(shrinkage: 1), isPersonal: false),
    RecommenderCase(OwnRecency(), isPersonal: false),
    RecommenderCase(EpisodeContinuation(), isPersonal: false),
    RecommenderCase(Blend(), isPersonal: true),
    RecommenderCase(ChosenBlend(), isPersonal: true),
    // On the board all ratings are the same: there is no taste to be seen in them.
    RecommenderCase(RatingRanking(NormalPredictor()), isPersonal: false),
    RecommenderCase(RatingRanking(BaselineOnly()), isPersonal: false),
    RecommenderCase(RatingRanking(KNNBasic()), isPersonal: false),
    RecommenderCase(RatingRanking(KNNWithMeans()), isPersonal: false),
    RecommenderCase(RatingRanking(KNNWithZScore()), isPersonal: false),
    RecommenderCase(RatingRanking(KNNBaseline()), isPersonal: false),
    RecommenderCase(RatingRanking(SVD()), isPersonal: false),
    RecommenderCase(RatingRanking(SVDPlusPlus()), isPersonal: false),
    RecommenderCase(RatingRanking(NMF()), isPersonal: false),
    RecommenderCase(RatingRanking(SlopeOne()), isPersonal: false),
    RecommenderCase(RatingRanking(CoClustering()), isPersonal: false),
    RecommenderCase(RatingRanking(RatingBlend()), isPersonal: false),
  ]
}

@Suite("RecommenderContract") struct RecommenderContract {
  @Test("every algorithm that ranks is held to it", arguments: Algorithm.ID.allCases)
  func completeness(id: Algorithm.ID) throws {
    let recipe = try #require(try Algorithm[id]?.recommender())
    #expect(RecommenderCase.all.contains { $0.recipe == type(of: recipe) })
  }

  @Test(
    "the one item withheld from a user is recommended first",
    arguments: RecommenderCase.all.filter(\.isPersonal))
  func knownAnswer(model: RecommenderCase) throws {
    let data = try Checkerboard.dataset()
    let fitted = try model.fit(data)
    for user in 0..<Checkerboard.size {
      let request = ScoringRequest(history: data.history(of: UserIndex(user)))
      let best = fitted.recommend(1, for: request, among: .all())
      #expect(best.map(\.item) == [ItemIndex(Checkerboard.withheld(from: user))])
    }
  }

  @Test("the same data and seed give the same scores", arguments: RecommenderCase.all)
  func deterministic(model: RecommenderCase) throws {
    let data = try Checkerboard.dataset()
    let request = ScoringRequest(history: data.history(of: UserIndex(3)))
    let (first, second) = try (model.fit(data), model.fit(data))
    #expect(first.scores(for: request) == second.scores(for: request))
  }

  @Test("neither a seen item nor a duplicate is recommended", arguments: RecommenderCase.all)
  func distinctAndUnseen(model: RecommenderCase) throws {
    let data = try Checkerboard.dataset()
    let history = data.history(of: UserIndex(4))
    let items = try model.fit(data)
      .recommend(100, for: ScoringRequest(history: history), among: .all()).map(\.item)
    #expect(Set(items).count == items.count)
    #expect(Set(items).isDisjoint(with: history.entries.map(\.item)))
  }

  @Test("scores are finite, one for each item", arguments: RecommenderCase.all)
  func finite(model: RecommenderCase) throws {
    let data = try Checkerboard.dataset()
    let fitted = try model.fit(data)
    let scores = fitted.scores(for: ScoringRequest(history: data.history(of: UserIndex(0))))
    #expect(scores.count == Checkerboard.size && fitted.itemCount == Checkerboard.size)
    #expect(scores.allSatisfy { $0.isFinite })
  }

  @Test(
    "a user without history and items the model never saw survive", arguments: RecommenderCase.all)
  func cold(model: RecommenderCase) throws {
    let fitted = try model.fit(Checkerboard.dataset())
    let scores = fitted.scores(for: ScoringRequest(history: .empty))
    #expect(scores.allSatisfy { $0.isFinite })
    let stranger = UserHistory([UserHistory.Entry(item: ItemIndex(99), weight: 1)])
    #expect(fitted.scores(for: ScoringRequest(history: stranger)).allSatisfy { $0.isFinite })
  }

  @Test("an item without viewers is scored without harm", arguments: RecommenderCase.all)
  func coldItem(model: RecommenderCase) throws {
    let matrix = try InteractionMatrix(
      itemCount: 3, rowOffsets: [0, 2], columns: [0, 1], weights: [1, 1])
    let data = try Dataset(
      interactions: matrix, times: [0, 0], items: Vocabulary([1, 2, 3]), users: Vocabulary([1]),
      documents: Array(repeating: ContentDocument(genres: ["멜로"]), count: 3))
    let scores = try model.fit(data).scores(
      for: ScoringRequest(history: data.history(of: UserIndex(0))))
    #expect(scores.count == 3 && scores.allSatisfy { $0.isFinite })
  }

  @Test("fewer candidates than asked for is no error", arguments: RecommenderCase.all)
  func fewCandidates(model: RecommenderCase) throws {
    let data = try Checkerboard.dataset()
    var allowed = [Bool](repeating: false, count: Checkerboard.size)
    allowed[6] = true
    allowed[8] = true
    let best = try model.fit(data).recommend(
      10, for: ScoringRequest(history: data.history(of: UserIndex(6))), among: .only(allowed))
    #expect(best.map(\.item) == [ItemIndex(6)])
  }

  @Test("a recipe survives encoding", arguments: RecommenderCase.all)
  func recoded(model: RecommenderCase) throws { #expect(try model.roundTrips()) }

  @Test("a fit stops when asked to", arguments: RecommenderCase.all)
  func cancelled(model: RecommenderCase) throws {
    let data = try Checkerboard.dataset()
    #expect(throws: FitError.cancelled) {
      _ = try model.fit(data, FitContext(isCancelled: { true }))
    }
  }

  @Test("a fit tells how far it is, ever further, up to the end", arguments: RecommenderCase.all)
  func progress(model: RecommenderCase) throws {
    let told = Mutex<[Double]>([])
    _ = try model.fit(
      Checkerboard.dataset(), FitContext(progress: { share in told.withLock { $0.append(share) } }))
    let shares = told.withLock { $0 }
    #expect(shares.last == 1 && shares.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(shares == shares.sorted())
  }

  @Test("the number of threads changes nothing", arguments: RecommenderCase.all)
  func threads(model: RecommenderCase) throws {
    let data = try Checkerboard.dataset()
    let request = ScoringRequest(history: data.history(of: UserIndex(3)))
    let alone = try model.fit(data, FitContext(seed: 7, threads: 1)).scores(for: request)
    let many = try model.fit(data, FitContext(seed: 7, threads: 4)).scores(for: request)
    #expect(zip(alone, many).allSatisfy { abs($0 - $1) < 1e-5 * max(1, abs($0)) })
  }

  @Test("nothing to learn from is a typed error", arguments: RecommenderCase.all)
  func empty(model: RecommenderCase) throws {
    let data = try Dataset(
      interactions: InteractionMatrix(itemCount: 0, rowOffsets: [0], columns: [], weights: []),
      times: [], items: Vocabulary([]), users: Vocabulary([]))
    #expect(throws: FitError.emptyDataset) { _ = try model.fit(data) }
  }
}
