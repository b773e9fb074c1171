import Glibc
import Testing

@testable import PickRecommender

@Suite struct EpisodeContinuationTests {
  /// Two series of four episodes (items 0–3 and 4–7) and a film (item 8).
  private func dataset() throws -> Dataset {
    try Dataset(
      interactions: InteractionMatrix(
        itemCount: 9, rowOffsets: [0, 1], columns: [0], weights: [1]),
      times: [0], items: Vocabulary(0..<9), users: Vocabulary(0..<1),
      places: (0..<8).map { ItemPlace(title: Int32($0 / 4), ordinal: Int32($0 % 4)) }
        + [ItemPlace(title: 2, ordinal: nil)])
  }

  private let day: Int64 = 86_400

  @Test("the next episode of the title watched last leads, the one after it follows")
  func next() throws {
    let model = try EpisodeContinuation().fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(1), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(4), weight: 1, lastSeconds: 10 * day),
    ])
    let best = model.recommend(4, for: ScoringRequest(history: history), among: .all())
    #expect(best.map(\.item.rawValue) == [5, 6, 7, 2])
  }

  @Test("an episode that was not finished comes before all others, a finished one never again")
  func unfinished() throws {
    let model = try EpisodeContinuation(tail: 0).fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(1), weight: 0.4, lastSeconds: day),
    ])
    let scores = model.scores(for: ScoringRequest(history: history))
    #expect(scores[1] > scores[2] && scores[2] > scores[3] && scores[0] == 0)
  }

  @Test("the plain rule names three episodes of the newest title, then of the one before")
  func latest() throws {
    let model = try EpisodeContinuation(order: .latest).fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 500),
      .init(item: ItemIndex(5), weight: 0.1, lastSeconds: 501),
    ])
    let best = model.recommend(5, for: ScoringRequest(history: history), among: .all())
    #expect(best.map(\.item.rawValue) == [6, 7, 1, 2, 3])
  }

  @Test("what each episode adds makes the score")
  func contributions() throws {
    let model = try EpisodeContinuation().fit(dataset(), context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(1), weight: 0.8, lastSeconds: day),
    ])
    let request = ScoringRequest(history: history, atSeconds: 3 * day)
    let parts = model.contributions(to: ItemIndex(2), for: request)
    #expect(parts.map(\.item.rawValue) == [0, 1])
    let sum = parts.reduce(0) { $0 + $1.score }
    #expect(abs(sum - Double(model.scores(for: request)[2])) < 1e-6)
  }

  @Test("without places a title goes on by how lately and how much it was watched")
  func titles() throws {
    let data = try Dataset(
      interactions: InteractionMatrix(
        itemCount: 2, rowOffsets: [0, 1], columns: [0], weights: [1]),
      times: [0], items: Vocabulary(0..<2), users: Vocabulary(0..<1))
    let model = try OwnRecency(halfLifeDays: 7).fit(data, context: FitContext())
    let history = UserHistory([
      .init(item: ItemIndex(0), weight: 1, lastSeconds: 0),
      .init(item: ItemIndex(1), weight: 1, lastSeconds: 7 * day),
    ])
    let scores = model.scores(for: ScoringRequest(history: history, atSeconds: 7 * day))
    #expect(scores == [0.5, 1])
  }
}

/// The rules of three lines, on a log small enough to work out by hand.
@Suite("the plain rules for series")
struct PlainRulesTests {
  private let day: Int64 = 86_400

  /// Two series of six episodes (items 0–5 and 6–11) and two films (12, 13); two viewers watched the
  /// film 13, one the film 12.
  private func dataset() throws -> Dataset {
    try Dataset(
      interactions: InteractionMatrix(
        itemCount: 14, rowOffsets: [0, 2, 3], columns: [12, 13, 13], weights: [1, 1, 1]),
      times: [0, 0, 0], items: Vocabulary(0..<14), users: Vocabulary(0..<2),
      places: (0..<12).map { ItemPlace(title: $0 / 6, ordinal: $0 % 6) }
        + [ItemPlace(title: 2, ordinal: nil), ItemPlace(title: 3, ordinal: nil)])
  }

  /// Episode 2 of the first series a week ago, to the end; 4 of it six days ago, for a second; 1 of
  /// the second series today, half.
  private var request: ScoringRequest {
    ScoringRequest(
      history: UserHistory([
        .init(item: ItemIndex(2), weight: 1, lastSeconds: 0),
        .init(item: ItemIndex(4), weight: 0.001, lastSeconds: day),
        .init(item: ItemIndex(7), weight: 0.5, lastSeconds: 7 * day),
      ]), atSeconds: 7 * day)
  }

  @Test("the next three of each title, the title opened last first, then what most watched")
  func nextThree() throws {
    let model = try EpisodeContinuation.nextThree.fit(dataset(), context: FitContext())
    let best = model.recommend(6, for: request, among: .all())
    // 8, 9, 10 follow the 7 of today; only 5 follows the 4 of the first series.
    #expect(best.map(\.item.rawValue) == [8, 9, 10, 5, 13, 12])
  }

  @Test("own titles x next episode: decayed watches of the title, .85 a place, .3 going back")
  func ownTitles() throws {
    let model = try EpisodeContinuation.ownTitles.fit(dataset(), context: FitContext())
    let scores = model.scores(for: request)
    // Half a week old watch counts ½; what was opened for a second counts .05.
    let first = 1 * 0.5 + 0.05 * 0.5521
    let second = 0.5
    func expect(_ item: Int, _ score: Double) {
      #expect(abs(Double(scores[item]) - score) < 1e-4, "item \(item)")
    }
    // The place is the episode opened last, not the one watched: 4 and not 2.
    expect(5, first * 0.85)
    expect(3, first * 0.85 * 0.3)
    expect(0, first * 0.522 * 0.3)
    expect(8, second * 0.85)
    expect(10, second * 0.614125)
    expect(6, second * 0.85 * 0.3)
    // The tail: viewers of the most watched one count .001.
    expect(13, 0.001)
    expect(12, 0.0005)
  }
}

@Suite("where viewers go from an episode")
struct EpisodeStepsTests {
  private func dataset(_ opened: [[(item: Int32, seconds: Int64)]], places: [ItemPlace]) throws
    -> Dataset
  {
    var builder = InteractionMatrixBuilder(itemCount: places.count)
    var times: [Int64] = []
    for user in opened {
      for cell in user.sorted(by: { $0.item < $1.item }) {
        builder.add(item: ItemIndex(cell.item), weight: 1)
        times.append(cell.seconds)
      }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: times,
      items: Vocabulary((0..<places.count).map(Int64.init)),
      users: Vocabulary((0..<opened.count).map(Int64.init)), places: places)
  }

  /// A series of six episodes, one of two, and a film.
  private let places =
    (0..<6).map { ItemPlace(title: 0, ordinal: $0) }
    + (0..<2).map { ItemPlace(title: 1, ordinal: $0) } + [ItemPlace(title: 2, ordinal: nil)]

  @Test("steps are counted from what was opened to what was opened next, within a title")
  func counted() throws {
    // 0 → 1 → 3 → 2 of the long series with a film and the short series in between: +1, +2, −1; and
    // +1 of the short one.
    let data = try dataset(
      [[(0, 1), (6, 2), (1, 3), (8, 4), (3, 5), (7, 6), (2, 7)]], places: places)
    let steps = EpisodeSteps(data, priorSteps: 0, flatness: 1)
    #expect(steps.share(from: 0, to: 1) == 1)
    #expect(steps.share(from: 0, to: 2) == 0.5)
    #expect(steps.share(from: 3, to: 2) == 0.5)
    #expect(steps.share(from: 0, to: 3) == 0)
    #expect(steps.share(from: 2, to: 2) == 0)
  }

  @Test("without any step the prior speaks: forward before back, near before far")
  func prior() throws {
    let steps = EpisodeSteps(try dataset([[(0, 1)]], places: places), priorSteps: 1, flatness: 1)
    #expect(steps.share(from: 5, to: 6) == 1)
    #expect(abs(steps.share(from: 5, to: 7) - 0.6) < 1e-12)
    #expect(abs(steps.share(from: 5, to: 4) - 0.25) < 1e-12)
    #expect(abs(steps.share(from: 5, to: 3) - 0.15) < 1e-12)
  }

  @Test("flatness lifts unlikely steps, and never above the likeliest one")
  func flatness() throws {
    let steps = EpisodeSteps(try dataset([[(0, 1)]], places: places), priorSteps: 1, flatness: 0.5)
    #expect(abs(steps.share(from: 5, to: 4) - 0.5) < 1e-12)
    #expect(steps.share(from: 5, to: 6) == 1)
  }

  @Test("places at the ends of their range are no harm")
  func ends() throws {
    let steps = EpisodeSteps(try dataset([[(0, 1)]], places: places), priorSteps: 1, flatness: 1)
    #expect(steps.share(from: .min, to: .max) == 0)
    #expect(steps.share(from: .max, to: .min) == 0)
  }
}

@Suite("what is begun, and with which episode")
struct TitleEntriesTests {
  /// Two series of three episodes (items 0–2 and 3–5) and two films (6 and 7).
  ///
  /// Three viewers watched the film 6 and the second series, which two of them entered at its second
  /// episode; one watched the film 7 alone.
  private func dataset() throws -> Dataset {
    let rows: [[(Int32, Int64)]] = [
      [(4, 1), (5, 2), (6, 3)], [(4, 1), (6, 2)], [(3, 1), (4, 2), (6, 3)], [(7, 1)],
    ]
    var builder = InteractionMatrixBuilder(itemCount: 8)
    for row in rows {
      for (item, _) in row { builder.add(item: ItemIndex(item), weight: 1) }
      builder.endRow()
    }
    return try Dataset(
      interactions: builder.build(), times: rows.flatMap { $0.map(\.1) },
      items: Vocabulary(0..<8), users: Vocabulary(0..<4),
      places: (0..<6).map { ItemPlace(title: 40 + $0 / 3, ordinal: $0 % 3) }
        + [ItemPlace(title: 7, ordinal: nil), ItemPlace(title: -3, ordinal: nil)])
  }

  private func model() throws -> EpisodeContinuationModel {
    try EpisodeContinuation(entering: 1, tail: 0).fit(dataset(), context: FitContext())
  }

  private func asked(_ items: Int32...) -> ScoringRequest {
    ScoringRequest(history: UserHistory(items.map { .init(item: ItemIndex($0), weight: 1) }))
  }

  @Test("a series is entered where others began it, or at its ends, as many as begin there")
  func entry() throws {
    let scores = try model().scores(for: asked(6))
    // Viewers who began there and the prior: 1 + 5, 2, 0 + 2 of 3 + 7.
    #expect(scores[3] > 0)
    #expect(abs(scores[4] / scores[3] - 2 / 6) < 1e-5)
    #expect(abs(scores[5] / scores[3] - 2 / 6) < 1e-5)
    #expect(scores[0] == 0 && scores[7] == 0)
  }

  @Test("a title that was begun is not entered again: it is gone on with")
  func begun() throws {
    let fresh = try EpisodeContinuation(steps: .learned, entering: 0, tail: 0)
      .fit(dataset(), context: FitContext())
    #expect(try model().scores(for: asked(3))[5] == fresh.scores(for: asked(3))[5])
  }

  @Test("a film is its own entry, and what says so is what was watched")
  func film() throws {
    let (model, request) = (try model(), asked(3, 4))
    let score = model.scores(for: request)[6]
    let parts = model.contributions(to: ItemIndex(6), for: request)
    #expect(score > 0)
    #expect(parts.map(\.item) == [ItemIndex(3), ItemIndex(4)])
    #expect(abs(parts.reduce(0) { $0 + $1.score } - Double(score)) < 1e-6)
  }

  @Test("an empty history enters no title")
  func empty() throws {
    #expect(try model().scores(for: asked()).allSatisfy { $0 == 0 })
  }
}

@Suite struct NextEpisodeTests {
  private let day: Int64 = 86_400
  private let recipe = NextEpisode()

  @Test("after the third of six episodes the fourth comes first, and backwards costs")
  func order() {
    let views = (0..<3).map {
      NextEpisode.View(episode: Int32($0), ratio: 1, atSeconds: Int64($0) * 3600)
    }
    let scores = recipe.scores(episodeCount: 6, views: views, nowSeconds: 2 * 3600)
    #expect(scores[3] > scores[4] && scores[4] > scores[5])
    #expect(scores[5] > scores[1])
    #expect(abs(scores[1] / scores[3] - 0.3) < 1e-12)
    #expect(abs(scores[4] / scores[3] - 0.85) < 1e-12)
  }

  @Test("a watch counts half after seven days, and thorough watching counts more")
  func titleWeight() {
    let views = [
      NextEpisode.View(episode: 0, ratio: 1, atSeconds: 0),
      NextEpisode.View(episode: 1, ratio: 0.5, atSeconds: 7 * day),
    ]
    #expect(abs(recipe.titleWeight(views, nowSeconds: 7 * day) - 1) < 1e-12)
    #expect(abs(recipe.titleWeight(views, nowSeconds: 14 * day) - 0.5) < 1e-12)
  }

  @Test("a clock that went back makes a watch new, not heavier")
  func future() {
    let view = NextEpisode.View(episode: 0, ratio: 1, atSeconds: 100)
    #expect(recipe.titleWeight([view], nowSeconds: 0) == 1)
  }

  @Test("instants at the ends of time are no harm")
  func endsOfTime() {
    let view = NextEpisode.View(episode: 0, ratio: 1, atSeconds: .min)
    #expect(recipe.titleWeight([view], nowSeconds: .max) == 0)
  }

  @Test("the episode watched last decides, not the highest one")
  func last() {
    let views = [
      NextEpisode.View(episode: 4, ratio: 1, atSeconds: 0),
      NextEpisode.View(episode: 1, ratio: 1, atSeconds: day),
    ]
    let scores = recipe.scores(episodeCount: 6, views: views, nowSeconds: day)
    #expect(scores.indices.filter { $0 != 1 }.max { scores[$0] < scores[$1] } == 2)
  }

  @Test("without a numbered episode no episode scores")
  func unnumbered() {
    let view = NextEpisode.View(episode: nil, ratio: 1, atSeconds: 0)
    #expect(recipe.scores(episodeCount: 2, views: [view], nowSeconds: 0) == [0, 0])
    #expect(recipe.scores(episodeCount: 2, views: [], nowSeconds: 0) == [0, 0])
  }
}
