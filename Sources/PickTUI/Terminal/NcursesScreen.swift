import CNcurses
import Glibc

/// The calls that open, measure, show and close the screen.
///
/// ncurses keeps its state in globals; only `NcursesTerminal` calls these, one at a time.
enum NcursesScreen {
  /// Larger than any screen; a larger one would only cost memory.
  private static let largest = Size(columns: 2000, rows: 1000)
  /// The size assumed where the terminal does not know its own (a serial line says 0x0).
  private static let assumed = Size(columns: 80, rows: 24)
  private static let pasteOn = Array("\u{1B}[?2004h".utf8)
  private static let pasteOff = Array("\u{1B}[?2004l".utf8)

  /// Chooses how characters are encoded.
  ///
  /// - Parameter environment: a machine without any locale setting is taken for UTF-8; `C` is not.
  /// - Returns: whether it is UTF-8.
  static func setLocale(_ environment: TerminalEnvironment) -> Bool {
    let isInstalled = !environment.locale.isEmpty && setlocale(LC_CTYPE, "") != nil
    if !isInstalled, environment.wantsUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: codeset).uppercased() == "UTF-8"
  }

  /// Finds out whether the terminal can show Pick, without changing anything.
  ///
  /// - Returns: the kind of terminal the system knows it by: its own, or one that stands for it.
  static func check(_ environment: TerminalEnvironment) throws(TerminalRefusal) -> String {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    var status: Int32 = 0
    let types = [environment.type] + environment.standIns
    guard let type = types.first(where: { setupterm($0, STDOUT_FILENO, &status) == OK }) else {
      throw .unknownType(environment.type)
    }
    guard capability("cup") != nil else { throw .cannotPlaceCursor(environment.type) }
    return type
  }

  /// Starts ncurses.
  ///
  /// ncurses gets a descriptor of standard input for the terminal's settings, and never reads.
  ///
  /// - Parameters:
  ///   - type: the kind of terminal.
  ///   - output: the descriptor it writes to.
  /// - Returns: whether it started.
  static func open(type: String, output: Int32) -> Bool {
    let keys = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    guard keys >= 0, let out = fdopen(output, "w"), let source = fdopen(keys, "r"),
      newterm(type, out, source) != nil
    else { return false }
    raw()
    noecho()
    nonl()
    typeahead(-1)
    curs_set(0)
    // Scrolled shelves move by the terminal's own scrolling.
    idlok(pick_stdscr(), true)
    if has_colors() {
      start_color()
      use_default_colors()
    }
    _ = TerminalWriter.write(inputModes, to: STDOUT_FILENO)
    return true
  }

  /// Pastes come between marks, and the keypad types what is on it.
  private static var inputModes: [UInt8] { Array((capability("rmkx") ?? "").utf8) + pasteOn }

  /// The bytes that can be read from the keyboard now, and whether the input has ended.
  static func read() -> (bytes: [UInt8], hasEnded: Bool) {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 4096)
    while bytes.count < mostRead {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 0) > 0 else { return (bytes, false) }
      let count = Glibc.read(STDIN_FILENO, &part, part.count)
      guard count > 0 else {
        let isInterrupted = count < 0 && (errno == EAGAIN || errno == EINTR)
        return (bytes, !isInterrupted)
      }
      bytes += part[..<count]
    }
    return (bytes, false)
  }

  /// Bytes that are read at once; the rest of a large paste waits for the next turn.
  private static let mostRead = 1 << 16

  /// Pick's keys by their bytes after Esc, from the system's description of the terminal.
  static var describedKeys: [[UInt8]: Key] {
    var names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
      ("kfnd", .home), ("kend", .end), ("kslt", .end), ("kpp", .pageUp), ("knp", .pageDown),
      ("kich1", Key(.insert)), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
    ]
    names += (1...12).map { ("kf\($0)", Key(.function($0))) }
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names {
      guard let bytes = capability(name).map({ Array($0.utf8) }), bytes.first == 0x1B,
        (2...16).contains(bytes.count)
      else { continue }
      keys[Array(bytes.dropFirst())] = key
    }
    return keys
  }

  /// The size the terminal has now.
  static var size: Size {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
      window.ws_row > 0
    else { return assumed }
    return Size(
      columns: min(largest.columns, Int(window.ws_col)), rows: min(largest.rows, Int(window.ws_row))
    )
  }

  /// Pixels of a cell now; `nil` where the terminal does not say.
  static var cell: CellPixels? {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
      window.ws_row > 0
    else { return nil }
    return CellPixels(
      width: Int(window.ws_xpixel / window.ws_col), height: Int(window.ws_ypixel / window.ws_row))
  }

  /// Has rows drawn again, whatever is believed to be on them.
  ///
  /// The terminal's own scrolling would take pictures along, so `scrolls` says whether it may be used.
  static func redraw(rows: Set<Int>, scrolls: Bool) {
    idlok(pick_stdscr(), scrolls)
    for row in rows.sorted() { wredrawln(pick_stdscr(), Int32(row), 1) }
  }

  /// Tells ncurses the size, which it does not find out by itself without its own handler.
  static func resize(to size: Size) {
    guard is_term_resized(Int32(size.rows), Int32(size.columns)) else { return }
    resizeterm(Int32(size.rows), Int32(size.columns))
  }

  /// Sends what changed since the last time.
  static func show(cursor: Point?, clears: Bool) {
    let window = pick_stdscr()
    if clears { clearok(pick_curscr(), true) }
    curs_set(cursor == nil ? 0 : 1)
    // Without a visible cursor its place does not matter, and moving it costs bytes.
    leaveok(window, cursor == nil)
    if let cursor { wmove(window, Int32(cursor.row), Int32(cursor.column)) }
    wnoutrefresh(window)
    doupdate()
  }

  /// Takes the terminal over again after a stop.
  static func resume() {
    reset_prog_mode()
    _ = TerminalWriter.write(inputModes, to: STDOUT_FILENO)
  }

  /// Ends ncurses and what it does not know of.
  static func close() {
    curs_set(1)
    endwin()
    _ = TerminalWriter.write(pasteOff, to: STDOUT_FILENO)
  }

  /// The bytes that reset the terminal after a crash.
  static var resetSequence: [UInt8] {
    let own = "\u{1B}[?2026l\u{1B}[?2004l"
    let described = ["sgr0", "op", "rmkx", "cnorm", "rmcup"].compactMap(capability).joined()
    return Array((own + described).utf8)
  }

  private static func capability(_ name: String) -> String? {
    // A number that is not an address says that there is no such capability.
    guard let text = tigetstr(name), Int(bitPattern: text) != -1 else { return nil }
    return String(cString: text)
  }
}
