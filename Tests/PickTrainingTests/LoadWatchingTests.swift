import PickModel
import PickRecommender
import PickStore
import PickTestSupport
import PickTraining
import Testing

@Suite("LoadWatching")
struct LoadWatchingTests {
  private let load = LoadWatching(catalog: TrainingWorld.catalog, watches: TrainingWorld.watches)

  @Test("at episode level columns are assets that know their series, weights are watch ratios")
  func episodes() async throws {
    var watches = ArrayWatches()
    watches.events = [
      TrainingWorld.watch(1001, by: 3, at: TrainingWorld.now, seconds: 1500),
      TrainingWorld.watch(101, by: 3, at: TrainingWorld.now.advanced(bySeconds: 9)),
      TrainingWorld.watch(
        1001, by: 3, at: TrainingWorld.now.advanced(bySeconds: 60), seconds: 300),
    ]
    let load = LoadWatching(catalog: TrainingWorld.catalog, watches: watches)
    let data = try await load(.episode, before: TrainingWorld.now.advanced(bySeconds: 99)).dataset
    #expect(data.items.identifiers == (101...109).map { Int64($0) } + (1000...1003))
    #expect(data.places[9...].map(\.ordinal) == [0, 1, 2, 3])
    #expect(data.places[..<9].allSatisfy { $0.ordinal == nil })
    #expect(Set(data.places[9...].map(\.title)).count == 1)
    #expect(data.documents.count == data.items.count)
    let history = data.history(of: UserIndex(0)).entries
    #expect(history.map(\.item.position) == [0, 10])
    #expect(history.map(\.weight) == [1, 0.6])
    let last = TrainingWorld.now.advanced(bySeconds: 60).secondsSince1970
    #expect(history[1].lastSeconds == last)
  }

  @Test("what began at the instant or later is not seen, and the log ends where the data set does")
  func cut() async throws {
    let instant = TrainingWorld.now.advanced(bySeconds: -86_400 * 19)
    for level in DataLevel.allCases {
      let watching = try await load(level, before: instant)
      #expect(watching.dataset.times.allSatisfy { $0 < instant.secondsSince1970 })
      #expect(watching.eventCount == TrainingWorld.viewerCount)
      let log = try await load.log(level, before: instant)
      #expect(log.users == watching.dataset.users && log.items == watching.dataset.items)
      #expect(log.events.map(\.atSeconds) == watching.dataset.times)
      #expect(log.places == watching.dataset.places)
    }
  }

  @Test(
    "a sample holds all events of some viewers, the same ones in whatever order they come",
    arguments: [1, 10, 30, 1000])
  func sample(limit: Int) async throws {
    var watches = TrainingWorld.watches
    let whole = try await load.log(.title, before: TrainingWorld.now)
    var samples: [InteractionLog] = []
    let viewers = Array(0..<TrainingWorld.viewerCount)
    for order in [viewers, viewers.reversed()] {
      watches.events = order.flatMap(TrainingWorld.events)
      let load = LoadWatching(catalog: TrainingWorld.catalog, watches: watches)
      let watching = try await load(.title, before: TrainingWorld.now, sampling: limit)
      samples.append(try #require(watching.sample))
    }
    #expect(samples[0].users == samples[1].users && samples[0].events == samples[1].events)
    #expect(samples[0].events.count <= limit && samples[0].items == whole.items)
    #expect((limit == 1000) == (samples[0].users == whole.users))
    #expect((limit < 10) == samples[0].events.isEmpty)
    for (position, user) in samples[0].users.identifiers.enumerated() {
      let all = try #require(whole.users.position(of: user))
      #expect(samples[0].events(of: position).count == whole.events(of: all).count)
    }
  }

  @Test("an empty catalogue and a store that fails are told")
  func failures() async throws {
    let empty = LoadWatching(catalog: ArrayCatalog(), watches: ArrayWatches())
    await #expect(throws: TrainError.emptyCatalog) {
      try await empty(.title, before: .init(secondsSince1970: 0))
    }
    let failing = LoadWatching(
      catalog: TrainingWorld.catalog, watches: ArrayWatches(failure: .busy))
    await #expect(throws: TrainError.store(.busy)) {
      try await failing.log(.episode, before: TrainingWorld.now)
    }
  }
}
