import PickClient
import PickModel

extension PlayerModel: Screen {
  var questions: [Question] { [.title(title)] }
  var hasFailed: Bool { page.showsFailure }

  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent] {
    guard var running = playback else { return action == .reload ? [.reload] : [] }
    if running.isRecorded { return afterTheEnd(action, running, in: context) }
    let wasPaused = running.isPaused
    running.advance(to: context.now)
    switch action {
    case .play, .open: running.isPaused.toggle()
    case .left: running.seek(bySeconds: -Self.seekSeconds)
    case .right: running.seek(bySeconds: Self.seekSeconds)
    case .pageUp: running.seek(bySeconds: -60 * Self.seekSeconds)
    case .pageDown: running.seek(bySeconds: 60 * Self.seekSeconds)
    case .rowStart: running.position = 0
    case .up: running.changeSpeed(by: 1)
    case .down: running.changeSpeed(by: -1)
    default: return []
    }
    playback = running
    if running.isEnded { return finish() }
    guard wasPaused != running.isPaused else { return [] }
    return running.isPaused ? save(context.now) : [tick]
  }

  private var tick: Intent { .wake(.playback(run: run), afterMilliseconds: 1000) }

  /// At the end Enter plays the next episode, or leaves when there is none; seeking back goes on
  /// from there, as if the end had not been reached.
  private mutating func afterTheEnd(
    _ action: Action, _ running: Running, in context: ScreenContext
  ) -> [Intent] {
    switch action {
    case .open, .play: return following.map { [.play(title, $0.id)] } ?? [.back]
    case .rowStart: return [.play(title, running.part.id)]
    case .left: return goOn(running, backSeconds: Self.seekSeconds, in: context)
    case .pageUp: return goOn(running, backSeconds: 60 * Self.seekSeconds, in: context)
    default: return []
    }
  }

  /// Takes the end back: what was recorded stays as evidence, and another run goes on before it.
  private mutating func goOn(
    _ ended: Running, backSeconds: Int, in context: ScreenContext
  ) -> [Intent] {
    guard ended.isEnded else { return [] }
    playback = Running(
      id: context.eventID, part: ended.part, startedAt: context.now, resumedAt: nil,
      position: max(0, ended.position - backSeconds * 1000), speed: ended.speed,
      advancedTo: context.now, savedAt: context.now)
    return [.write(.unmarkWatched(ended.part.id)), tick]
  }

  mutating func wake(_ alarm: Alarm, in context: ScreenContext) -> [Intent] {
    guard alarm == .playback(run: run), isPlaying else { return [] }
    playback?.advance(to: context.now)
    guard let running = playback else { return [] }
    if running.isEnded { return finish() }
    let isDue = context.now.seconds(since: running.savedAt) >= Double(Self.saveSeconds)
    return (isDue ? save(context.now) : []) + [tick]
  }

  private mutating func save(_ now: Instant) -> [Intent] {
    playback?.savedAt = now
    return playback.map { [.write(.savePlayback($0.snapshot))] } ?? []
  }

  /// Records the playback once.
  private mutating func finish() -> [Intent] {
    guard let running = playback, !running.isRecorded else { return [] }
    playback?.isRecorded = true
    return running.isWorthKeeping ? [.write(.recordPlayback(running.snapshot))] : []
  }

  mutating func leave(in context: ScreenContext) -> [Intent] {
    playback?.advance(to: context.now)
    return finish()
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .title(title) { page.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] {
    guard let result = answer.result({ if case .title(let page) = $0 { page } else { nil } }),
      page.finish(request, result), playback == nil, page.value != nil
    else { return [] }
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
