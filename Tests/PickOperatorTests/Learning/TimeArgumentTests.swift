import PickModel
import Testing

@testable import PickOperator

@Suite("A time on the command line")
struct TimeArgumentTests {
  @Test(
    "Seoul's wall clock unless a zone is named",
    arguments: [
      ("2026-11-20", 1_795_100_400), ("2026-11-20T22:30", 1_795_181_400),
      ("2026-11-20 22:30:05", 1_795_181_405), ("2026-11-20T13:30Z", 1_795_181_400),
      ("2026-11-20T22:30+09:00", 1_795_181_400), ("2026-11-20T08:30:00-05:00", 1_795_181_400),
      ("1795181400", 1_795_181_400), ("-5", -5), ("20261120", 1_795_100_400),
    ] as [(String, Int64)])
  func forms(text: String, seconds: Int64) {
    #expect(TimeArgument(argument: text)?.instant == Instant(secondsSince1970: seconds))
  }

  @Test(
    "anything else is none",
    arguments: [
      "", "today", "2026-13-01", "2026-02-30", "2026-11-20T24:00", "2026-11-20T1", "2026-11-20Z",
      "2026-11-20T10:00+25:00", "9223372036854775807", "2026-11-20T10:00:00:00", "20-11-",
    ])
  func refused(text: String) { #expect(TimeArgument(argument: text) == nil) }
}
