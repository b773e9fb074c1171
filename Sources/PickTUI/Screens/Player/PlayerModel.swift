import PickClient
import PickModel

/// A simulated playback: a clock that runs, pauses, seeks, and feeds the recommender.
public struct PlayerModel: Equatable, Sendable {
  /// What plays.
  let title: Title.ID
  /// Which part was asked for; the next one when `nil`.
  let wanted: Asset.ID?
  /// Tells this playback's ticks from those of an earlier one.
  let run: Int
  /// Names, running times and what comes next.
  var page = Loadable<TitlePage>()
  /// The playback, once it began.
  var playback: Running?

  /// Multiples of real time, the slowest first.
  static let speeds = [1, 2, 4, 8]
  /// Seconds a seek moves by.
  static let seekSeconds = 10
  /// Seconds between two saves of the position.
  static let saveSeconds = 10

  /// A playback that waits for the title's page.
  init(title: Title.ID, wanted: Asset.ID?, run: Int) {
    self.title = title
    self.wanted = wanted
    self.run = run
  }

  /// A playback that began.
  struct Running: Equatable, Sendable {
    /// The identity of the event it becomes.
    let id: EventID
    /// The part that plays.
    let part: TitlePage.Part
    /// When it began.
    let startedAt: Instant
    /// Milliseconds from the start of the part it began at; `nil` where the place was chosen anew.
    let resumedAt: Int?
    /// Milliseconds from the start of the part.
    var position: Int
    /// Milliseconds of the part that were played.
    var watched = 0
    /// Multiple of real time.
    var speed = 1
    /// Whether the clock stands.
    var isPaused = false
    /// Whether the end was reached and recorded.
    var isEnded = false
    /// Whether it was stopped and recorded.
    var isRecorded = false
    /// Up to when the clock was advanced.
    var advancedTo: Instant
    /// When the position was saved last.
    var savedAt: Instant

    /// Whether anything happened that is worth to be kept: some of it played, its end reached, or
    /// another place sought.
    var isWorthKeeping: Bool { watched > 0 || isEnded || position != resumedAt }

    /// Running time in milliseconds, when known.
    var length: Int? { part.asset.runningSeconds.map { $0.times(1000) } }

    /// The playback as the service keeps it.
    var snapshot: Playback {
      Playback(
        id: id, asset: part.id, startedAt: startedAt, watchedSeconds: watched / 1000,
        position: position / 1000)
    }
  }

  /// Whether the clock runs.
  var isPlaying: Bool { playback.map { !$0.isPaused && !$0.isEnded } ?? false }

  /// Whether the clock runs towards an end: without a running time it never would.
  var endsByItself: Bool { isPlaying && playback?.length != nil }

  /// Everything that can be played.
  private var all: [TitlePage.Part] {
    guard let page = page.value else { return [] }
    return page.seasons.flatMap(\.episodes) + page.others
  }

  /// The episode to see after the one that plays.
  ///
  /// The next one that was not seen, or, where an episode is seen again, the next one at all. Never
  /// an extra; nothing after the last one.
  var following: TitlePage.Part? {
    guard let playing = playback?.part else { return nil }
    let isAgain = playing.progress?.isFinished == true
    let seen = Set(isAgain ? [] : all.filter { $0.progress?.isFinished == true }.map(\.id))
    let next = TitleParts(all.map(\.asset)).following(playing.id, passingOver: seen.contains)
    return all.first { $0.id == next?.id }
  }

  /// The part that was asked for.
  var asked: TitlePage.Part? {
    guard let wanted else { return page.value?.next }
    return all.first { $0.id == wanted } ?? page.value?.next
  }
}

extension PlayerModel.Running {
  /// Lets the clock run up to `now`; jumps of the wall clock count as one tick at most.
  mutating func advance(to now: Instant) {
    let elapsed = min(max(0, now.milliseconds(since: advancedTo)), 5000)
    advancedTo = now
    guard !isPaused, !isEnded else { return }
    let left = length.map { max(0, $0.minus(position)) } ?? .max
    let played = min(Int(elapsed).times(speed), left)
    position = position.plus(played)
    watched = watched.plus(played)
    isEnded = length.map { position >= $0 } ?? false
  }

  /// Moves the position without counting it as watched.
  mutating func seek(bySeconds seconds: Int) {
    position = max(0, min(position.plus(seconds.times(1000)), length ?? .max))
    isEnded = length.map { position >= $0 } ?? false
  }

  /// Changes the speed by steps of the ladder.
  mutating func changeSpeed(by step: Int) {
    let index = (PlayerModel.speeds.firstIndex(of: speed) ?? 0) + step
    if PlayerModel.speeds.indices.contains(index) { speed = PlayerModel.speeds[index] }
  }
}
