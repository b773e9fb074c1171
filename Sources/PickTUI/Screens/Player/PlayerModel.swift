import PickClient
import PickModel

/// A simulated playback: a clock that runs, pauses, seeks, and feeds the recommender.
public struct PlayerModel: Equatable, Sendable {
  /// The title that plays.
  let title: Title.ID
  /// Which part was asked for; the next one when `nil`.
  let wanted: Asset.ID?
  /// Tells this playback's ticks from those of an earlier one.
  let run: Int
  /// What is known of the title when its page does not come.
  let card: Card?
  /// Names, running times and what comes next.
  var page = Loadable<TitlePage>()
  /// The playback, once it began.
  var playback: Running?
  /// When a key was pressed last: the controls show for a while after it.
  var lastKeyAt: Instant?
  /// Episodes that played by themselves in a row up to this one, without a key.
  var playedOn: Int
  /// The seconds until the next episode; `nil` while none is about to play.
  var countdown: NextEpisodeCountdown?
  /// How far the next arrow seeks.
  private var pace = SeekPace()

  /// Multiples of real time, the slowest first.
  private static let speeds = [1, 2, 4, 8]
  /// Seconds a page of a seek moves by, and an arrow at the end.
  private static let (pageSeconds, seekSeconds) = (600, 10)
  /// Seconds between two saves of the position.
  private static let saveSeconds = 10

  /// A playback that waits for the title's page.
  init(title: Title.ID, wanted: Asset.ID?, run: Int, card: Card? = nil, playedOn: Int = 0) {
    self.card = card
    self.playedOn = playedOn
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
    var startedAt: Instant
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
  private var isPlaying: Bool { playback.map { !$0.isPaused && !$0.isEnded } ?? false }

  /// Whether the clock runs towards an end: without a running time it never would.
  private var endsByItself: Bool { isPlaying && playback?.length != nil }

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
  fileprivate mutating func changeSpeed(by step: Int) {
    let index = (PlayerModel.speeds.firstIndex(of: speed) ?? 0) + step
    if PlayerModel.speeds.indices.contains(index) { speed = PlayerModel.speeds[index] }
  }
}

extension PlayerModel: PageModel {
  var questions: [Question] { [.title(title)] }
  var traits: PageTraits {
    PageTraits(
      hasFailed: page.showsFailure, isPlaying: endsByItself, isPlayer: true,
      countsDown: countdown != nil)
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    lastKeyAt = context.now
    playedOn = 0
    if action != .left, action != .right { pace.restart() }
    guard var running = playback else { return action == .reload ? [.reload] : [] }
    if running.isRecorded { return afterTheEnd(action, running, in: context) }
    let wasPaused = running.isPaused
    running.advance(to: context.now)
    switch action {
    case .play, .open: running.isPaused.toggle()
    case .left: running.seek(bySeconds: pace.step(isForward: false, at: context.now))
    case .right: running.seek(bySeconds: pace.step(isForward: true, at: context.now))
    case .pageUp: running.seek(bySeconds: -Self.pageSeconds)
    case .pageDown: running.seek(bySeconds: Self.pageSeconds)
    case .rowStart: running.position = 0
    case .up: running.changeSpeed(by: 1)
    case .down: running.changeSpeed(by: -1)
    default: return []
    }
    playback = running
    if running.isEnded { return finish() + beginCountdown(in: context) }
    guard wasPaused != running.isPaused else { return [] }
    return running.isPaused ? save(context.now) : [tick]
  }

  /// Whether the keys are named: while the clock stands, and for three seconds after a key.
  func showsControls(at now: Instant) -> Bool {
    guard let playback, isPlaying else { return true }
    return now.milliseconds(since: max(lastKeyAt ?? playback.startedAt, playback.startedAt)) < 3000
  }

  private var tick: Effect { .wake(.playback(run: run), afterMilliseconds: 1000) }

  /// At the end Enter plays the next episode, or leaves when there is none; seeking back goes on
  /// from there, as if the end had not been reached.
  private mutating func afterTheEnd(
    _ action: Action, _ running: Running, in context: PageContext
  ) -> [Effect] {
    countdown = nil
    switch action {
    case .open, .play: return following.map { [.play(title, $0.id)] } ?? [.back]
    case .rowStart: return [.play(title, running.part.id)]
    case .left: return goOn(running, backSeconds: Self.seekSeconds, in: context)
    case .pageUp: return goOn(running, backSeconds: Self.pageSeconds, in: context)
    default: return []
    }
  }

  /// Takes the end back: what was recorded stays as evidence, and another run goes on before it.
  private mutating func goOn(
    _ ended: Running, backSeconds: Int, in context: PageContext
  ) -> [Effect] {
    guard ended.isEnded else { return [] }
    playback = Running(
      id: context.eventID, part: ended.part, startedAt: context.now, resumedAt: nil,
      position: max(0, ended.position - backSeconds * 1000), speed: ended.speed,
      advancedTo: context.now, savedAt: context.now)
    return [.write(.unmarkWatched(ended.part.id)), tick]
  }

  mutating func wake(_ alarm: Alarm, in context: PageContext) -> [Effect] {
    if countdown != nil { return wakeCountdown(alarm) }
    guard alarm == .playback(run: run), isPlaying else { return [] }
    playback?.advance(to: context.now)
    guard let running = playback else { return [] }
    if running.isEnded { return finish() + beginCountdown(in: context) }
    let isDue = context.now.seconds(since: running.savedAt) >= Double(Self.saveSeconds)
    return (isDue ? save(context.now) : []) + [tick]
  }

  private mutating func save(_ now: Instant) -> [Effect] {
    playback?.savedAt = now
    return playback.map { [.write(.savePlayback($0.snapshot))] } ?? []
  }

  /// Records the playback once.
  private mutating func finish() -> [Effect] {
    guard let running = playback, !running.isRecorded else { return [] }
    playback?.isRecorded = true
    return running.isWorthKeeping ? [.write(.recordPlayback(running.snapshot))] : []
  }

  mutating func leave(in context: PageContext) -> [Effect] {
    playback?.advance(to: context.now)
    return finish()
  }

  mutating func notice(_ event: PageEvent, in context: PageContext) -> [Effect]? {
    switch event {
    case .sessionEnded:
      countdown = nil
      playback?.advance(to: context.now)
      playback?.isPaused = true
    case .countdownStopped:
      countdown = nil
      lastKeyAt = context.now
      playedOn = 0
    case .wrote(.unmarkWatched(let part), failure: nil):
      guard let running = playback, running.part.id == part, !running.isRecorded else { return nil }
      // The service took the end back a moment after playing went on; what is played counts from
      // then, or it would be taken back as well.
      playback?.startedAt = max(running.startedAt, context.now.advanced(byMilliseconds: 1))
    case .lastHome, .connected, .removed, .setAside, .restored, .wrote, .cautions: return nil
    }
    return []
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .title(title) { page.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    guard let result = answer.result({ if case .title(let page) = $0 { page } else { nil } }),
      page.finish(request, result), playback == nil
    else { return [] }
    if page.value == nil, page.failure == .unreachable, let known = card?.pageToPlay {
      page.show(known)
    }
    guard page.value != nil else { return [] }
    guard let part = asked else { return [.notice(.nothingToPlay), .back] }
    let place = Self.resumePosition(of: part)
    playback = Running(
      id: context.eventID, part: part, startedAt: context.now, resumedAt: place,
      position: place, advancedTo: context.now, savedAt: context.now)
    return [tick]
  }

  /// Milliseconds at which a part goes on; from the start when it was finished.
  private static func resumePosition(of part: TitlePage.Part) -> Int {
    guard let progress = part.progress, !progress.isFinished else { return 0 }
    return progress.position.times(1000)
  }

  mutating func turnSlow(_ request: RequestID) { page.turnSlow(request) }
}
