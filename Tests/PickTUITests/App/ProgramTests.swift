import PickClient
import PickModel
import PickTestRunning
import PickTestSupport
import Synchronization
import Testing

@testable import PickTUI

@Suite("Program")
struct ProgramTests {
  /// Waits that never end, so that no test depends on time.
  struct Timeless: EffectRunner {
    let service: ServiceEffects

    func run(_ effect: Effect) async -> Message? {
      if case .wake = effect { return nil }
      return await service.run(effect)
    }

    func finish() async { await service.finish() }
  }

  struct NoSettings: SettingsStore {
    func save(_ settings: Settings) {}
  }

  static func program(
    _ terminal: ScriptedTerminal, _ service: any PickService,
    recorder: (any MessageRecorder)? = nil, demoAccount: Credentials? = nil
  ) -> Program {
    Program(
      model: Stage(demoAccount: demoAccount).model, terminal: terminal,
      effects: Timeless(service: ServiceEffects(service: service, settings: NoSettings())),
      clock: { SampleWorld.now }, themes: { $0 == "dark" ? .dark : nil }, recorder: recorder)
  }

  @Test("a signed-in viewer sees the first shelf and quits with q and Enter")
  func firstShelf() async {
    let terminal = ScriptedTerminal()
    let program = Self.program(terminal, ScriptedService())
    async let reason = program.run(seed: 1)
    let frame = await terminal.frame(showing: "이어보기")
    #expect(frame.text.contains("소나기 형사"))
    terminal.press(.character("q"), .enter)
    #expect(await reason == .quit)
    #expect(await terminal.restoreCount == 1)
  }

  @Test("a window that shrank and grew back before it was painted is painted whole")
  func thereAndBack() async {
    let terminal = ScriptedTerminal()
    let program = Self.program(terminal, ScriptedService())
    async let reason = program.run(seed: 1)
    _ = await terminal.frame(showing: "이어보기")
    terminal.send(
      .resized(Size(columns: 1, rows: 1)), .resized(Size(columns: 80, rows: 24)),
      .key(.character("q")))
    _ = await terminal.frame(showing: "Pick을 끝낼까요?")
    let painted = zip(await terminal.frames, await terminal.paintedRows)
    // Once at the start and once after: what was there between is gone.
    #expect(painted.count { $0.size.rows == 24 && $1.count == 24 } >= 2)
    terminal.press(.enter)
    #expect(await reason == .quit)
  }

  @Test("two hundred keys that wait cost a handful of frames")
  func paintsOnce() async {
    let script = Array(repeating: InputEvent.key(.down), count: 200)
    let terminal = ScriptedTerminal(script: script + [.ended(.terminated)])
    let program = Self.program(terminal, ScriptedService())
    _ = await program.run(seed: 1)
    #expect(await terminal.frames.count < 50)
  }

  /// Answers like the sample world, but keeps writes waiting until it is told to go on.
  actor SlowWrites: EffectRunner {
    private let inner: Timeless
    private var gate: CheckedContinuation<Void, Never>?
    private(set) var written: [Write] = []
    private var isOpen = false

    init(_ service: ScriptedService) {
      inner = Timeless(service: ServiceEffects(service: service, settings: NoSettings()))
    }

    func run(_ effect: Effect) async -> Message? {
      guard case .write(let write) = effect else { return await inner.run(effect) }
      if !isOpen { await withCheckedContinuation { gate = $0 } }
      written.append(write)
      return await inner.run(effect)
    }

    func finish() {}

    func open() {
      isOpen = true
      gate?.resume()
      gate = nil
    }
  }

  @Test("writes run in order, and the reload is asked for by the reply")
  func writesInOrder() async {
    let terminal = ScriptedTerminal()
    let service = ScriptedService()
    let effects = SlowWrites(service)
    let program = Program(
      model: Stage().model, terminal: terminal, effects: effects, clock: { SampleWorld.now },
      themes: { _ in nil })
    async let reason = program.run(seed: 1)
    _ = await terminal.frame(showing: "이어보기")
    terminal.press(.character("+"), .character("u"))
    _ = await terminal.frame(showing: "좋아요를 눌렀습니다")
    #expect(await service.homeCount == 1)
    await effects.open()
    terminal.press(.character("q"), .enter)
    _ = await reason
    let title = SampleWorld.title(2).id
    #expect(await effects.written.prefix(2) == [.setOnMyList(true, title), .setThumb(.up, title)])
  }

  @Test("a position being saved is not lost when the program ends")
  func savesOnTheWayOut() async {
    let terminal = ScriptedTerminal()
    let service = ScriptedService()
    let clock = Mutex(SampleWorld.now)
    let program = Program(
      model: Stage().model, terminal: terminal,
      effects: Timeless(service: ServiceEffects(service: service, settings: NoSettings())),
      clock: {
        clock.withLock { now in
          now = now.advanced(bySeconds: 1)
          return now
        }
      }, themes: { _ in nil })
    async let reason = program.run(seed: 1)
    _ = await terminal.frame(showing: "이어보기")
    terminal.press(.space)
    _ = await terminal.frame(showing: "재생 중")
    terminal.send(.ended(.hungUp))
    #expect(await reason == .ended(.hungUp))
    #expect(await !service.recorded.isEmpty)
  }

  /// A world that answers no write until the caller cancels it.
  actor SilentWorld: EffectRunner {
    private(set) var givenUp: [Effect] = []

    func run(_ effect: Effect) async -> Message? {
      await waitUntilCancelled()
      givenUp.append(effect)
      return nil
    }

    func finish() {}
  }

  @Test("writes without an answer are told to give up when the program ends, the waiting ones too")
  func givesUp() async {
    let world = SilentWorld()
    let lane = WriteLane(effects: world, mailbox: Mailbox())
    let title = SampleWorld.title(2).id
    let writes = [Effect.write(.setOnMyList(true, title)), .write(.setThumb(.up, title))]
    for write in writes { lane.perform(write) }
    await lane.finish(withinMilliseconds: 1, thenToGiveUp: 60_000)
    #expect(await world.givenUp == writes)
  }
}
