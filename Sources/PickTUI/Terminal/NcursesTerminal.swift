import CNcurses
import Dispatch
import Glibc

/// The terminal through ncurses.
///
/// It uses no time while idle: event sources on standard input and on a pipe of signals wake it. A
/// frame reaches the terminal in one write. The terminal is restored however the program ends, except
/// by SIGKILL.
public actor NcursesTerminal: Terminal {
  /// The input.
  public nonisolated let events: AsyncStream<InputEvent>
  /// The terminal's capabilities.
  public nonisolated let capabilities: TerminalCapabilities
  /// The kind of terminal it is taken for, where the system knows nothing of what `TERM` says.
  public nonisolated let standIn: String?
  /// The actor runs where its event sources do.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  private nonisolated let executor: QueueExecutor
  private let mail: AsyncStream<InputEvent>.Continuation
  private let mode: TerminalMode
  private let gate: OutputGate
  private let signals: Int32
  private let savedSettings: termios
  private var sources: [any DispatchSourceProtocol] = []
  private var pens: NcursesPens
  private var parser: InputParser
  private let alarm: any DispatchSourceTimer
  private var size: Size
  private var needsClear = true
  private var isOpen = true
  private var wasInterrupted = false

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - theme: the colours to start with.
  ///   - mode: how it behaves.
  /// - Throws: `TerminalRefusal` when there is no terminal that can show Pick; nothing was changed.
  public init(theme: Theme, mode: TerminalMode = TerminalMode()) throws(TerminalRefusal) {
    let environment = TerminalEnvironment.current
    let showsUnicode = NcursesScreen.setLocale(environment)
    let type = try NcursesScreen.check(environment)
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0,
      let signals = SignalPipe.open(ignoresLeaving: mode.ignoresLeaving),
      let gate = OutputGate(terminal: STDOUT_FILENO)
    else { throw .notATerminal }
    guard NcursesScreen.open(type: type, output: gate.descriptor) else {
      SignalPipe.close(signals)
      throw .unknownType(environment.type)
    }
    let depth = environment.depth(colors: Int(pick_colors()), wanted: mode.colors)
    standIn = type == environment.type ? nil : type
    (events, mail) = AsyncStream.makeStream()
    capabilities = TerminalCapabilities(
      showsHangul: showsUnicode && environment.type != "linux", showsUnicode: showsUnicode,
      colors: depth)
    executor = QueueExecutor(label: "pick.terminal")
    (self.mode, self.gate, self.signals) = (mode, gate, signals)
    parser = InputParser(
      escapeDelay: Int64(environment.escapeDelay(configured: mode.escapeDelay)),
      described: NcursesScreen.describedKeys)
    alarm = DispatchSource.makeTimerSource(queue: executor.queue)
    savedSettings = settings
    pens = NcursesPens(
      theme: theme, depth: depth, isDirect: pick_colors() > 256, showsUnicode: showsUnicode)
    size = NcursesScreen.size
    EmergencyExit.arm(
      terminal: STDIN_FILENO, settings: settings, bytes: NcursesScreen.resetSequence)
    NcursesScreen.resize(to: size)
    mail.yield(.resized(size))
    Task { await self.listen() }
  }

  private func listen() {
    guard isOpen else { return }
    alarm.setEventHandler { [weak self] in self?.assumeIsolated { $0.noticeTime() } }
    alarm.activate()
    sources = [
      source(STDIN_FILENO) { $0.readInput() },
      source(signals) { $0.readSignals() },
      alarm,
    ]
  }

  private func source(
    _ descriptor: Int32, _ handler: @escaping @Sendable (isolated NcursesTerminal) -> Void
  ) -> any DispatchSourceRead {
    let source = DispatchSource.makeReadSource(
      fileDescriptor: descriptor, queue: executor.queue)
    source.setEventHandler { [weak self] in self?.assumeIsolated { handler($0) } }
    source.activate()
    return source
  }

  // MARK: Input

  private func readInput() {
    guard isOpen else { return }
    let (bytes, hasEnded) = NcursesScreen.read()
    if !bytes.isEmpty {
      deliver(parser.feed(bytes, at: Self.milliseconds) + parser.settle())
      setAlarm()
    }
    if isOpen, hasEnded { end(.inputClosed) }
  }

  /// The parser's deadline passed; bytes that wait to be read are read first.
  private func noticeTime() {
    guard isOpen else { return }
    let (bytes, hasEnded) = NcursesScreen.read()
    if bytes.isEmpty {
      deliver(parser.pass(to: Self.milliseconds))
    } else {
      deliver(parser.feed(bytes, at: Self.milliseconds) + parser.settle())
    }
    setAlarm()
    if isOpen, hasEnded { end(.inputClosed) }
  }

  private func setAlarm() {
    guard isOpen else { return }
    guard let deadline = parser.deadline else { return alarm.schedule(deadline: .distantFuture) }
    let wait = max(0, deadline - Self.milliseconds) + 1
    alarm.schedule(deadline: .now() + .milliseconds(Int(wait)), leeway: .milliseconds(1))
  }

  /// Of a clock that never goes back.
  private static var milliseconds: Int64 {
    Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000)
  }

  private func deliver(_ events: [InputEvent]) {
    for event in events {
      switch event {
      case .key(.control("c")): if !mode.ignoresLeaving { end(.interrupted) }
      case .key(.control("\\")): if !mode.ignoresLeaving { end(.quit) }
      case .key(.control("z")): if !mode.ignoresLeaving { stop() }
      case .key, .pasted, .resized, .resumed, .ended: mail.yield(event)
      }
    }
  }

  // MARK: Signals

  private func readSignals() {
    let arrived = Set(SignalPipe.read(from: signals))
    for signal in arrived where isOpen {
      switch signal {
      case SIGINT: end(.interrupted)
      case SIGTERM: end(.terminated)
      case SIGHUP: end(.hungUp)
      case SIGQUIT: end(.quit)
      case SIGPIPE: end(.brokenPipe)
      case SIGTSTP: stop()
      case SIGCONT: takeOver()
      case SIGWINCH: break
      default: end(.signalled(signal))
      }
    }
    if isOpen, arrived.contains(SIGWINCH) { measure(isResized: true) }
  }

  /// Asks the program to end; a second interrupt does not wait for it.
  private func end(_ ending: InputEvent.Ending) {
    if ending == .interrupted, wasInterrupted {
      restore()
      exit(ending.exitStatus)
    }
    wasInterrupted = wasInterrupted || ending == .interrupted
    if ending == .inputClosed { sources.first?.cancel() }
    mail.yield(.ended(ending))
  }

  private func stop() {
    endwin()
    setSettings()
    SignalPipe.stop()
    takeOver()
  }

  /// Sets the terminal up again after a stop.
  private func takeOver() {
    guard isOpen else { return }
    NcursesScreen.resume()
    needsClear = true
    measure()
    mail.yield(.resumed)
  }

  /// Takes over the window's size.
  ///
  /// A window that changed its size and changed it back before this call has lost its content, too.
  private func measure(isResized: Bool = false) {
    let now = NcursesScreen.size
    NcursesScreen.resize(to: now)
    needsClear = true
    guard now != size else {
      if isResized { mail.yield(.resumed) }
      return
    }
    size = now
    mail.yield(.resized(now))
  }

  // MARK: Output

  /// Shows the rows of a frame.
  public func paint(_ frame: Frame, rows: [Int]) {
    guard isOpen else { return }
    for row in rows { pens.draw(frame, row: row) }
    let taken = gate.passing(isFrame: true, rewrite: pens.rewrite) {
      NcursesScreen.show(cursor: frame.cursor, clears: needsClear)
    }
    needsClear = false
    if !taken { end(.hungUp) }
  }

  /// Uses other colours from now on.
  public func use(_ theme: Theme) { pens.use(theme) }

  /// Gives the terminal back.
  public func restore() {
    guard isOpen else { return }
    isOpen = false
    for source in sources { source.cancel() }
    if sources.isEmpty { alarm.activate() }
    sources = []
    NcursesScreen.close()
    setSettings()
    EmergencyExit.disarm()
    SignalPipe.close(signals)
    gate.close()
    mail.finish()
  }

  private func setSettings() {
    var settings = savedSettings
    tcsetattr(STDIN_FILENO, TCSANOW, &settings)
  }
}

/// Runs an actor on a dispatch queue, so that the queue's event sources are in the actor already.
private final class QueueExecutor: SerialExecutor {
  let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label, qos: .userInteractive) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
