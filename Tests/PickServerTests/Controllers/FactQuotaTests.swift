import HTTPTypes
import PickAPI
import PickCore
import PickModel
import PickStore
import PickTestSupport
import Testing

@testable import PickServer

@Suite("quotas of facts, a viewer and hour")
struct FactQuotaTests {
  private let now = StoreSample.now
  private let mina = Viewer.ID(101)
  private let jun = Viewer.ID(102)

  @Test(
    "an hour's facts may come at once, then they come as the bucket empties",
    arguments: FactQuotas.Kind.allCases)
  func bucket(kind: FactQuotas.Kind) {
    let quotas = FactQuotas()
    let all = Int(kind.perHour)
    #expect(quotas.take(all, kind, of: mina, at: now) == nil)
    let wait = quotas.take(1, kind, of: mina, at: now)
    #expect(wait == Int((kind.interval + 999) / 1000))
    #expect(quotas.take(1, kind, of: jun, at: now) == nil)
    #expect(quotas.take(all, kind, of: mina, at: now) == 3600)
    #expect(quotas.take(all / 2, kind, of: mina, at: now.advanced(bySeconds: 1800)) == nil)
    #expect(quotas.take(1, kind, of: mina, at: now.advanced(bySeconds: 1800)) != nil)
    // A request that was overtaken by others is no clock that was set back.
    #expect(quotas.take(1, kind, of: mina, at: now.advanced(bySeconds: 1790)) != nil)
    #expect(quotas.take(1, kind, of: mina, at: now.advanced(bySeconds: 1800)) != nil)
    // After a clock was set back, a viewer waits an hour at most.
    #expect(quotas.take(1, kind, of: mina, at: now.advanced(bySeconds: -86_400)) == nil)
  }

  @Test("what was given back may come again, and whole batches fit")
  func givingBack() {
    let quotas = FactQuotas()
    #expect(quotas.take(2000, .events, of: mina, at: now) == nil)
    quotas.giveBack(500, .events, of: mina)
    #expect(quotas.take(501, .events, of: mina, at: now) != nil)
    #expect(quotas.take(500, .events, of: mina, at: now) == nil)
    #expect(FactQuotas.Kind.allCases.allSatisfy { $0.perHour >= WireLimits.batchCount })
  }

  @Test("however many viewers there are, so many buckets are remembered")
  func memory() {
    let quotas = FactQuotas(capacity: 100)
    for viewer in 1...10_000 as ClosedRange<Int64> {
      _ = quotas.take(1, .events, of: Viewer.ID(viewer), at: now)
    }
    #expect(quotas.count <= 200)
  }

  private func batch(_ number: Int, count: Int = 500, seconds: Int = 604_800)
    -> WatchEventsRequest
  {
    WatchEventsRequest(
      (0..<count).map { index in
        WatchEventsRequest.Item(
          id: EventID(at: now, rest: (UInt16(number), UInt64(index))), asset: Asset.ID(11),
          startedAt: now, watchedSeconds: seconds, position: 60)
      })
  }

  @Test("events beyond the quota are refused whole, with when to come again; others are not")
  func events() async throws {
    let signedIn = try await SignedInServer()
    for number in 0..<4 {
      // Sent twice: what is known already does not count again.
      for expected in [500, 0] {
        let answer: BatchAnswer = try await signedIn.send(
          .recordWatchEvents, nil, batch(number)
        ).payload()
        #expect(answer.recorded == expected)
        if number == 3 { break }
      }
    }
    let refused = try await signedIn.send(.recordWatchEvents, nil, batch(4))
    #expect(refused.status == 429)
    #expect(refused.code == "too_many_requests")
    #expect(refused.headers[.retryAfter] == "900")
    // Nothing of a batch that is partly over is stored.
    let stored = try await signedIn.test.database.history(
      of: mina, before: now.advanced(bySeconds: 86_400))
    #expect(stored.count == 2000)
    #expect(try await signedIn.send(.home).status == 200)
    let view = DetailViewsRequest([
      .init(id: EventID(high: 1, low: 1), title: Title.ID(1), at: now)
    ])
    #expect(try await signedIn.send(.recordDetailViews, nil, view).status == 200)
    signedIn.test.clock.advance(bySeconds: 900)
    #expect(try await signedIn.send(.recordWatchEvents, nil, batch(4)).status == 200)
  }

  @Test("one viewer's thousand events of a week weigh no more than another's evening")
  func popularity() async throws {
    let signedIn = try await SignedInServer()
    for number in 0..<2 {
      #expect(try await signedIn.send(.recordWatchEvents, nil, batch(number)).status == 200)
    }
    let database = signedIn.test.database
    for viewer in 101...102 as ClosedRange<Int64> {
      try await database.append([
        StoreSample.event(10_000 + UInt64(viewer), viewer: viewer, asset: 21, seconds: 8000)
      ])
    }
    let top = try await database.popularTitles(in: .all, count: 5)
    // A thousand events of one person on one day are one share; two people are two.
    #expect(top.map(\.title.rawValue) == [2, 1])
    #expect(top[0].weight / top[1].weight > 1.99)
  }

  @Test("no playback is believed to be longer than the time there was for it")
  func plausible() async throws {
    let signedIn = try await SignedInServer()
    let answer = try await signedIn.send(.recordWatchEvents, nil, batch(0, count: 1))
    #expect(answer.status == 200)
    let stored = try await signedIn.test.database.history(
      of: mina, before: now.advanced(bySeconds: 86_400))
    #expect(stored.map(\.watchedSeconds) == [21_600])
    let long = StoreSample.event(seconds: 604_800)
    #expect(long.plausible(at: now.advanced(bySeconds: 3600)).watchedSeconds == 25_200)
    #expect(long.plausible(at: now.advanced(bySeconds: 604_800)).watchedSeconds == 86_400)
    #expect(long.plausible(at: now.advanced(bySeconds: -3600)).watchedSeconds == 21_600)
    #expect(StoreSample.event(seconds: 3000).plausible(at: now).watchedSeconds == 3000)
  }

  @Test(
    "a card on a shelf that there is not is rejected, and the others of its batch are stored",
    arguments: [
      ("top10", true), ("hero:weekend", true), ("because:42", true), ("my-list", true),
      ("genre:nowhere", false), ("hero:monday", false), ("because:-1", false),
      ("because:", false), ("Top10", false), ("x", false), ("top10\u{301}", false),
    ])
  func shelves(name: String, isKnown: Bool) async throws {
    let signedIn = try await SignedInServer()
    let named = EventID(high: 2, low: 1)
    let request = ImpressionsRequest([
      .init(id: named, shelf: Shelf.ID(name), title: Title.ID(1), position: 0, at: now),
      .init(
        id: EventID(high: 2, low: 2), shelf: Shelf.ID("top10"), title: Title.ID(1), position: 1,
        at: now),
    ])
    let answer: BatchAnswer = try await signedIn.send(.recordImpressions, nil, request).payload()
    #expect(
      answer == BatchAnswer(recorded: isKnown ? 2 : 1, rejected: isKnown ? [] : [named]))
  }

  @Test("every shelf of a front page and of a category may be named")
  func ownShelves() async throws {
    let signedIn = try await SignedInServer()
    let catalog = try await signedIn.test.server.backend.engine.catalogSnapshot()
    let genres = Set(catalog.titles.flatMap(\.genres))
    let reference = TitleReference(id: Title.ID(1), name: LocalizedText("작품"))
    var kinds: [Shelf.Kind] = [
      .continueWatching, .pickedForYou, .becauseWatched(reference),
      .similarToLastWatched(reference), .newEpisodes, .top10, .newReleases, .myList, .noGenre,
    ]
    for tab in HeroTab.allCases { kinds.append(.hero(tab)) }
    for genre in genres { kinds += [.genre(genre), .favouriteGenre(genre)] }
    let request = ImpressionsRequest(
      kinds.enumerated().map { index, kind in
        .init(
          id: EventID(high: 3, low: UInt64(index)), shelf: kind.shelfID, title: Title.ID(1),
          position: 0, at: now)
      })
    let answer: BatchAnswer = try await signedIn.send(.recordImpressions, nil, request).payload()
    #expect(answer == BatchAnswer(recorded: kinds.count, rejected: []))
  }

  @Test("choices have a quota too")
  func choices() async throws {
    let signedIn = try await SignedInServer()
    let target = Endpoint.addToMyList.target("1")
    var status = 204
    var count = 0
    while status == 204, count <= 2000 {
      status = try await signedIn.send(.addToMyList, target).status
      count += 1
    }
    #expect(status == 429 && count == 2001)
  }

  @Test(
    "a recommendation is named in printable ASCII, or the batch is refused",
    arguments: [("a-1", 200), ("a\u{301}", 400), ("a\n", 400)])
  func recommendation(name: String, status: Int) async throws {
    let signedIn = try await SignedInServer()
    let request = ImpressionsRequest(
      [
        .init(
          id: EventID(high: 2, low: 1), shelf: Shelf.ID("top10"), title: Title.ID(1), position: 0,
          at: now)
      ], recommendationID: name)
    #expect(try await signedIn.send(.recordImpressions, nil, request).status == status)
  }
}
