import PickClient
import PickModel
import Testing

@Suite("Clock doubt")
struct ClockDoubtTests {
  let pair = TokenPair.sample()

  @Test(
    "a clock within five minutes behind is plausible",
    arguments: [(0, nil), (300, nil), (301, .behind(seconds: 301))] as [(Int64, ClockDoubt?)])
  func behind(seconds: Int64, doubt: ClockDoubt?) {
    #expect(ClockDoubt(now: pair.issuedAt.advanced(bySeconds: -seconds), pair: pair) == doubt)
  }

  @Test("an absence of a season is an absence; a longer one may be the clock")
  func ahead() {
    let season: Int64 = 90 * 86_400
    let end = pair.refreshExpiresAt
    #expect(ClockDoubt(now: end.advanced(bySeconds: season), pair: pair) == nil)
    #expect(
      ClockDoubt(now: end.advanced(bySeconds: season + 1), pair: pair)
        == .ahead(seconds: season + 1))
  }
}
