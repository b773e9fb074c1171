import PickModel
import Testing

@testable import PickRecommender

@Suite struct BlendTests {
  /// Random weights at ascending times, with documents.
  static func dataset(seed: UInt64, places: Bool = false) throws -> Dataset {
    var generator = SplitMix64(seed: seed)
    let matrix = RandomData.matrix(users: 30...40, items: 20...25, using: &generator)
    return try Dataset(
      interactions: matrix,
      times: (0..<matrix.nonzeroCount).map { _ in Int64.random(in: 0...1_000_000, using: &generator)
      },
      items: Vocabulary((0..<matrix.itemCount).map(Int64.init)),
      users: Vocabulary((0..<matrix.userCount).map(Int64.init)),
      documents: (0..<matrix.itemCount).map { ContentDocument(genres: ["g\($0 % 3)"]) },
      places: places
        ? (0..<matrix.itemCount).map { ItemPlace(title: Int32($0 / 5), ordinal: Int32($0 % 5)) }
        : [])
  }

  /// Nothing but the part that `share` names.
  static func only(_ share: WritableKeyPath<Blend.Shares, Float>) -> Blend {
    var blend = Blend()
    blend.shares.taste = 0
    blend.shares.sequence = 0
    blend.shares.content = 0
    blend.shares.exploration = 0
    blend.shares.popularity = 0
    blend.shares.continuation = 0
    blend.shares.episodes = 0
    blend.shares[keyPath: share] = 1
    return blend
  }

  @Test(
    "with one part alone a blend ranks as that part does", arguments: 1...5 as ClosedRange<UInt64>)
  func onePart(seed: UInt64) throws {
    let data = try Self.dataset(seed: seed)
    let context = FitContext(seed: 1)
    var taste = Self.only(\.taste)
    taste.damping = 0
    taste.recency.floor = 1
    let pairs: [(BlendModel, any FittedRecommender)] = [
      (try taste.fit(data, context: context), try taste.taste.fit(data, context: context)),
      (
        try Self.only(\.sequence).fit(data, context: context),
        try WatchSequence().fit(data, context: context)
      ),
      (
        try Self.only(\.content).fit(data, context: context),
        try ContentSimilarity().fit(data, context: context)
      ),
      (
        try Self.only(\.continuation).fit(data, context: context),
        try EpisodeContinuation().fit(data, context: context)
      ),
    ]
    for (blend, part) in pairs {
      for user in 0..<data.users.count {
        let request = ScoringRequest(history: data.history(of: UserIndex(user)))
        let (scores, expected) = (blend.scores(for: request), part.scores(for: request))
        let scale = zip(scores, expected).first { $0.1 != 0 }.map { $0.0 / $0.1 } ?? 1
        #expect(scale > 0)
        for (score, expected) in zip(scores, expected) {
          #expect(abs(score - scale * expected) <= 1e-4 * max(1, abs(score)))
        }
      }
    }
  }

  @Test("what each watched item adds and the prior make the score", arguments: [false, true])
  func contributions(places: Bool) throws {
    let data = try Self.dataset(seed: 9, places: places)
    let model = try Blend().fit(data, context: FitContext(seed: 1))
    for user in 0..<data.users.count {
      let request = ScoringRequest(history: data.history(of: UserIndex(user)), atSeconds: 1_100_000)
      for (position, score) in model.scores(for: request).enumerated() {
        let item = ItemIndex(position)
        let sum = model.contributions(to: item, for: request).reduce(0) { $0 + $1.score }
        // Going on with episodes is ten thousand times as loud as the rest.
        let rounding = max(1e-4, 1e-6 * abs(Double(score)))
        #expect(abs(sum + Double(model.prior[position]) - Double(score)) < rounding)
      }
    }
  }

  @Test("a score is what its parts and the prior say, to the bit where nothing goes on")
  func toTheBit() throws {
    let data = try Self.dataset(seed: 4)
    var recipe = Blend()
    recipe.shares.continuation = 0
    let model = try recipe.fit(data, context: FitContext(seed: 1))
    let unwatched = UserHistory([
      .init(item: ItemIndex(3), weight: 1), .init(item: ItemIndex(7), weight: -1),
    ])
    for user in 0..<data.users.count {
      let history = data.history(of: UserIndex(user))
      let request = ScoringRequest(history: history, unwatched: unwatched)
      for (position, sum) in model.sums(for: request).enumerated() {
        let item = ItemIndex(position)
        let parts = model.parts(of: item, for: request)
        #expect(sum == model.sum(of: item, for: request))
        #expect(parts.map(\.item) == parts.map(\.item).sorted())
      }
    }
  }

  @Test("what was not watched speaks as it is, and has no say in what is watched next")
  func unwatched() throws {
    let data = try Self.dataset(seed: 4)
    let model = try Blend().fit(data, context: FitContext(seed: 1))
    let one = UserHistory([.init(item: ItemIndex(3), weight: 0.5)])
    let (watched, unwatched) = (
      ScoringRequest(history: one), ScoringRequest(history: .empty, unwatched: one)
    )
    for position in 0..<model.itemCount {
      let (before, after) = (
        model.parts(of: ItemIndex(position), for: watched).first,
        model.parts(of: ItemIndex(position), for: unwatched).first
      )
      #expect((before?.taste ?? 0) == (after?.taste ?? 0))
      #expect((before?.content ?? 0) == (after?.content ?? 0))
      #expect((after?.sequence ?? 0) == 0 && (after?.continuation ?? 0) == 0)
    }
  }

  @Test("the watched item that others continued from outweighs an older one")
  func recency() {
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 10),
      .init(item: ItemIndex(1), weight: 1, lastSeconds: 30),
      .init(item: ItemIndex(2), weight: 1, lastSeconds: 20),
      .init(item: ItemIndex(3), weight: -1, lastSeconds: 0),
    ])
    let shares = HistoryRecency(halfLife: 1, floor: 0.2).shares(of: history)
    let expected: [Float] = [0.2 + 0.8 / 4, 1, 0.2 + 0.8 / 2, 1]
    #expect(zip(shares, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("a history without times fades nothing")
  func timeless() {
    let history = UserHistory((0..<3).map { .init(item: ItemIndex(Int($0)), weight: 1) })
    #expect(HistoryRecency(halfLife: 1, floor: 0).shares(of: history) == [1, 1, 1])
  }

  @Test("an item nobody watched is found by what it resembles")
  func exploration() throws {
    let matrix = try InteractionMatrix(
      itemCount: 4, rowOffsets: [0, 2, 3], columns: [0, 1, 1], weights: [1, 1, 1])
    let data = try Dataset(
      interactions: matrix, times: [1, 2, 3], items: Vocabulary(0..<4), users: Vocabulary(0..<2),
      documents: ["a", "b", "b", "c"].map { ContentDocument(genres: [$0]) })
    let model = try Blend().fit(data, context: FitContext(seed: 3))
    let request = ScoringRequest(history: data.history(of: UserIndex(1)))
    #expect(model.scores(for: request)[2] > model.scores(for: request)[3])
    #expect(model.parts(of: ItemIndex(2), for: request).map(\.content).allSatisfy { $0 > 0 })
  }

  @Test("the presets survive encoding", arguments: [Blend.newTitles, .continuing, .episodes])
  func presets(blend: Blend) throws { #expect(try Recoded.recipe(blend) == blend) }
}

@Suite struct ScoreScaleTests {
  @Test("the typical score grows with the weights, so dividing by it takes their scale away")
  func scale() throws {
    let data = try Checkerboard.dataset()
    let weights = try EASE(regularization: 1).fit(data, context: FitContext()).weights
    let typical = try #require(ScoreScale.typical(weights, for: data))
    let doubled = try #require(ScoreScale.typical(weights.scaled(by: 2), for: data))
    #expect(typical > 0)
    #expect(abs(doubled - 2 * typical) < 1e-5)
  }

  @Test("what comes by way of other items in sparse data does not make everything loud")
  func sparse() throws {
    // Viewer i watched items i and i + 1: nobody has ten items to be recommended but by detours.
    let matrix = try InteractionMatrix(
      itemCount: 12, rowOffsets: (0...11).map { 2 * $0 },
      columns: (0..<11).flatMap { [Int32($0), Int32($0) + 1] },
      weights: Array(repeating: 1, count: 22))
    let data = try Dataset(
      interactions: matrix, times: (0..<22).map { Int64($0) }, items: Vocabulary(0..<12),
      users: Vocabulary(0..<11))
    let weights = try EASE(regularization: 60).fit(data, context: FitContext()).weights
    let typical = try #require(ScoreScale.typical(weights, for: data))
    let loudest = try #require(weights.values.elements.max())
    #expect(loudest / typical < 1001)
  }

  @Test("weights that recommend nothing have no typical score")
  func nothing() throws {
    let data = try Checkerboard.dataset()
    #expect(ScoreScale.typical(.empty(itemCount: Checkerboard.size), for: data) == nil)
  }
}
