public import Glibc
public import PickTUI

/// Runs a program in a terminal of its own, as a person would, and reads its screen.
///
/// Waiting is always for something: output, or the end of the program. The ceiling of a wait only says
/// that something hangs; a program that has ended is not waited for.
public final class PseudoTerminal {
  /// What could not be done.
  public enum Failure: Error, Hashable {
    /// A call of the system failed, with its `errno`.
    case system(String, Int32)
    /// What was waited for did not come; the screen as it was then.
    case timedOut(screen: String)
  }

  /// How a program ended.
  public enum Ending: Hashable, Sendable {
    /// It called `exit`.
    case exited(Int32)
    /// A signal killed it.
    case killed(Int32)
  }

  /// How long a wait goes on before it says that something hangs: no behaviour is decided by it.
  public static let hangSeconds = 180.0

  /// The screen as the program has painted it so far.
  public private(set) var screen: TerminalEmulator
  /// Every byte the program wrote.
  public private(set) var output: [UInt8] = []
  /// How many reads brought something: an upper bound on neither, a hint at the writes.
  public private(set) var readCount = 0
  /// The pictures of pixels it painted, where this terminal says that it shows such.
  ///
  /// Its answers are sent byte by byte, as a slow line would bring them.
  public var glass: PixelGlass?
  /// Bits a second of the line to this terminal, ten of which are a byte; `nil` for as fast as it
  /// goes.
  public var bitsPerSecond: Int?
  /// When the line is free again.
  private var freeAt = 0.0
  /// The program's process.
  public let process: pid_t
  private var master: Int32
  private var slave: Int32
  private var ending: Ending?

  /// Sets the session identifier of a spawned process; glibc has it, Swift does not import it.
  private static let newSession: Int16 = 0x80

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path.
  ///   - arguments: what follows its name.
  ///   - environment: all of its variables; `TERM` and a UTF-8 locale are added where missing.
  ///   - columns: columns of the terminal.
  ///   - rows: rows of the terminal.
  /// - Throws: `Failure.system`.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String] = [:],
    columns: Int = 80, rows: Int = 24
  ) throws {
    screen = TerminalEmulator(columns: columns, rows: rows)
    var (master, slave): (Int32, Int32) = (-1, -1)
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    guard openpty(&master, &slave, nil, nil, &size) == 0, let name = ttyname(slave) else {
      throw Failure.system("openpty", errno)
    }
    for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // The slave is kept open: the settings can be read after the program has ended.
    (self.master, self.slave) = (master, slave)
    process = try Self.spawn(
      program, arguments, environment, terminal: String(cString: name))
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String: String], terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal a session leader opens becomes its controlling one.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    let defaults = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
    let variables = defaults.merging(environment) { $1 }.map { "\($0)=\($1)" }
    var process: pid_t = 0
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup($0) } + [nil]
    defer { for text in words + settings { free(text) } }
    let result = posix_spawn(&process, program, &actions, &attributes, &words, &settings)
    guard result == 0 else { throw Failure.system("posix_spawn", result) }
    return process
  }

  deinit {
    if ending == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
  }

  // MARK: What a person does

  /// Types a text.
  public func type(_ text: String) { send(Array(text.utf8)) }

  /// Sends bytes as a keyboard would.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Presses keys as xterm would send them after `smkx`.
  public func press(_ keys: Key...) {
    for key in keys { send(Array(Self.sequence(of: key).utf8)) }
  }

  /// Changes the window's size; the program is told by SIGWINCH.
  public func resize(columns: Int, rows: Int) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(rows))
    screen.resize(columns: max(1, columns), rows: max(1, rows))
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Sends the program a signal.
  public func signal(_ signal: Int32) { kill(process, signal) }

  // MARK: What a person sees

  /// Reads until the screen fulfils a condition.
  ///
  /// - Parameters:
  ///   - seconds: how long to wait at most.
  ///   - condition: what is waited for.
  /// - Throws: `Failure.timedOut` with the screen.
  public func wait(
    atMost seconds: Double = hangSeconds, until condition: (TerminalEmulator) -> Bool
  ) throws {
    let deadline = Self.now + seconds
    while !condition(screen) || screen.isUpdating {
      if read(before: min(deadline, Self.now + 0.2)) { continue }
      // What it wrote at its end may have come since.
      guard !hasEnded || read(before: Self.now), Self.now < deadline else {
        throw Failure.timedOut(screen: screen.text)
      }
    }
  }

  /// Whether the program has ended, which is left to be asked for again.
  private var hasEnded: Bool {
    guard ending == nil else { return true }
    var found = siginfo_t()
    let looked = waitid(P_PID, id_t(process), &found, WEXITED | WNOHANG | WNOWAIT)
    return looked == 0 && found.si_signo != 0
  }

  /// Reads until the screen shows a text.
  ///
  /// - Parameters:
  ///   - text: what is waited for.
  ///   - seconds: how long to wait at most.
  /// - Throws: `Failure.timedOut` with the screen.
  public func wait(for text: String, atMost seconds: Double = hangSeconds) throws {
    try wait(atMost: seconds) { $0.text.contains(text) }
  }

  /// Reads until the program has ended.
  ///
  /// - Parameter seconds: how long to wait at most.
  /// - Returns: how it ended.
  /// - Throws: `Failure.timedOut` with the screen.
  @discardableResult
  public func waitForEnd(atMost seconds: Double = hangSeconds) throws -> Ending {
    let deadline = Self.now + seconds
    while true {
      if let ending { return ending }
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        ending = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
        while read(before: Self.now) {}
        continue
      }
      guard Self.now < deadline else { throw Failure.timedOut(screen: screen.text) }
      _ = read(before: min(deadline, Self.now + 0.02))
    }
  }

  /// Hangs up: the program loses its terminal.
  public func hangUp() {
    for end in [slave, master] where end >= 0 { close(end) }
    (slave, master) = (-1, -1)
  }

  /// The terminal's settings, to compare before and after.
  public var settings: [UInt8] {
    var settings = termios()
    tcgetattr(slave, &settings)
    return withUnsafeBytes(of: settings) { Array($0) }
  }

  /// Reads once.
  ///
  /// - Parameter deadline: until when to wait for something to read.
  /// - Returns: whether there was something, or may be later.
  private func read(before deadline: Double) -> Bool {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let milliseconds = max(0, Int32((deadline - Self.now) * 1000))
    guard poll(&waiting, 1, milliseconds) > 0 else { return false }
    let most = bitsPerSecond.map { max(1, min(256, $0 / 200)) } ?? 65_536
    var bytes = [UInt8](repeating: 0, count: most)
    let count = Glibc.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    if let bitsPerSecond {
      // What a line carries has arrived when its last bit has; an answer before would be a lie.
      freeAt = max(freeAt, Self.now) + Double(count * 10) / Double(bitsPerSecond)
      while Self.now < freeAt { _ = poll(nil, 0, Int32((freeAt - Self.now) * 1000) + 1) }
    }
    output += bytes[..<count]
    readCount += 1
    // The answers first: how long the emulator paints is no matter of the line's.
    glass?.feed(bytes[..<count])
    for byte in glass?.takeAnswers() ?? [] { send([byte]) }
    screen.feed(bytes[..<count])
    return true
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func sequence(of key: Key) -> String {
    switch key.code {
    case .character(let character):
      guard key.modifiers.contains(.control), let value = character.asciiValue else {
        return String(character)
      }
      return String(Character(Unicode.Scalar(value & 0x1F)))
    case .up: return "\u{1B}OA"
    case .down: return "\u{1B}OB"
    case .right: return "\u{1B}OC"
    case .left: return "\u{1B}OD"
    case .home: return key.modifiers.contains(.control) ? "\u{1B}[1;5H" : "\u{1B}OH"
    case .end: return key.modifiers.contains(.control) ? "\u{1B}[1;5F" : "\u{1B}OF"
    case .enter: return "\r"
    case .escape: return "\u{1B}"
    case .tab: return key.modifiers.contains(.shift) ? "\u{1B}[Z" : "\t"
    case .backspace: return "\u{7F}"
    case .delete: return "\u{1B}[3~"
    case .insert: return "\u{1B}[2~"
    case .pageUp: return "\u{1B}[5~"
    case .pageDown: return "\u{1B}[6~"
    case .function(let number):
      return number <= 4
        ? "\u{1B}O" + ["P", "Q", "R", "S"][max(0, number - 1)]
        : "\u{1B}[\([15, 17, 18, 19, 20, 21, 23, 24][min(7, number - 5)])~"
    }
  }
}
