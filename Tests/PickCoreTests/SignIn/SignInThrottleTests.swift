import PickCore
import PickModel
import Testing

@Suite("Sign-in throttle")
struct SignInThrottleTests {
  let throttle = SignInThrottle()
  let then = Instant(secondsSince1970: 1_795_181_400)

  @Test(
    "the delay doubles with each failure after the first, up to five minutes",
    arguments: [
      (0, 0), (1, 0), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 64), (8, 128), (9, 256),
      (10, 300), (11, 300), (1_000_000, 300), (Int.max, 300),
    ] as [(Int, Int64)])
  func doubles(failures: Int, seconds: Int64) {
    #expect(throttle.delaySeconds(afterFailures: failures) == seconds)
  }

  @Test(
    "the countdown is in whole seconds, rounded up, and ends at the very instant",
    arguments: [
      (0, 8), (1, 8), (1000, 7), (7000, 1), (7999, 1), (8000, nil), (9000, nil),
    ] as [(Int64, Int?)])
  func counts(elapsedMilliseconds: Int64, left: Int?) {
    let failures = FailedSignIns(count: 4, lastAt: then)
    let now = Instant(millisecondsSince1970: then.millisecondsSince1970 + elapsedMilliseconds)
    #expect(throttle.retryAfterSeconds(failures, at: now) == left)
  }

  @Test("nobody who has not failed waits")
  func clean() { #expect(throttle.retryAfterSeconds(nil, at: then) == nil) }

  @Test("failures of yesterday do not count")
  func forgets() {
    let failures = FailedSignIns(count: 40, lastAt: then)
    #expect(throttle.retryAfterSeconds(failures, at: then.advanced(bySeconds: 86_400)) == nil)
  }

  @Test("a clock that was set back a year locks nobody out")
  func clockSetBack() {
    let failures = FailedSignIns(count: 40, lastAt: then)
    let lastYear = then.advanced(bySeconds: -365 * 86_400)
    #expect(throttle.retryAfterSeconds(failures, at: lastYear) == nil)
  }

  @Test("a clock that is behind by seconds, as another server's may be, changes nothing")
  func clockBehind() {
    let failures = FailedSignIns(count: 4, lastAt: then)
    for seconds in [Int64(-1), -30, -60] {
      #expect(throttle.retryAfterSeconds(failures, at: then.advanced(bySeconds: seconds)) == 8)
    }
  }
}
