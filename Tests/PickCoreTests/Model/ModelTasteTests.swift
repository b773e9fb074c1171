import PickModel
import Testing

@testable import PickCore
@testable import PickRecommender
@testable import PickStore

@Suite("ModelTaste")
struct ModelTasteTests {
  /// Six films.
  ///
  /// Watching 1 speaks for 3 (.5) and 4 (.2) and against 5 (−.1), watching 2 for 4 (.4).
  /// By contents 6 resembles 1 (.9, scaled by .1). Film 7 is unknown to the model.
  private static func model(prior: [Float] = [0, 0, 0, 0, 0, 0]) -> TrainedModel? {
    func matrix(_ cells: [(Int, Int, Float)]) -> ItemMatrix {
      ItemMatrix(
        rows: (0..<6).map { row in
          cells.filter { $0.0 == row }
            .map { ItemMatrix.Cell(item: ItemIndex($0.1), value: $0.2) }
        })
    }
    guard let id = TrainedModel.ID("0123456789abcdef") else { return nil }
    return TrainedModel(
      id: id, titles: TensorStorage((1...6).map(Int64.init)),
      blend: BlendModel(
        taste: RecencyWeightedModel(
          weights: matrix([(0, 2, 0.5), (0, 3, 0.2), (0, 4, -0.1), (1, 3, 0.4)]),
          recency: HistoryRecency(halfLife: 1, floor: 1)),
        sequence: .silent(itemCount: 6), content: matrix([(0, 5, 0.09)]),
        contentScale: TensorStorage(Array(repeating: 0.1, count: 6)),
        prior: TensorStorage(prior)),
      popularityShare: 0.3)
  }

  private func world(_ change: (inout World) -> Void = { _ in }) -> World {
    var world = World()
    for id: Int64 in 1...7 { world.film(id, "액션") }
    change(&world)
    return world
  }

  private func taste(_ world: World, _ model: TrainedModel? = model()) throws -> ModelTaste {
    ModelTaste(
      catalog: world.catalog, model: try #require(model),
      profile: ViewerProfile(
        world.history, world.choices,
        begun: Set(world.state.viewings.filter(\.isBegun).map(\.title)), in: world.catalog,
        at: World.now),
      presentPopularity: PresentPopularity(Popularity(world.popularity)))
  }

  private func picks(_ world: World) throws -> [Int64] {
    let eligibility = Eligibility(viewer: world.state, instant: World.now)
    return try taste(world).picks(10, where: eligibility.mayRecommend).map(\.title.id.rawValue)
  }

  @Test("what watched titles speak for comes first, strongest first")
  func order() throws {
    #expect(try picks(world { $0.watch(100) }) == [3, 4, 6])
  }

  @Test("what was played for moments is in no reason")
  func moments() throws {
    let glimpsed = world { $0.watch(100, 0.005) }
    let watched = world { $0.watch(100, 0.5) }
    let one = glimpsed.titles[0].reference
    #expect(try taste(glimpsed).reason(for: glimpsed.titles[2]) != .becauseWatched([one]))
    #expect(try taste(watched).reason(for: watched.titles[2]) == .becauseWatched([one]))
  }

  @Test("one more watch changes the picks at once")
  func live() throws {
    let both = world {
      $0.watch(100)
      $0.watch(200)
    }
    #expect(try picks(both) == [4, 3, 6])
  }

  @Test("what is popular speaks beside what was watched, and is the reason where it says more")
  func popularity() throws {
    let popular = world {
      $0.watch(100, 0.7)
      $0.popular(.all, 7, 5, 4)
    }
    // A watch of today weighs 1.25. 7: 3 × .3; 3: .625; 4: .3 + .25; 5: 2 × .3 − .125; 6: .1125.
    #expect(try picks(popular) == [7, 3, 4, 5, 6])
    let taste = try taste(popular)
    let one = popular.titles[0].reference
    #expect(taste.reason(for: popular.titles[6]) == .popular(rank: 1))
    #expect(taste.reason(for: popular.titles[4]) == .popular(rank: 2))
    #expect(taste.reason(for: popular.titles[2]) == .becauseWatched([one]))
  }

  @Test("popularity as the model knows it comes before popularity as it is now")
  func knownPopularity() throws {
    let world = world {
      $0.watch(100, 0.7)
      $0.popular(.all, 7, 5, 4)
    }
    let taste = try taste(world, Self.model(prior: [0, 0, 0.75, 0, 0.25, 0]))
    let eligibility = Eligibility(viewer: world.state, instant: World.now)
    // 3: .625 + .75; 7: 3 × .3 now; 4: .25 + .3 now; 5: .25 − .125; 6: .1125.
    let picks = taste.picks(10, where: eligibility.mayRecommend).map(\.title.id.rawValue)
    #expect(picks == [3, 7, 4, 5, 6])
    #expect(taste.reason(for: world.titles[2]) == .popular(rank: 1))
    #expect(taste.reason(for: world.titles[4]) == .popular(rank: 2))
    let explained = taste.explanation(of: world.titles[2], eligibility: eligibility)
    #expect(explained.parts.first { $0.source == .popularity }?.contribution == 0.75)
  }

  @Test("a thumb up raises what a title speaks for, a thumb down turns it round")
  func thumbs() throws {
    #expect(try picks(world { $0.choices.thumbs[Title.ID(1)] = .up }) == [3, 4, 6])
    let down = world {
      $0.watch(200)
      $0.choices.thumbs[Title.ID(1)] = .down
    }
    #expect(try picks(down) == [4, 5])
  }

  @Test("what was watched before fades, and only what was watched says what is watched next")
  func fading() throws {
    let half = HistoryRecency(halfLife: 1, floor: 0)
    let one = ItemMatrix(rows: [
      [.init(item: ItemIndex(2), value: 1)], [.init(item: ItemIndex(2), value: 1)], [],
    ])
    let model = TrainedModel(
      id: try #require(TrainedModel.ID("0123456789abcdef")), titles: TensorStorage([1, 2, 3]),
      blend: BlendModel(
        taste: RecencyWeightedModel(weights: one, recency: half),
        sequence: RecencyWeightedModel(weights: one, recency: half),
        content: .empty(itemCount: 3), contentScale: TensorStorage([1, 1, 1]),
        prior: TensorStorage([0, 0, 0])),
      popularityShare: 0)
    func contributions(_ days: [Int64?]) -> [[Double]] {
      let entries = days.enumerated().map { index, day in
        ViewerProfile.Entry(
          title: Title.ID(Int64(index) + 1), watched: 1, thumb: 0,
          lastWatchedAt: day.map { Instant(secondsSince1970: $0 * 86_400) })
      }
      return model.contributions(to: Title.ID(3), for: ViewerProfile(entries: entries))
        .map { [$0.part.taste, $0.part.sequence] }
    }
    #expect(contributions([1, 2]) == [[0.5, 0.5], [1, 1]])
    #expect(contributions([2, nil]) == [[1, 1], [1, 0]])
  }

  @Test("what the same people watched is more alike than what has the same contents")
  func alike() throws {
    let world = world()
    let taste = try taste(world)
    #expect(taste.alike(Title.ID(1), 5) { _ in true }.map(\.id.rawValue) == [3, 4, 6])
    #expect(taste.alike(Title.ID(1), 5) { $0.id.rawValue > 3 }.map(\.id.rawValue) == [4, 6])
    #expect(taste.alike(Title.ID(1), 1) { _ in true }.map(\.id.rawValue) == [3])
    // Where people say nothing, contents do; an unknown title is like nothing.
    #expect(taste.alike(Title.ID(5), 5) { _ in true }.isEmpty)
    #expect(taste.alike(Title.ID(7), 5) { _ in true }.isEmpty)
  }

  @Test("what is like a title is kept as long as one model serves")
  func keptLikeness() throws {
    let likeness = KnownLikeness(mostTitles: 100)
    func alike(_ model: TrainedModel) -> [Int64] {
      likeness.alike(to: Title.ID(1), by: model).map(\.rawValue)
    }
    let (first, silent) = (
      try #require(Self.model()),
      TrainedModel(
        id: try #require(TrainedModel.ID("00000000000000ff")),
        titles: TensorStorage([1, 2]),
        blend: BlendModel(
          taste: .silent(itemCount: 2), sequence: .silent(itemCount: 2),
          content: .empty(itemCount: 2), contentScale: TensorStorage([1, 1]),
          prior: TensorStorage([0, 0])),
        popularityShare: 0)
    )
    #expect(alike(first) == [3, 4, 6])
    #expect(alike(first) == [3, 4, 6])
    #expect(alike(silent).isEmpty)
    #expect(alike(first) == [3, 4, 6])
  }

  @Test("a reason names the watched titles that add most, and only those that add")
  func reasons() throws {
    let world = world {
      $0.watch(100)
      $0.watch(200)
    }
    let taste = try taste(world)
    let (one, two) = (world.titles[0].reference, world.titles[1].reference)
    #expect(taste.reason(for: world.titles[3]) == .becauseWatched([two, one]))
    #expect(taste.reason(for: world.titles[2]) == .becauseWatched([one]))
    #expect(taste.reason(for: world.titles[5]) == .similar(to: one))
    #expect(taste.reason(for: world.titles[6]) == .genre(Genre(LocalizedText("액션"))))
  }

  @Test("an opened page speaks for what goes with it, softly, and is not called a watch")
  func lookedAt() throws {
    let world = world {
      $0.watch(200)
      $0.look(at: 1)
    }
    #expect(try picks(world) == [4, 3, 6])
    let taste = try taste(world)
    let (one, two) = (world.titles[0].reference, world.titles[1].reference)
    #expect(taste.reason(for: world.titles[3]) == .becauseWatched([two]))
    #expect(taste.reason(for: world.titles[2]) == .genre(Genre(LocalizedText("액션"))))
    #expect(taste.reason(for: world.titles[5]) == .similar(to: one))
    let explained = taste.explanation(
      of: world.titles[3], eligibility: Eligibility(viewer: world.state, instant: World.now))
    #expect(explained.parts.map(\.source) == [.watched(two), .lookedAt(one)])
  }

  @Test("because of one title is what its own row says")
  func becauseOf() throws {
    let titles = try taste(world()).becauseOf(Title.ID(1), 5) { $0.id != Title.ID(4) }
    #expect(titles.map(\.id.rawValue) == [3, 6])
  }

  @Test("what a score is made of adds up to it, to the bit", arguments: 3...7 as ClosedRange<Int64>)
  func sums(title: Int64) throws {
    let world = world {
      $0.watch(100)
      $0.watch(200, 0.7)
      $0.choices.thumbs = [Title.ID(1): .up, Title.ID(2): .down]
      $0.popular(.all, 6, 7, 3)
    }
    let eligibility = Eligibility(viewer: world.state, instant: World.now)
    let explained = try taste(world).explanation(
      of: world.titles[Int(title) - 1], eligibility: eligibility)
    #expect(explained.score == explained.parts.reduce(0) { $0 + $1.contribution } + explained.rest)
    #expect(explained.parts.allSatisfy { $0.contribution != 0 })
  }

  @Test("the places of an explanation are those of the picks")
  func ranks() throws {
    let world = world {
      $0.watch(100)
      $0.popular(.all, 7, 5, 4)
    }
    let taste = try taste(world)
    let eligibility = Eligibility(viewer: world.state, instant: World.now)
    let ranks = try picks(world).map { id in
      taste.explanation(of: world.titles[Int(id) - 1], eligibility: eligibility).rank
    }
    #expect(ranks == [1, 2, 3, 4, 5])
    let watched = taste.explanation(of: world.titles[0], eligibility: eligibility)
    #expect(watched.rank == nil)
    #expect(watched.excluded == .watched)
  }

  @Test("history and thumb of one title are told apart")
  func thumbPart() throws {
    let world = world {
      $0.watch(100)
      $0.choices.thumbs[Title.ID(1)] = .up
    }
    let explained = try taste(world).explanation(
      of: world.titles[2], eligibility: Eligibility(viewer: world.state, instant: World.now))
    let one = world.titles[0].reference
    let sources = Set(explained.parts.map(\.source))
    #expect(sources == [.watched(one), .thumb(one)])
    let watched = explained.parts.first { $0.source == .watched(one) }
    let thumb = explained.parts.first { $0.source == .thumb(one) }
    #expect(abs((thumb?.contribution ?? 0) - 0.5) < 1e-6)
    #expect(abs((watched?.contribution ?? 0) - 0.5) < 0.2)
  }

  @Test("long explanations list the strongest parts and sum up the others")
  func rest() {
    let parts = (1...12).map { number in
      Explanation.Part(
        source: .popularity, contribution: Double(number) * (number % 2 == 0 ? 1 : -1))
    }
    let explained = Explanation(
      title: World().film(title: 1), parts: parts, rank: nil, excluded: nil)
    #expect(explained.parts.map(\.contribution) == [12, -11, 10, -9, 8, -7, 6, -5])
    #expect(explained.rest == 2)
    #expect(explained.score == 6)
  }
}

extension World {
  fileprivate func film(title: Int64) -> TitleReference {
    TitleReference(id: Title.ID(title), name: LocalizedText("작품"))
  }
}
