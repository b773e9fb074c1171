import PickClient
import PickModel
import PickTestRunning
import PickTestSupport
import Synchronization
import Testing

@testable import PickTUI

@Suite("Frames that wait for an answer")
struct PostponedFrameTests {
  /// A terminal with a thread of its own, which keeps what is painted.
  actor ThreadedTerminal: Terminal {
    nonisolated let events: AsyncStream<InputEvent>
    nonisolated let capabilities = TerminalCapabilities.full
    nonisolated let guests: (any TaskExecutor)?
    nonisolated let alarms: (any AlarmClock)?
    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }
    private nonisolated let thread: TerminalThread
    private nonisolated let feed: AsyncStream<InputEvent>.Continuation
    private(set) var frames: [String] = []

    /// A terminal whose frames wait for an answer as long as it takes, or for a moment.
    init(waits: Bool) throws {
      thread = try #require(TerminalThread(blocking: []))
      alarms = waits ? ShortAlarms(of: nil) : ShortAlarms(of: thread)
      guests = TerminalThread.Guests(of: thread)
      (events, feed) = AsyncStream.makeStream()
      feed.yield(.resized(Size(columns: 80, rows: 24)))
    }

    nonisolated func press(_ key: Key) { feed.yield(.key(key)) }

    /// Waits for a frame that shows `text`; says how many there were until then.
    func frame(showing text: String) async throws -> Int {
      try await wait(for: "a frame with \(text)") { frames.last?.contains(text) == true }
      return frames.count
    }

    func paint(_ frame: Frame, rows: [Int]) {
      frames.append(frame.text)
    }

    func use(_ theme: Theme) {}

    func restore() {
      thread.unwatchAll()
      feed.finish()
    }
  }

  /// Alarms that end a frame's waiting, or none; those that give an answer up never go off, however
  /// busy the machine is.
  struct ShortAlarms: AlarmClock {
    let thread: TerminalThread?

    init(of thread: TerminalThread?) { self.thread = thread }

    func wake(
      afterMilliseconds milliseconds: Int, _ handler: @escaping @Sendable () -> Void
    ) {
      if milliseconds < 1000 { thread?.wake(afterMilliseconds: milliseconds, handler) }
    }
  }

  /// A world that says it finds titles at once; while its gate is closed it does not.
  struct World: EffectRunner {
    let service = ServiceEffects(service: ScriptedService(), settings: ProgramTests.NoSettings())
    var gate: Gate?

    func runsAtOnce(_ effect: Effect) -> Bool { isSearch(effect) }

    func run(_ effect: Effect) async -> Message? {
      if case .wake = effect { return nil }
      if isSearch(effect) { await gate?.pass() }
      return await service.run(effect)
    }

    func finish() async {}

    private func isSearch(_ effect: Effect) -> Bool {
      if case .ask(.search, _) = effect { true } else { false }
    }
  }

  actor Gate {
    private var isOpen = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    func pass() async {
      if !isOpen { await withCheckedContinuation { waiters.append($0) } }
    }

    func open() {
      isOpen = true
      for waiter in waiters { waiter.resume() }
    }
  }

  /// Runs a program until search is open; `body` gets the number of frames until then.
  private func search(
    on terminal: ThreadedTerminal, in world: World, _ body: (Int) async throws -> Void
  ) async throws {
    let program = Program(
      model: Stage().model, terminal: terminal, effects: world, clock: { SampleWorld.now },
      themes: { _ in nil })
    async let reason = program.run(seed: 1)
    do {
      _ = try await terminal.frame(showing: "이어보기")
      terminal.press(.character("/"))
      try await body(try await terminal.frame(showing: "제목"))
    } catch {
      // The program ends with its terminal, and the test with the program.
      await terminal.restore()
      throw error
    }
    await terminal.restore()
    _ = await reason
  }

  @Test("a letter that finds titles at once costs one frame, with the letter and the titles")
  func once() async throws {
    let terminal = try ThreadedTerminal(waits: true)
    try await search(on: terminal, in: World()) { before in
      terminal.press(.character("형"))
      _ = try await terminal.frame(showing: "소나기 형사")
      let first = await terminal.frames.dropFirst(before).first { $0.contains("형") }
      #expect(first?.contains("소나기 형사") == true)
    }
  }

  @Test("a letter shows although its titles do not come, and they show when they come")
  func late() async throws {
    let terminal = try ThreadedTerminal(waits: false)
    let gate = Gate()
    try await search(on: terminal, in: World(gate: gate)) { before in
      terminal.press(.character("형"))
      let letter = try await terminal.frame(showing: "형")
      #expect(letter > before)
      #expect(await terminal.frames.last?.contains("소나기 형사") == false)
      await gate.open()
      #expect(try await terminal.frame(showing: "소나기 형사") > letter)
    }
  }
}
