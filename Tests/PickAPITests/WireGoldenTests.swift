import PickAPI
import PickModel
import PickTestSupport
import Testing

@Suite("the wire, letter by letter")
struct WireGoldenTests {
  private func text(_ payload: some WirePayload) -> String {
    String(decoding: WireJSON.encode(payload), as: UTF8.self)
  }

  @Test("a card says what a screen draws, and leaves out what is not there")
  func card() {
    let card = SampleWorld.card(1, reason: .unfinished, progress: 42)
    #expect(
      text(card)
        == #"{"age_rating":0,"category":"drama","genre":{"name":"스릴러"},"id":"1","kind":"series","#
        + #""name":"소나기 형사","name_en":"Detective Shower","play":{"asset":"101","#
        + #""episode":{"number":1,"season":1},"progress":{"is_finished":false,"#
        + #""last_watched_at":1795154700000,"position":1512,"running_seconds":3600}},"#
        + #""reason":{"kind":"unfinished"},"year":2018}"#)
  }

  @Test("a shelf says its common reason once")
  func shelf() {
    let title = Title(
      id: .init(9), name: LocalizedText("비"), kind: .film, category: nil, genres: [], year: nil,
      ageRating: nil, availability: .always, addedAt: SampleWorld.now)
    let cards = [Reason.onMyList, .onMyList, .newRelease].map {
      Card(title, playable: nil, reason: $0)
    }
    #expect(
      text(ShelfResult.loaded(Shelf(kind: .myList, cards: cards, next: PageCursor("abc"))))
        == #"{"cards":[{"id":"9","kind":"film","name":"비"},{"id":"9","kind":"film","name":"비"},"#
        + #"{"id":"9","kind":"film","name":"비","reason":{"kind":"new_release"}}],"#
        + #""id":"my-list","kind":"my_list","next":"abc","reason":{"kind":"on_my_list"}}"#)
    #expect(
      text(ShelfResult.failed(.hero(.fridayNight)))
        == #"{"failed":true,"id":"hero:fridayNight","kind":"hero","tab":"friday_night"}"#)
  }

  @Test("a watch event is numbers a store keeps, identifiers as strings")
  func event() {
    let item = WatchEventsRequest.Item(
      id: EventID(high: 1, low: 255), asset: .init(.max), startedAt: SampleWorld.now,
      watchedSeconds: 60, position: 61)
    #expect(
      text(WatchEventsRequest([item]))
        == #"{"events":[{"asset":"9223372036854775807","id":"000000000000000100000000000000ff","#
        + #""position":61,"started_at":1795154700000,"watched_seconds":60}]}"#)
  }

  @Test("a problem is RFC 9457 with a code")
  func problem() {
    #expect(
      text(Problem(.invalidBody, field: "events.0.id", requestID: "r1"))
        == #"{"code":"invalid_body","field":"events.0.id","request_id":"r1","status":400,"#
        + #""title":"The body is not what is expected","type":"urn:pick:problem:invalid_body"}"#)
  }
}
