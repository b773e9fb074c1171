import CNcurses
import Dispatch
import Glibc

/// A terminal by way of ncurses; the only one who imports it.
///
/// Idle it costs nothing: event sources on standard input and on a pipe of signals wake it. A frame
/// reaches the terminal in one write. However the program ends, short of SIGKILL, the terminal is
/// given back as it was.
public actor NcursesTerminal: Terminal {
  /// What comes from the terminal.
  public nonisolated let events: AsyncStream<InputEvent>
  /// What it can show.
  public nonisolated let capabilities: TerminalCapabilities
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
  private let input: UnsafeMutablePointer<WINDOW>?
  private var sources: [any DispatchSourceRead] = []
  private var pens: NcursesPens
  private var composer = InputComposer()
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
    try NcursesScreen.check(environment)
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0,
      let signals = SignalPipe.open(ignoresLeaving: mode.ignoresLeaving),
      let gate = OutputGate(terminal: STDOUT_FILENO)
    else { throw .notATerminal }
    guard let input = NcursesScreen.open(output: gate.descriptor) else {
      SignalPipe.close(signals)
      throw .unknownType(environment.type)
    }
    let depth = environment.depth(colors: Int(pick_colors()), limit: mode.colorLimit)
    (events, mail) = AsyncStream.makeStream()
    capabilities = TerminalCapabilities(
      showsHangul: showsUnicode && environment.type != "linux", showsUnicode: showsUnicode,
      colors: depth)
    executor = QueueExecutor(label: "pick.terminal")
    (self.mode, self.gate, self.signals, self.input) = (mode, gate, signals, input)
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
    sources = [
      source(STDIN_FILENO) { $0.readInput() },
      source(signals) { $0.readSignals() },
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
    var character: wint_t = 0
    while isOpen {
      let kind = wget_wch(input, &character)
      if kind == KEY_CODE_YES {
        deliver(composer.feed(code: Int32(bitPattern: character)))
      } else if kind == OK {
        deliver(composer.feed(character: character))
      } else {
        break
      }
    }
    deliver(composer.flush())
    if isOpen, NcursesScreen.inputHasEnded { end(.inputClosed) }
  }

  private func deliver(_ events: [InputEvent]) {
    for event in events {
      switch event {
      case .key(.control("c")): if !mode.ignoresLeaving { end(.interrupted) }
      case .key(.control("\\")): if !mode.ignoresLeaving { end(.quit) }
      case .key(.control("z")): if !mode.ignoresLeaving { stop() }
      default: mail.yield(event)
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
      default: break
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
  /// One that changed and changed back before anybody looked has lost its content all the same.
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
