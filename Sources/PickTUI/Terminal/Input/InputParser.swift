/// Turns what a terminal sends into keys and pastes (docs/decisions/terminal-input.md).
///
/// A value without a clock: bytes and the time come from outside, in milliseconds of any clock that
/// never goes back. However bytes are cut, the same events come out. A sequence is read to its end;
/// one that means nothing is dropped whole.
struct InputParser {
  /// Milliseconds after which a started sequence or character, or an open paste, is given up.
  static let patience: Int64 = 1000
  /// Milliseconds after which a byte that begins a sequence was a key with Alt at the earliest.
  private static let introducerPatience: Int64 = 100
  /// Bytes of a sequence that are waited for; no terminal sends as many.
  private static let longestSequence = 65_536
  /// Bytes of a sequence that are looked at; longer ones are no keys.
  private static let longestKey = 64

  private enum State: Hashable {
    /// Between keys.
    case ground
    /// Behind one Esc, or two of them.
    case escape
    /// In a character of more than one byte behind Esc.
    case character
    /// Behind `CSI`.
    case control
    /// Behind `CSI [`, which only the Linux console sends.
    case linuxConsole
    /// Behind `SS3`.
    case keypad
    /// In what ends with `ST` or BEL: `OSC`, `DCS`, `SOS`, `PM`, `APC`.
    case string
    /// Behind an Esc in such a text.
    case stringEscape
    /// In a mouse report of the oldest kind, this many bytes before its end.
    case mouse(Int)
    /// In a paste.
    case paste
  }

  /// Milliseconds after which Esc was the key.
  let escapeDelay: Int64
  /// Whether the terminal owes an answer: then an Esc alone may be its first byte, whose rest is late.
  var awaitsReport = false
  /// Keys by their bytes after Esc, from the system's description of the terminal.
  let described: [[UInt8]: Key]

  private var state = State.ground
  private var escapes = 0
  /// The byte that began the sequence; `nil` for one that began with a single character.
  private var introducer: UInt8?
  private var body: [UInt8] = []
  private var length = 0
  private var assembler = ScalarAssembler()
  private var composer = InputComposer()
  private var paste = PasteBuffer()
  private var lastByte: Int64 = 0
  private var reports: [TerminalReport] = []

  /// A parser between keys.
  init(escapeDelay: Int64 = 25, described: [[UInt8]: Key] = [:]) {
    self.escapeDelay = escapeDelay
    self.described = described
  }

  /// Takes bytes that came at a time.
  mutating func feed(_ bytes: some Sequence<UInt8>, at now: Int64) -> [InputEvent] {
    var events: [InputEvent] = []
    for byte in bytes { take(byte, &events) }
    lastByte = max(lastByte, now)
    return events
  }

  /// What the terminal said of itself since the last call.
  mutating func takeReports() -> [TerminalReport] {
    defer { reports = [] }
    return reports
  }

  /// The input completed because no byte waits; unfinished sequences are kept.
  mutating func settle() -> [InputEvent] { composer.flush() }

  /// When `pass(to:)` will have something to say, unless bytes come before; `nil` for never.
  var deadline: Int64? {
    switch state {
    case .ground: assembler.isWaiting ? lastByte + Self.patience : nil
    case .escape:
      lastByte + (awaitsReport ? max(escapeDelay, Self.introducerPatience) : escapeDelay)
    case .control, .keypad, .string:
      lastByte
        + (length == 0 && !awaitsReport
          ? max(escapeDelay, Self.introducerPatience) : Self.patience)
    case .character, .linuxConsole, .stringEscape, .mouse, .paste: lastByte + Self.patience
    }
  }

  /// Whether nothing has begun that has not ended.
  var isAtRest: Bool { state == .ground && !assembler.isWaiting }

  /// Takes notice that no byte came until a time.
  mutating func pass(to now: Int64) -> [InputEvent] {
    guard let deadline, now >= deadline else { return [] }
    var events: [InputEvent] = []
    switch state {
    case .escape: events = Array(repeating: .key(.escape), count: escapes)
    case .control, .keypad, .string:
      if length == 0, let introducer {
        events = [.key(Key(.character(Character(Unicode.Scalar(introducer))), .alt))]
      }
    case .paste: events = endPaste()
    case .ground, .character, .linuxConsole, .stringEscape, .mouse: break
    }
    rest()
    return events
  }

  // MARK: One byte

  private mutating func take(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch state {
    case .ground: takePlain(byte, &events)
    case .escape: takeEscaped(byte, &events)
    case .character: takeCharacter(byte, &events)
    case .control: takeControl(byte, &events)
    case .linuxConsole:
      guard isSequence(byte, &events) else { return }
      finish(KeySequence.key(linuxConsole: byte), [0x5B, 0x5B, byte], &events)
    case .keypad: takeKeypad(byte, &events)
    case .string, .stringEscape: takeString(byte, &events)
    case .mouse(let left): takeMouse(byte, left, &events)
    case .paste: takePasted(byte, &events)
    }
  }

  private mutating func takePlain(_ byte: UInt8, _ events: inout [InputEvent]) {
    guard let scalar = assembler.feed(byte) else { return }
    switch scalar.value {
    case 0x1B:
      events += composer.flush()
      (state, escapes) = (.escape, 1)
    // The same introducers as one character each.
    case 0x9B: begin(.control, nil, &events)
    case 0x8F: begin(.keypad, nil, &events)
    case 0x90, 0x98, 0x9D...0x9F: begin(.string, nil, &events)
    default: events += composer.feed(scalar)
    }
  }

  private mutating func begin(_ next: State, _ byte: UInt8?, _ events: inout [InputEvent]) {
    events += composer.flush()
    (state, introducer, body, length) = (next, byte, [], 0)
  }

  private mutating func takeEscaped(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch byte {
    case 0x1B:
      // Two of them may begin a key with Alt; of three the first was a key.
      if escapes == 2 { events.append(.key(.escape)) }
      escapes = 2
    case UInt8(ascii: "["): begin(.control, byte, &events)
    case UInt8(ascii: "O"): begin(.keypad, byte, &events)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"),
      UInt8(ascii: "_"):
      begin(.string, byte, &events)
    case 0x80...:
      state = .character
      takeCharacter(byte, &events)
    case 3:
      // Ctrl-C ends the program also behind an Esc.
      rest()
      events.append(.key(.control("c")))
    default:
      if escapes == 2 { events.append(.key(.escape)) }
      let key = Key(typing: Unicode.Scalar(byte)).map { Key($0.code, $0.modifiers.union(.alt)) }
      escapes = 1
      finish(key, [byte], &events)
    }
  }

  private mutating func takeCharacter(_ byte: UInt8, _ events: inout [InputEvent]) {
    if byte < 0x80 {
      rest()
      return takePlain(byte, &events)
    }
    let scalar = assembler.feed(byte)
    guard !assembler.isWaiting else { return }
    rest()
    if let scalar, let key = Key(typing: scalar) { events.append(.key(Key(key.code, .alt))) }
  }

  private mutating func takeControl(_ byte: UInt8, _ events: inout [InputEvent]) {
    guard isSequence(byte, &events) else { return }
    if length == 0, byte == UInt8(ascii: "[") {
      state = .linuxConsole
      return
    }
    let isFinal =
      byte >= 0x40 || (byte == UInt8(ascii: "$") && KeySequence.endsWithDollar(body))
    guard isFinal else { return keep(byte) }
    if length == 0, byte == UInt8(ascii: "M") {
      state = .mouse(3)
    } else if byte == UInt8(ascii: "~"), body == Array("200".utf8) {
      (state, paste) = (.paste, PasteBuffer())
    } else {
      let isKey = length == body.count
      note(TerminalReport(csi: body, final: byte), &events)
      finish(
        isKey ? KeySequence.key(csi: body, final: byte) : nil,
        [UInt8(ascii: "[")] + body + [byte], &events)
    }
  }

  private mutating func takeKeypad(_ byte: UInt8, _ events: inout [InputEvent]) {
    guard isSequence(byte, &events) else { return }
    guard byte >= 0x40 || (length == 0 && byte == UInt8(ascii: " ")) else { return keep(byte) }
    let isKey = length == body.count
    finish(
      isKey ? KeySequence.key(ss3: body, final: byte) : nil,
      [UInt8(ascii: "O")] + body + [byte], &events)
  }

  private mutating func takeString(_ byte: UInt8, _ events: inout [InputEvent]) {
    if state == .stringEscape {
      guard byte != UInt8(ascii: "\\") else {
        if introducer == UInt8(ascii: "_") { note(TerminalReport(command: body), &events) }
        return rest()
      }
      // Any other Esc breaks the text off and begins something of its own.
      (state, escapes) = (.escape, 1)
      return takeEscaped(byte, &events)
    }
    switch byte {
    case 0x07: rest()
    case 0x1B: state = .stringEscape
    case 0x03:
      rest()
      events.append(.key(.control("c")))
    default: keep(byte)
    }
  }

  private mutating func takeMouse(_ byte: UInt8, _ left: Int, _ events: inout [InputEvent]) {
    if byte < 0x20 {
      rest()
      takePlain(byte, &events)
    } else if left == 1 {
      rest()
    } else {
      state = .mouse(left - 1)
    }
  }

  private mutating func takePasted(_ byte: UInt8, _ events: inout [InputEvent]) {
    switch paste.feed(byte) {
    case .goesOn: break
    case .interrupts: events.append(.key(.control("c")))
    case .ends:
      events += endPaste()
      rest()
    }
  }

  private mutating func endPaste() -> [InputEvent] {
    let text = paste.text
    paste = PasteBuffer()
    return text.map { [.pasted($0)] } ?? []
  }

  // MARK: Sequences

  /// Whether a byte can belong to a sequence; any other one breaks it off and counts for itself.
  private mutating func isSequence(_ byte: UInt8, _ events: inout [InputEvent]) -> Bool {
    if (0x20..<0x7F).contains(byte) { return true }
    rest()
    takePlain(byte, &events)
    return false
  }

  /// Keeps a report; no terminal sends a flood of them.
  private mutating func note(_ report: TerminalReport?, _ events: inout [InputEvent]) {
    guard let report else { return }
    // An answer begins with an Esc of its own: the one before it was the key.
    if escapes == 2 {
      events.append(.key(.escape))
      escapes = 1
    }
    if reports.count < 8 { reports.append(report) }
  }

  private mutating func keep(_ byte: UInt8) {
    length += 1
    if body.count < Self.longestKey { body.append(byte) }
    if length >= Self.longestSequence { rest() }
  }

  /// Ends a sequence: the description of the terminal counts before what most terminals send.
  private mutating func finish(_ key: Key?, _ sequence: [UInt8], _ events: inout [InputEvent]) {
    let isAlt = escapes == 2
    rest()
    guard let key = described[sequence] ?? key else { return }
    events.append(.key(isAlt ? Key(key.code, key.modifiers.union(.alt)) : key))
  }

  private mutating func rest() {
    (state, escapes, introducer, length) = (.ground, 0, nil, 0)
    body.removeAll(keepingCapacity: true)
    assembler.reset()
  }
}

/// The text between `CSI 200 ~` and `CSI 201 ~`.
private struct PasteBuffer: Hashable {
  /// Characters kept of a paste; the rest is swallowed up to its end.
  static let longest = 10_000
  private static let endMark = Array("\u{1B}[201~".utf8)
  private static let interrupt: UInt8 = 3

  private var scalars: [Unicode.Scalar] = []
  private var assembler = ScalarAssembler()
  /// Bytes of the end mark that were seen.
  private var matched = 0
  private var followsReturn = false
  private var isDropped = false

  /// The result of a byte in a paste.
  enum Step: Hashable {
    /// It belongs to the paste.
    case goesOn
    /// It completes the end mark.
    case ends
    /// It is Ctrl-C: nothing of the paste is wanted any more, though the rest of it may come.
    case interrupts
  }

  /// Takes a byte.
  mutating func feed(_ byte: UInt8) -> Step {
    if byte == Self.interrupt {
      (isDropped, matched, scalars) = (true, 0, [])
      return .interrupts
    }
    if byte == Self.endMark[matched] {
      matched += 1
      guard matched == Self.endMark.count else { return .goesOn }
      return .ends
    }
    // The mark has one Esc, its first byte: what was taken for a mark can only begin anew here.
    for taken in Self.endMark[..<matched] { append(taken) }
    matched = 0
    if byte == Self.endMark[0] { matched = 1 } else { append(byte) }
    return .goesOn
  }

  /// The text without control characters, with plain line ends; `nil` when nothing is wanted of it.
  var text: String? {
    guard !isDropped else { return nil }
    let whole = String(String.UnicodeScalarView(scalars))
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    return ComposedText.composed(
      lines.map { CellText.line(String($0)) }.joined(separator: "\n"))
  }

  private mutating func append(_ byte: UInt8) {
    guard let scalar = assembler.feed(byte) else { return }
    let isSecondHalf = followsReturn && scalar == "\n"
    followsReturn = scalar == "\r"
    guard !isDropped, !isSecondHalf, scalars.count < Self.longest else { return }
    scalars.append(scalar == "\r" ? "\n" : scalar)
  }
}
