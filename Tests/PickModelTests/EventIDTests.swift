import PickModel
import Testing

@Suite("Identities of facts")
struct EventIDTests {
  @Test("the first 48 bits are the time in milliseconds")
  func time() {
    let id = EventID(at: Instant(millisecondsSince1970: 0x0123_4567_89AB), rest: (0xCDEF, 7))
    #expect(id.high == 0x0123_4567_89AB_CDEF)
    #expect(id.low == 7)
  }

  @Test("a time before 1970 counts as 1970, one past 48 bits keeps the lower bits")
  func odd() {
    #expect(EventID(at: Instant(millisecondsSince1970: -5), rest: (1, 2)).high == 1)
    #expect(EventID(at: Instant(millisecondsSince1970: 1 << 48), rest: (1, 2)).high == 1)
  }

  @Test("later facts come later")
  func order() {
    let early = EventID(at: Instant(millisecondsSince1970: 1), rest: (0xFFFF, .max))
    let late = EventID(at: Instant(millisecondsSince1970: 2), rest: (0, 0))
    #expect(early < late)
    #expect(EventID(high: 1, low: 1) < EventID(high: 1, low: 2))
  }

  @Test("two facts of one instant differ")
  func random() {
    var generator = SystemRandomNumberGenerator()
    let at = Instant(millisecondsSince1970: 1)
    #expect(EventID(at: at, using: &generator) != EventID(at: at, using: &generator))
  }
}
