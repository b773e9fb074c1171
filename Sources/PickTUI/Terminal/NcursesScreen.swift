import CNcurses
import Glibc

/// The calls that open, measure, show and close the screen.
///
/// ncurses keeps its state in globals; only `NcursesTerminal` calls these, one at a time.
enum NcursesScreen {
  /// Larger than any screen; a larger one would only cost memory.
  private static let largest = Size(columns: 2000, rows: 1000)
  /// What is assumed where the terminal does not know (a serial line says 0x0).
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
  static func check(_ environment: TerminalEnvironment) throws(TerminalRefusal) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    var status: Int32 = 0
    guard setupterm(nil, STDOUT_FILENO, &status) == OK else {
      throw .unknownType(environment.type)
    }
    guard capability("cup") != nil else { throw .cannotPlaceCursor(environment.type) }
  }

  /// Starts ncurses.
  ///
  /// - Parameter output: the descriptor it writes to.
  /// - Returns: the window to read keys from, whose reading never paints.
  static func open(output: Int32) -> UnsafeMutablePointer<WINDOW>? {
    let keys = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
    guard keys >= 0, let out = fdopen(output, "w"), let source = fdopen(keys, "r"),
      newterm(nil, out, source) != nil
    else { return nil }
    raw()
    noecho()
    nonl()
    typeahead(-1)
    set_escdelay(25)
    curs_set(0)
    // Scrolled shelves move by the terminal's own scrolling.
    idlok(pick_stdscr(), true)
    if has_colors() {
      start_color()
      use_default_colors()
    }
    // A pad: reading from a window would paint it first.
    guard let input = newpad(1, 1) else { return nil }
    keypad(input, true)
    nodelay(input, true)
    NcursesKeys.defineSequences()
    _ = TerminalWriter.write(pasteOn, to: STDOUT_FILENO)
    return input
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

  /// Tells ncurses the size, which it does not find out by itself without its own handler.
  static func resize(to size: Size) {
    guard is_term_resized(Int32(size.rows), Int32(size.columns)) else { return }
    resizeterm(Int32(size.rows), Int32(size.columns))
  }

  /// Whether nothing can be read from standard input any more.
  static var inputHasEnded: Bool {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 0) > 0 else { return false }
    return Int32(waiting.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0
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
    _ = TerminalWriter.write(pasteOn, to: STDOUT_FILENO)
  }

  /// Ends ncurses and what it does not know of.
  static func close() {
    curs_set(1)
    endwin()
    _ = TerminalWriter.write(pasteOff, to: STDOUT_FILENO)
  }

  /// What makes a terminal usable again, for a program that can do nothing else any more.
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
