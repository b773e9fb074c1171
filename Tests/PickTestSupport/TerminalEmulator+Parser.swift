extension TerminalEmulator {
  /// Where in a sequence the next character falls, after Williams' diagram of the VT500.
  struct Parser: Sendable {
    enum State: Sendable { case ground, escape, escapeIntermediate, sequence, string, stringEscape }

    var state = State.ground
    var parameters = ""
    var intermediates = ""
  }

  /// Takes one character.
  mutating func take(_ scalar: Unicode.Scalar) {
    switch parser.state {
    case .string: takeInString(scalar)
    case .stringEscape:
      parser.state = .ground
      if scalar != "\\" { takeAfterEscape(scalar) }
    case _ where scalar.value == 0x1B:
      parser = Parser()
      parser.state = .escape
    case _ where scalar.value == 0x18 || scalar.value == 0x1A: parser = Parser()
    case _ where scalar.value < 0x20: control(scalar)
    case .ground: print(scalar)
    case .escape: takeAfterEscape(scalar)
    case .escapeIntermediate:
      if scalar.value >= 0x30 { parser = Parser() }
    case .sequence: takeInSequence(scalar)
    }
  }

  private mutating func takeInString(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x07, 0x9C: parser = Parser()
    case 0x1B: parser.state = .stringEscape
    default: break
    }
  }

  private mutating func takeAfterEscape(_ scalar: Unicode.Scalar) {
    parser = Parser()
    switch scalar {
    case "[": parser.state = .sequence
    case "]", "P", "X", "^", "_":
      parser.state = .string
      controlStrings += 1
    case " ", "#", "%", "(", ")", "*", "+", "-", ".", "/": parser.state = .escapeIntermediate
    case "7": saved = (column, row, look)
    case "8": (column, row, look) = (saved.column, saved.row, saved.look)
    case "D": lineFeed()
    case "E":
      column = 0
      lineFeed()
    case "M": reverseLineFeed()
    case "c": self = TerminalEmulator(columns: columns, rows: rows)
    default: break
    }
  }

  private mutating func takeInSequence(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x2F: parser.intermediates.unicodeScalars.append(scalar)
    case 0x30...0x3F: parser.parameters.unicodeScalars.append(scalar)
    case 0x40...0x7E:
      let done = parser
      parser = Parser()
      perform(scalar, done)
    default: parser = Parser()
    }
  }

  private mutating func perform(_ final: Unicode.Scalar, _ sequence: Parser) {
    guard sequence.intermediates.isEmpty else { return }
    if sequence.parameters.hasPrefix("?") {
      let modes = sequence.parameters.dropFirst().split(separator: ";").compactMap { Int($0) }
      for mode in modes where final == "h" || final == "l" { setMode(mode, final == "h") }
      return
    }
    guard sequence.parameters.first.map({ !"<=>".contains($0) }) ?? true else { return }
    if final == "m" { return setGraphics(sequence.parameters) }
    let numbers = sequence.parameters.split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) ?? 0 }
    perform(final, numbers)
  }

  private mutating func setMode(_ mode: Int, _ isOn: Bool) {
    switch mode {
    case 7: wrapsLines = isOn
    case 25: showsCursor = isOn
    case 47, 1047, 1049: setAlternate(isOn, savesCursor: mode == 1049)
    case 2004: bracketsPaste = isOn
    case 2026:
      if isUpdating, !isOn { updateCount += 1 }
      isUpdating = isOn
    default: break
    }
  }

  private mutating func setAlternate(_ isOn: Bool, savesCursor: Bool) {
    guard isOn != isAlternate else { return }
    isAlternate = isOn
    if isOn, savesCursor { saved = (column, row, look) }
    swap(&grid, &otherGrid)
    if isOn { grid = Self.empty(columns, rows) }
    if !isOn, savesCursor { (column, row, look) = (saved.column, saved.row, saved.look) }
  }
}
