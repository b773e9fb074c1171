import Testing

@testable import PickRecommender

@Suite("a blend that chooses its settings on the last weeks of what it learns from")
struct ChosenBlendTests {
  private static let day: Int64 = 86_400

  /// Users of two kinds watch one item of their kind a week for six weeks, none of them twice.
  private func log(users: Int64 = 40) -> InteractionLog {
    InteractionLog(
      rows: (0..<users).flatMap { user in
        (0..<6).map { week in
          InteractionLog.Row(
            user: user, item: (user / 2 + week * 3) % 20 * 2 + user % 2, rating: 1,
            atSeconds: week * 7 * Self.day + user)
        }
      })
  }

  @Test("it is what the inner splits of the log choose")
  func chosen() throws {
    let log = log()
    let dataset = try log.dataset()
    let context = FitContext(seed: 3)
    let fitted = try ChosenBlend().fitted(dataset, context: context.learning(from: log))
    let choice = try #require(fitted.choice)
    #expect(choice.splits.count == 3 && choice.cases == 120)
    let expected = try choice.blend.fit(dataset, context: context)
    let request = ScoringRequest(history: dataset.history(of: UserIndex(0)))
    #expect(fitted.model.scores(for: request) == expected.scores(for: request))
    let again = try ChosenBlend().fitted(dataset, context: context.learning(from: log))
    #expect(again.choice == choice)
  }

  @Test("with too few cases, or all at one instant, it is the standard blend")
  func standard() throws {
    let few = log(users: 10)
    var atOnce = InteractionLog(try few.dataset())
    atOnce = InteractionLog(
      rows: atOnce.events.indices.map {
        .init(user: Int64($0), item: Int64($0 % 7), rating: 1, atSeconds: 5)
      })
    for log in [few, atOnce] {
      let dataset = try log.dataset()
      let fitted = try ChosenBlend(standard: .continuing).fitted(
        dataset, context: FitContext().learning(from: log))
      #expect(fitted.choice == nil)
      let expected = try Blend.continuing.fit(dataset, context: FitContext())
      let request = ScoringRequest(history: dataset.history(of: UserIndex(0)))
      #expect(fitted.model.scores(for: request) == expected.scores(for: request))
    }
  }

  @Test("it is chosen by splits like the one that asks, of its past alone")
  func asked() throws {
    let log = log(users: 80)
    for (method, count) in [
      (SplitPlan.Method.userTime(testFraction: 0.2), 1), (.random(folds: 3), 3),
      (.globalTime(testFraction: 0.2), 1), (.weekly(windows: 2), 3),
    ] {
      let split = try SplitPlan(method, catalogue: .all).rankingSplits(of: log)[0]
      let fitted = try ChosenBlend().fitted(
        split.train, context: FitContext().learning(from: split))
      let choice = try #require(fitted.choice)
      #expect(choice.splits.count <= count)
      #expect(choice.splits.allSatisfy { $0.hasPrefix(method.name) })
    }
  }

  @Test("where events are dealt at random, nothing fades and no order counts")
  func orderless() throws {
    let log = log(users: 80)
    for (method, fades) in [
      (SplitPlan.Method.random(folds: 2), false), (.userTime(testFraction: 0.2), true),
    ] {
      let split = try SplitPlan(method, catalogue: .all).rankingSplits(of: log)[0]
      let fitted = try ChosenBlend().fitted(
        split.train, context: FitContext().learning(from: split))
      let choice = try #require(fitted.choice)
      let tried = Set(choice.trials.map(\.name))
      #expect(tried.contains("damping"))
      for name in ["recency-floor", "sequence", "popularity-half-life-days"] {
        #expect(tried.contains(name) == fades)
      }
      if !fades {
        #expect(choice.blend.recency.floor == 1 && choice.blend.shares.sequence == 0)
      }
    }
  }

  @Test("where titles may be continued, and at episode level, nothing is chosen")
  func continuing() throws {
    let log = log()
    let split = try SplitPlan(.weekly(windows: 1), task: .nextWatch).rankingSplits(of: log)[0]
    let fitted = try ChosenBlend().fitted(split.train, context: FitContext().learning(from: split))
    #expect(fitted.choice == nil)
    let data = try log.dataset()
    let placed = try Dataset(
      interactions: data.interactions, times: data.times, items: data.items, users: data.users,
      places: data.items.identifiers.map { ItemPlace(title: Int32($0 % 2), ordinal: Int32($0)) })
    let model = try ChosenBlend().fit(placed, context: FitContext().learning(from: log))
    let goingOn = try EpisodeContinuation().fit(placed, context: FitContext())
    for user in 0..<3 {
      let request = ScoringRequest(
        history: placed.history(of: UserIndex(user)), atSeconds: 50 * Self.day)
      #expect(model.scores(for: request) == goingOn.scores(for: request))
    }
  }

  /// Fits only when every event it is shown is of the past.
  private struct Watchful: Recommender {
    let instants: [Int64]
    let pasts: [Int]

    func fit(_ dataset: Dataset, context: FitContext) throws(FitError) -> BlendModel {
      let events = context.part(0...0.5).events(of: dataset).events
      guard let place = pasts.firstIndex(of: events.count),
        events.allSatisfy({ $0.atSeconds < instants[place] })
      else { throw .cancelled }
      return try Blend.tasteAlone.fit(dataset, context: context)
    }
  }

  @Test("an evaluation shows a recipe the events of the past, and no later one")
  func past() throws {
    let log = log()
    let splits = try SplitPlan(.weekly(windows: 2), catalogue: .all).rankingSplits(of: log)
    let instants = splits.map { $0.instants[0] }
    let pasts = instants.map { instant in log.events.count { $0.atSeconds < instant } }
    #expect(Set(pasts).count == 2)
    let recipe = Watchful(instants: instants, pasts: pasts)
    let report = try Evaluator().evaluate(recipe, as: "watchful", on: splits).report
    #expect(report.users > 0)
  }

  @Test("weights are fitted once for one set of settings and asked again for any shares")
  func fittedOnce() throws {
    let known = FittedWeights()
    let weights = ItemMatrix.empty(itemCount: 3)
    var fits = 0
    for part in [
      FittedWeights.Part.taste(EASE(), damping: 0), .taste(EASE(), damping: 0.1),
      .taste(EASE(), damping: 0), .sequence(WatchSequence()), .content(ContentSimilarity()),
      .content(ContentSimilarity()),
    ] {
      _ = try known(part) { () throws(FitError) in
        fits += 1
        return weights
      }
    }
    #expect(fits == 4)
  }

  @Test("emphasis is a setting of its own of what counts the size of weights, and is not searched")
  func emphasis() throws {
    for id in [Algorithm.ID.ease, .easeFeatures, .popularity, .als] {
      let setting = try #require(Algorithm[id]?.settings.first { $0.name == "emphasis" })
      #expect(setting.standard == .real(1))
      #expect(setting.search == .real(1...1, isLogarithmic: false))
    }
    let ease = try Algorithm[.ease]?.recommender(["emphasis": "0"]) as? EASE
    #expect(ease?.emphasis == Emphasis.none)
    let popularity = try Algorithm[.popularity]?.recommender(["emphasis": "0"]) as? Popularity
    #expect(popularity?.emphasis == Emphasis.none)
  }
}
