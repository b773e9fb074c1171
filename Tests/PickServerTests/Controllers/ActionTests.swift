import HTTPTypes
import PickAPI
import PickModel
import PickTestSupport
import Testing

@Suite("what a viewer does, over the wire")
struct ActionTests {
  private let now = StoreSample.now

  @Test("choices are made, withdrawn, and seen on the very next page")
  func choices() async throws {
    let signedIn = try await SignedInServer()
    func status(_ endpoint: Endpoint, _ body: (any WirePayload)? = nil) async throws -> Int {
      try await signedIn.send(endpoint, endpoint.target("1"), body).status
    }
    func page() async throws -> TitlePage {
      try await signedIn.send(.title, Endpoint.title.target("1")).payload(TitlePage.self)
    }
    let before = try await signedIn.send(.home)
    #expect(try await status(.addToMyList) == 204)
    #expect(try await signedIn.send(.home).headers[.eTag] != before.headers[.eTag])
    #expect(try await signedIn.send(.myList).payload(CardsPayload.self).cards.count == 1)
    #expect(try await status(.setThumb, ThumbRequest(.down)) == 204)
    #expect(try await page().thumb == .down)
    #expect(try await status(.withdrawThumb) == 204)
    #expect(try await status(.hide) == 204)
    #expect(try await page().isHidden)
    #expect(try await status(.unhide) == 204)
    #expect(try await status(.removeFromMyList) == 204)
    #expect(try await status(.forget) == 204)
    #expect(try await status(.unforget) == 204)
    #expect(try await status(.withdraw, WithdrawRequest(since: now)) == 204)
    #expect(try await status(.setAside) == 204)
    #expect(try await status(.putBack) == 204)
    let after = try await page()
    #expect(after.thumb == nil && !after.isHidden && !after.isOnMyList)
  }

  @Test("a choice about a title that is not there is not found")
  func noSuchTitle() async throws {
    let signedIn = try await SignedInServer()
    let target = Endpoint.addToMyList.target("99")
    #expect(try await signedIn.send(.addToMyList, target).status == 404)
  }

  private func event(_ low: UInt64, asset: Int64 = 11, at: Instant? = nil)
    -> WatchEventsRequest.Item
  {
    WatchEventsRequest.Item(
      id: EventID(at: now, rest: (0, low)), asset: Asset.ID(asset), startedAt: at ?? now,
      watchedSeconds: 3000, position: 3000)
  }

  @Test("a batch is recorded once, and what it is about need not be there")
  func batch() async throws {
    let signedIn = try await SignedInServer()
    let future = now.advanced(bySeconds: 3600)
    let items = [event(1), event(2, asset: 999), event(3), event(4, at: future)]
    let first: BatchAnswer = try await signedIn.send(
      .recordWatchEvents, nil, WatchEventsRequest(items)
    ).payload()
    #expect(first == BatchAnswer(recorded: 2, rejected: [items[1].id, items[3].id]))
    let again: BatchAnswer = try await signedIn.send(
      .recordWatchEvents, nil, WatchEventsRequest(items)
    ).payload()
    #expect(again.recorded == 0)
    let history: HistoryPayload = try await signedIn.send(.history).payload()
    #expect(history.entries.map(\.asset) == [Asset.ID(11)])
  }

  @Test("detail views and impressions are recorded once")
  func seen() async throws {
    let signedIn = try await SignedInServer()
    let views = DetailViewsRequest([
      .init(id: EventID(high: 1, low: 1), title: Title.ID(1), at: now),
      .init(id: EventID(high: 1, low: 2), title: Title.ID(99), at: now),
    ])
    let answer: BatchAnswer = try await signedIn.send(.recordDetailViews, nil, views).payload()
    #expect(answer == BatchAnswer(recorded: 1, rejected: [EventID(high: 1, low: 2)]))
    let cards = ImpressionsRequest(
      [
        .init(
          id: EventID(high: 2, low: 1), shelf: Shelf.ID("top10"), title: Title.ID(2),
          position: 0, at: now)
      ], recommendationID: "abc")
    for expected in [1, 0] {
      let answer: BatchAnswer = try await signedIn.send(.recordImpressions, nil, cards).payload()
      #expect(answer == BatchAnswer(recorded: expected, rejected: []))
    }
    let stored = try await signedIn.send(.myPage).payload(MyPage.self).stored
    #expect(stored.detailViews == 1 && stored.impressions == 1)
  }

  @Test("501 facts are too many for one batch")
  func tooMany() async throws {
    let signedIn = try await SignedInServer()
    let items = (0...500).map { event(UInt64($0)) }
    let answer = try await signedIn.send(.recordWatchEvents, nil, WatchEventsRequest(items))
    #expect(answer.status == 413)
    #expect(answer.code == "batch_too_large")
  }

  @Test("a running playback is continued, and marking it watched finishes it")
  func playback() async throws {
    let signedIn = try await SignedInServer()
    let id = EventID(high: 3, low: 3)
    let playback = PlaybackRequest(
      asset: Asset.ID(21), startedAt: now, watchedSeconds: 600, position: 600)
    let target = Endpoint.savePlayback.target(id.wireText)
    #expect(try await signedIn.send(.savePlayback, target, playback).status == 204)
    let home = try await signedIn.send(.home).payload(HomePayload.self).page
    #expect(home.shelves.first?.kind == .continueWatching)
    let marked = MarkWatchedRequest(id: EventID(high: 4, low: 4), at: now)
    let watched = Endpoint.markWatched.target("21")
    #expect(try await signedIn.send(.markWatched, watched, marked).status == 204)
    let unwatched = Endpoint.unmarkWatched.target("21")
    #expect(try await signedIn.send(.unmarkWatched, unwatched, marked).status == 204)
    let unknown = Endpoint.markWatched.target("999")
    #expect(try await signedIn.send(.markWatched, unknown, marked).status == 404)
    let ahead = MarkWatchedRequest(
      id: EventID(high: 4, low: 5), at: now.advanced(bySeconds: 3600))
    #expect(try await signedIn.send(.markWatched, watched, ahead).code == "instant_in_future")
    let nowhere = PlaybackRequest(
      asset: Asset.ID(999), startedAt: now, watchedSeconds: 1, position: 1)
    let other = Endpoint.savePlayback.target(EventID(high: 3, low: 4).wireText)
    #expect(try await signedIn.send(.savePlayback, other, nowhere).status == 404)
  }

  @Test("what one viewer does is nobody else's page")
  func apart() async throws {
    let signedIn = try await SignedInServer()
    let other = try await SignedInServer.signIn(
      signedIn.test, Credentials(number: "1002", password: SignedInServer.password))
    let target = Endpoint.addToMyList.target("1")
    #expect(try await signedIn.send(.addToMyList, target).status == 204)
    let theirs = try await signedIn.send(.myList, token: other.accessToken)
    #expect(try theirs.payload(CardsPayload.self).cards.isEmpty)
  }
}
