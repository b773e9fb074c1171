public import PickModel
import Synchronization

/// The loop: takes messages, lets the model decide, paints once, has the effects performed.
///
/// Three promises: everything that waits is applied before one frame is painted; writes run in
/// order in one lane; on the way out the terminal is restored first, then the lane finishes within two
/// seconds, then a renewal of the session within two more, then everything else is cancelled.
public actor Program {
  private var model: AppModel
  private var shown: Frame?
  /// The titles' own pictures the model knows to show.
  private var pictures: [PictureRequest] = []
  private var counted = RunStatistics()
  private let terminal: any Terminal
  private let effects: any EffectRunner
  private let clock: @Sendable () -> Instant
  private let themes: @Sendable (String) -> Theme?
  private let recorder: (any MessageRecorder)?
  private let mailbox = Mailbox()
  /// The frame that waits for an answer; `nil` when none does.
  private var postponed: Postponed?

  /// A frame that is not painted yet because its answer is on the way.
  private struct Postponed {
    /// What is waited for: the answer to the last question.
    var request: RequestID
    /// When the first message of the frame was taken.
    let taken: ContinuousClock.Instant
    /// Tells it from earlier ones.
    let number: Int
  }

  private var postponedFrames = 0

  /// The program runs where its terminal does: a key is read, decided and painted on one thread.
  ///
  /// Each hop to another one would wake a thread, which costs more than drawing a frame.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { terminal.unownedExecutor }

  /// Milliseconds writes and a renewal may take after the screen is given back, and writes that had
  /// no answer by then to be kept on this device.
  private static let (farewellMilliseconds, givingUpMilliseconds) = (2000, 1000)

  /// Milliseconds a frame waits for an answer that should come at once: a key that finds titles then
  /// costs one frame and not two.
  private static let patienceMilliseconds = 3

  /// A program that has not begun.
  ///
  /// - Parameters:
  ///   - model: the first state.
  ///   - terminal: where to paint and read.
  ///   - effects: who performs what the model wants.
  ///   - clock: stamps every message.
  ///   - themes: finds a theme by its name.
  ///   - recorder: keeps the messages for a replay.
  public init(
    model: AppModel, terminal: any Terminal, effects: any EffectRunner,
    clock: @escaping @Sendable () -> Instant,
    themes: @escaping @Sendable (String) -> Theme?, recorder: (any MessageRecorder)? = nil
  ) {
    self.model = model
    self.terminal = terminal
    self.effects = effects
    self.clock = clock
    self.themes = themes
    self.recorder = recorder
  }

  /// Runs until the viewer quits, or the terminal ends; `seed` makes the run's identities.
  public func run(seed: UInt64) async -> ExitReason {
    let lane = WriteLane(effects: effects, mailbox: mailbox)
    let input = forwardInput()
    let tasks = EffectTasks(effects: effects, mailbox: mailbox)
    mailbox.post(.started(seed: seed))
    // What the loop waits for would otherwise wake a thread of the common pool, and that one this.
    let reason = await withTaskExecutorPreference(terminal.guests) { await loop(lane, tasks) }
    await terminal.restore()
    recorder?.finish(view(model))
    await finish(lane)
    input.cancel()
    tasks.cancel()
    return reason
  }

  private func finish(_ lane: WriteLane) async {
    await lane.finish(
      withinMilliseconds: Self.farewellMilliseconds, thenToGiveUp: Self.givingUpMilliseconds)
    // The last write may have begun a renewal. A refresh token that was used up without storing its
    // successor would look stolen at the next start.
    let effects = effects
    _ = await Deadline.wait(milliseconds: Self.farewellMilliseconds) { await effects.finish() }
  }

  /// Runs where the program does: an event costs no other thread.
  private func forwardInput() -> Task<Void, Never> {
    Task(executorPreference: terminal.guests) {
      for await event in self.terminal.events { self.mailbox.post(.input(event)) }
      self.mailbox.close()
    }
  }

  private func loop(_ lane: WriteLane, _ tasks: EffectTasks) async -> ExitReason {
    while true {
      let messages = await mailbox.receive()
      guard !messages.isEmpty else { return .ended(.inputClosed) }
      let taken = ContinuousClock.now
      let wanted = apply(messages)
      for effect in wanted where effect.isWrite { lane.perform(effect) }
      if let reason = wanted.lazy.compactMap(\.exitReason).first { return reason }
      for effect in wanted where !effect.isWrite { await perform(effect, tasks, taken) }
      if postponed == nil { await paint(taken) }
    }
  }

  /// What the run cost until now.
  public var statistics: RunStatistics {
    get async {
      var statistics = counted
      statistics.written = await terminal.written
      return statistics
    }
  }

  /// Applies every message that waits, also those that come meanwhile.
  private func apply(_ messages: [Message]) -> [Effect] {
    var wanted: [Effect] = []
    var waiting = messages
    while !waiting.isEmpty {
      for message in waiting {
        if message.losesScreen { shown = nil }
        if case .answered(let request, _, _) = message, request == postponed?.request {
          postponed = nil
        }
        let now = clock()
        recorder?.record(model.recorded(message), at: now)
        wanted += model.update(message, at: now)
      }
      waiting = mailbox.take()
    }
    return wanted
  }

  private func perform(
    _ effect: Effect, _ tasks: EffectTasks, _ taken: ContinuousClock.Instant
  ) async {
    if case .wake(let alarm, let milliseconds) = effect, let alarms = terminal.alarms {
      alarms.wake(afterMilliseconds: milliseconds) { [mailbox] in mailbox.post(.alarm(alarm)) }
    } else if case .useTheme(let name) = effect {
      guard let theme = themes(name) else { return }
      await terminal.use(theme)
      shown = nil
    } else if case .ask(_, let request) = effect, let guests = terminal.guests,
      let alarms = terminal.alarms, effects.runsAtOnce(effect)
    {
      tasks.perform(effect, on: guests)
      postpone(until: request, taken, alarms)
    } else {
      tasks.perform(effect)
    }
  }

  /// Lets the next frame wait for an answer, but not for long.
  private func postpone(
    until request: RequestID, _ taken: ContinuousClock.Instant, _ alarms: any AlarmClock
  ) {
    // Keys that follow each other fast do not put it off any further.
    guard postponed == nil else {
      postponed?.request = request
      return
    }
    postponedFrames += 1
    let number = postponedFrames
    postponed = Postponed(request: request, taken: taken, number: number)
    alarms.wake(afterMilliseconds: Self.patienceMilliseconds) { [weak self, terminal] in
      Task(executorPreference: terminal.guests) { await self?.paintPostponed(number) }
    }
  }

  /// Paints without the answer, where it has not come.
  private func paintPostponed(_ number: Int) async {
    guard let postponed, postponed.number == number else { return }
    self.postponed = nil
    await paint(postponed.taken)
  }

  /// Paints what changed by the messages that were `taken`.
  private func paint(_ taken: ContinuousClock.Instant) async {
    let next = view(model)
    let damage = next.damagedRows(since: shown)
    let hasOtherGraphics = next.graphics != (shown?.graphics ?? [])
    shown = next
    // Behind the frame, so that what it says comes first.
    if next.pictures != pictures {
      pictures = next.pictures
      mailbox.post(.picturesShow(pictures))
    }
    guard !damage.isEmpty || hasOtherGraphics else { return }
    await terminal.paint(next, rows: damage)
    let now = ContinuousClock.now
    counted.count(
      now - taken, sinceStart: now - ProgramStart.instant,
      hasContent: model.pages.top.traits.hasContent)
  }
}

extension Message {
  /// Whether what was painted before may be gone.
  ///
  /// A window loses its content with every change of its size, also when it has the old size again
  /// before the next frame is painted.
  fileprivate var losesScreen: Bool {
    switch self {
    case .input(.resumed), .input(.resized): true
    case .input(.key), .input(.pasted), .input(.graphics), .input(.ended), .started, .answered,
      .wrote, .alarm, .searchesRecalled, .modelTrained, .picturesShow, .pictureCame:
      false
    }
  }
}

/// Keeps the messages of a run.
public protocol MessageRecorder: Sendable {
  /// Keeps a message; what is typed as a secret must not be kept.
  func record(_ message: Message, at: Instant)
  /// Keeps what the last frame looked like.
  func finish(_ frame: Frame)
}

/// Messages on their way to the program; any number of senders, one receiver.
///
/// The receiver takes everything that waits at once, so that two hundred keys cost one frame.
final class Mailbox: Sendable {
  private struct State {
    var waiting: [Message] = []
    var receiver: CheckedContinuation<[Message], Never>?
    var isClosed = false

    mutating func takeReceiver() -> CheckedContinuation<[Message], Never>? {
      defer { receiver = nil }
      return receiver
    }
  }

  private let state = Mutex(State())

  /// Puts a message in; wakes the receiver.
  func post(_ message: Message) {
    let receiver = state.withLock { state in
      state.waiting.append(message)
      return state.takeReceiver()
    }
    receiver?.resume(returning: take())
  }

  /// Says that nothing comes any more.
  func close() {
    let receiver = state.withLock { state in
      state.isClosed = true
      return state.takeReceiver()
    }
    receiver?.resume(returning: take())
  }

  /// Everything that waits, in order; waits until there is something, and is empty after the end.
  ///
  /// Waits and goes on where its caller runs.
  func receive(isolation: isolated (any Actor)? = #isolation) async -> [Message] {
    await withCheckedContinuation(isolation: isolation) { continuation in
      let isReady = state.withLock { state in
        guard state.waiting.isEmpty, !state.isClosed else { return true }
        state.receiver = continuation
        return false
      }
      if isReady { continuation.resume(returning: take()) }
    }
  }

  /// Everything that waits, without waiting.
  func take() -> [Message] {
    state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
  }
}
