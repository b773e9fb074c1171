import PickModel

/// The seconds after the end of an episode until the next one plays by itself.
struct NextEpisodeCountdown: Equatable, Sendable {
  /// Seconds it begins with.
  static let seconds = 10
  /// Episodes that play by themselves in a row; then the player asks whether the viewer still watches.
  static let mostInARow = 3

  /// Seconds left, from 1.
  private(set) var secondsLeft = Self.seconds

  /// A second is over; `false` at the end.
  mutating func count() -> Bool {
    guard secondsLeft > 1 else { return false }
    secondsLeft -= 1
    return true
  }
}

extension PlayerModel {
  /// Whether the next episode waits for the answer to "still watching?".
  var asksWhetherWatched: Bool {
    playback?.isEnded == true && playedOn >= NextEpisodeCountdown.mostInARow && following != nil
  }

  /// Begins to count down to the next episode, where there is one and it may play by itself.
  ///
  /// A lobby's playback ends with its episode: the next visitor must not wait for a series.
  mutating func beginCountdown(in context: PageContext) -> [Effect] {
    guard playback?.isEnded == true, following != nil, !context.isKiosk, !asksWhetherWatched
    else { return [] }
    countdown = NextEpisodeCountdown()
    return nextCount
  }

  /// A second of the countdown is over; an alarm of an earlier one changes nothing.
  mutating func wakeCountdown(_ alarm: Alarm) -> [Effect] {
    guard var left = countdown,
      alarm == .nextEpisode(run: run, secondsLeft: left.secondsLeft)
    else { return [] }
    guard left.count() else {
      countdown = nil
      return following.map { [.playOn(title, $0.id, inARow: playedOn + 1)] } ?? []
    }
    countdown = left
    return nextCount
  }

  private var nextCount: [Effect] {
    countdown.map {
      [.wake(.nextEpisode(run: run, secondsLeft: $0.secondsLeft), afterMilliseconds: 1000)]
    } ?? []
  }
}
