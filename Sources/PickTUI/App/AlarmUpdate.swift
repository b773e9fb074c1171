import PickClient
import PickModel

extension AppModel {
  /// A time came that was asked for.
  mutating func wake(_ alarm: Alarm) -> [Effect] {
    switch alarm {
    case .clock: return tellTime()
    case .connect: return connect()
    case .lookOut: return lookOut()
    case .slow(let request):
      pages.forEach { page in page.change { $0.turnSlow(request) } }
      return []
    case .deadline(let request):
      guard asked[request] != nil else { return [] }
      return answer(.failure(.unreachable), to: request)
    case .notice(let number):
      if notice?.number == number { notice = nil }
      return []
    case .impressions(let number): return recordCards(number)
    case .pinPause: return wakePin()
    case .kioskIdle, .kioskCountdown: return wakeKiosk(alarm)
    case .throttle: return wakeEverybody(alarm)
    case .playback, .deviceTick:
      let wasPlaying = isPlaybackRunning
      let intents = withTop { $0.wake(alarm, in: $1) }
      // The viewer was there until the end, so the time without a key begins there.
      if wasPlaying, !isPlaybackRunning { kiosk.lastKeyAt = now }
      return perform(intents)
    }
  }

  private var isPlaybackRunning: Bool {
    if case .player(let player) = pages.top { player.endsByItself } else { false }
  }

  /// The page that waits may lie below the one that shows.
  private mutating func wakeEverybody(_ alarm: Alarm) -> [Effect] {
    let context = freshContext()
    var intents: [Intent] = []
    pages.forEach { page in intents += page.change { $0.wake(alarm, in: context) } }
    return perform(intents)
  }

  /// A new minute shows; a new hour has other titles rising.
  private mutating func tellTime() -> [Effect] {
    guard case .signedIn = session, case .home(let home) = pages.top, !home.page.isLoading,
      let builtFor = home.page.value?.builtFor,
      SeoulTime(builtFor).hour != SeoulTime(now).hour
    else { return [untilNextMinute] }
    return [untilNextMinute] + ask(.home)
  }
}
