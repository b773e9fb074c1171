import CNcurses
import Glibc

/// The terminal through ncurses.
///
/// It uses no time while idle: a thread of its own sleeps until standard input, a pipe of signals or
/// a job wakes it. A frame reaches the terminal in one write. The terminal is restored however the
/// program ends, except by SIGKILL.
public actor NcursesTerminal: Terminal {
  /// The input.
  public nonisolated let events: AsyncStream<InputEvent>
  /// The terminal's capabilities.
  public nonisolated let capabilities: TerminalCapabilities
  /// The kind of terminal it is taken for, where the system knows nothing of what `TERM` says.
  public nonisolated let standIn: String?
  /// The actor runs where input wakes it.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Alarms go off on the thread that reads input: a task on the common pool would wake two others.
  public nonisolated var alarms: (any AlarmClock)? { executor }

  /// What is a matter of a moment runs on that thread, too.
  public nonisolated var guests: (any TaskExecutor)? { guestExecutor }

  /// What was written until now.
  public private(set) var written = WrittenCounts()

  private nonisolated let executor: TerminalThread
  private nonisolated let guestExecutor: TerminalThread.Guests
  private let mail: AsyncStream<InputEvent>.Continuation
  private let mode: TerminalMode
  private let gate: OutputGate
  private let signals: Int32
  private let savedSettings: termios
  private var pens: NcursesPens
  private var parser: InputParser
  private var size: Size
  /// The last frame whose rows ncurses was given; `nil` when its rows have to be drawn whole.
  private var drawn: Frame?
  private var needsClear = true
  /// Pictures of pixels; `nil` where none are shown, whatever the terminal would say.
  private var pixels: PixelOutput?
  /// What was said last of how they are shown.
  private var announced: GraphicsSupport?
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
      let gate = OutputGate(terminal: STDOUT_FILENO),
      let executor = TerminalThread(blocking: SignalPipe.forwarded)
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
    self.executor = executor
    guestExecutor = TerminalThread.Guests(of: executor)
    (self.mode, self.gate, self.signals) = (mode, gate, signals)
    parser = InputParser(
      escapeDelay: Int64(environment.escapeDelay(configured: mode.escapeDelay)),
      described: NcursesScreen.describedKeys)
    savedSettings = settings
    pens = NcursesPens(
      theme: theme, depth: depth, isDirect: pick_colors() > 256, showsUnicode: showsUnicode)
    size = NcursesScreen.size
    EmergencyExit.arm(
      terminal: STDIN_FILENO, settings: settings, bytes: NcursesScreen.resetSequence)
    NcursesScreen.resize(to: size)
    mail.yield(.resized(size))
    if depth >= .palette256, showsUnicode, environment.mayShowGraphics(mode.pictures) {
      pixels = PixelOutput(mode.pictures, cell: NcursesScreen.cell)
    }
    Task { await self.listen() }
  }

  private func listen() {
    guard isOpen else { return }
    executor.onDeadline { [weak self] in self?.assumeIsolated { $0.noticeTime() } }
    watch(STDIN_FILENO) { $0.readInput() }
    watch(signals) { $0.readSignals() }
    executor.onWritable(STDOUT_FILENO) { [weak self] in self?.assumeIsolated { $0.sendPixels() } }
    announceGraphics()
  }

  private func watch(
    _ descriptor: Int32, _ handler: @escaping @Sendable (isolated NcursesTerminal) -> Void
  ) {
    executor.watch(descriptor) { [weak self] in self?.assumeIsolated { handler($0) } }
  }

  // MARK: Input

  private func readInput() {
    guard isOpen else { return }
    let (bytes, hasEnded) = NcursesScreen.read()
    if !bytes.isEmpty { take(bytes) }
    if isOpen, hasEnded { end(.inputClosed) }
  }

  private func take(_ bytes: [UInt8]) {
    deliver(parser.feed(bytes, at: Self.milliseconds) + parser.settle())
    for report in parser.takeReports() { pixels?.take(report, at: Self.milliseconds) }
    parser.awaitsReport = pixels?.awaitsAnswer(at: Self.milliseconds) ?? false
    announceGraphics()
    setAlarm()
  }

  /// Says how pictures of pixels are shown, where that has changed.
  private func announceGraphics() {
    guard isOpen, let support = pixels.map(\.support), support != announced else { return }
    announced = support
    mail.yield(.graphics(support))
  }

  /// The parser's deadline passed; bytes that wait to be read are read first.
  private func noticeTime() {
    guard isOpen else { return }
    let (bytes, hasEnded) = NcursesScreen.read()
    if bytes.isEmpty {
      deliver(parser.pass(to: Self.milliseconds))
      setAlarm()
    } else {
      take(bytes)
    }
    if isOpen, hasEnded { end(.inputClosed) }
  }

  /// Sets when to look again: for the rest of a key, or for a moment without one to send pixels in.
  private func setAlarm() {
    guard isOpen else { return }
    let now = Self.milliseconds
    let dueAt = pixels.flatMap(\.dueAt)
    let isDue = dueAt.map { $0 <= now } ?? false
    executor.setWriting(isDue)
    let next = [parser.deadline, isDue ? nil : dueAt].compactMap { $0 }.min()
    executor.setDeadline(next.map { max($0, now) + 1 })
  }

  private static var milliseconds: Int64 { TerminalThread.now }

  private func deliver(_ events: [InputEvent]) {
    if !events.isEmpty { pixels?.noteKey(at: Self.milliseconds) }
    for event in events {
      switch event {
      case .key(.control("c")): if !mode.ignoresLeaving { end(.interrupted) }
      case .key(.control("\\")): if !mode.ignoresLeaving { end(.quit) }
      case .key(.control("z")): if !mode.ignoresLeaving { stop() }
      case .key, .pasted, .resized, .resumed, .graphics, .ended: mail.yield(event)
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
    if ending == .inputClosed { executor.unwatch(STDIN_FILENO) }
    mail.yield(.ended(ending))
  }

  private func stop() {
    takePixelsAway()
    endwin()
    setSettings()
    SignalPipe.stop()
    takeOver()
  }

  /// Sets the terminal up again after a stop.
  private func takeOver() {
    guard isOpen else { return }
    NcursesScreen.resume()
    pixels?.goOn()
    needsClear = true
    drawn = nil
    measure()
    mail.yield(.resumed)
  }

  /// Takes over the window's size.
  ///
  /// A window that changed its size and changed it back before this call has lost its content, too.
  private func measure(isResized: Bool = false) {
    let now = NcursesScreen.size
    NcursesScreen.resize(to: now)
    pixels?.cell = NcursesScreen.cell
    if let question = pixels?.questionOfCell {
      _ = TerminalWriter.write(question, to: STDOUT_FILENO)
    }
    announceGraphics()
    needsClear = true
    drawn = nil
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
    let start = Self.milliseconds
    let hadPixels = pixels.map { !$0.isEmpty } ?? false
    let change = changedPixels(frame, rows)
    for row in rows { pens.draw(frame, row: row, over: drawn) }
    drawn = frame
    // The terminal's own scrolling would take pictures along.
    let scrolls = !hadPixels && frame.graphics.isEmpty
    let passed = gate.passing(
      isFrame: true, after: change.bytes, prefix: pixels?.takeOpening() ?? "",
      rewrite: pens.rewrite
    ) {
      NcursesScreen.redraw(rows: change.rows, scrolls: scrolls)
      NcursesScreen.show(cursor: frame.cursor, clears: needsClear)
    }
    if needsClear { written.clears += 1 }
    needsClear = false
    guard let passed else { return end(.hungUp) }
    written.bytes += passed.bytes
    written.writes += passed.writes
    if let question = pixels?.question(behind: passed.bytes, since: start), !question.isEmpty {
      _ = TerminalWriter.write(question, to: STDOUT_FILENO)
    }
    setAlarm()
  }

  /// What makes the frame's pictures of pixels of those on the screen.
  private func changedPixels(_ frame: Frame, _ rows: [Int]) -> PixelScreen.Change {
    let shown = drawn
    let change = pixels?.show(frame.graphics, clears: needsClear) { area in
      frame.writes(to: area, rows: rows, over: shown)
    }
    return change ?? PixelScreen.Change()
  }

  /// Sends the next piece of a picture; called while the terminal takes bytes.
  private func sendPixels() {
    guard isOpen else { return }
    let store = mode.graphics
    let piece = pixels?.nextPiece(at: Self.milliseconds) { store.graphic(for: $0) }
    if let piece {
      guard TerminalWriter.write(piece, to: STDOUT_FILENO) != nil else { return end(.hungUp) }
      written.bytes += piece.count
    }
    setAlarm()
  }

  /// Takes all pictures of pixels off the glass.
  private func takePixelsAway() {
    executor.setWriting(false)
    if let bytes = pixels?.clear(), !bytes.isEmpty {
      _ = TerminalWriter.write(bytes, to: STDOUT_FILENO)
    }
    readAnswers()
  }

  /// Waits a moment for answers that are on their way, so that no shell gets them.
  private func readAnswers() {
    let end = Self.milliseconds + Self.answerPatience
    while pixels?.awaitsAnswer(at: Self.milliseconds) == true {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      let left = Int32(clamping: end - Self.milliseconds)
      guard left > 0, poll(&waiting, 1, left) > 0 else { return }
      let (bytes, hasEnded) = NcursesScreen.read()
      _ = parser.feed(bytes, at: Self.milliseconds)
      for report in parser.takeReports() { pixels?.take(report, at: Self.milliseconds) }
      guard !hasEnded else { return }
    }
  }

  /// Milliseconds a program that ends waits for answers.
  private static let answerPatience: Int64 = 100

  /// Uses other colours from now on.
  public func use(_ theme: Theme) {
    pens.use(theme)
    drawn = nil
    needsClear = true
  }

  /// Gives the terminal back.
  public func restore() {
    guard isOpen else { return }
    isOpen = false
    executor.unwatchAll()
    takePixelsAway()
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
