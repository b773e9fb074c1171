import CNcurses
import Glibc

/// Draws rows of a frame into ncurses' own idea of the screen.
struct NcursesPens {
  private let ladder: ColorLadder
  /// Whether colour numbers are red, green and blue themselves (`*-direct`).
  private let isDirect: Bool
  private let showsUnicode: Bool
  private var theme: Theme
  private var trueColor = TrueColor()
  private var pens: [Style: Pen] = [:]

  private struct Pen {
    let attributes: attr_t
    let pair: Int32
    let ground: Int?
  }

  init(theme: Theme, depth: ColorDepth, isDirect: Bool, showsUnicode: Bool) {
    self.theme = theme
    self.isDirect = isDirect
    self.showsUnicode = showsUnicode
    ladder = ColorLadder(depth: depth)
  }

  /// Uses other colours; numbers given to colours stay, since cells on the screen have them.
  mutating func use(_ theme: Theme) {
    self.theme = theme
    pens = [:]
  }

  /// What to do with the bytes of a frame; `nil` when they are right as they are.
  var rewrite: (([UInt8]) -> [UInt8])? {
    guard ladder.depth == .trueColor, !isDirect else { return nil }
    return { [trueColor] in trueColor.rewriting($0) }
  }

  /// Draws one row, run by run of equal style.
  mutating func draw(_ frame: Frame, row: Int) {
    let window = pick_stdscr()
    let columns = min(frame.size.columns, Int(pick_max_x(window)))
    guard row < min(frame.size.rows, Int(pick_max_y(window))) else { return }
    let cells = frame[row: row].prefix(columns)
    var run: [wchar_t] = []
    run.reserveCapacity(columns)
    wmove(window, Int32(row), 0)
    var start = cells.startIndex
    while start < cells.endIndex {
      let pen = pen(for: cells[start].style)
      let end = endOfRun(cells[start...], pen)
      run.removeAll(keepingCapacity: true)
      for cell in cells[start..<end] where !cell.isContinuation {
        append(cell.character, to: &run)
      }
      pick_wattr_set(window, pen.attributes, pen.pair)
      waddnwstr(window, run, Int32(run.count))
      start = end
    }
  }

  /// Where the cells end that can be drawn with one pen.
  ///
  /// A blank on the same ground has no colour of its own to show; each change of colour that is
  /// spared saves some ten bytes.
  private mutating func endOfRun(_ cells: ArraySlice<Cell>, _ pen: Pen) -> Int {
    let style = cells.first?.style
    for index in cells.indices where cells[index].style != style {
      let other = self.pen(for: cells[index].style)
      let isPlain = pen.attributes == pick_A_NORMAL && other.attributes == pick_A_NORMAL
      guard isPlain, cells[index].character == " ", other.ground == pen.ground else {
        return index
      }
    }
    return cells.endIndex
  }

  /// The scalars of a cell, or question marks of its width for what cannot be shown.
  private func append(_ character: Character, to run: inout [wchar_t]) {
    if let ascii = character.asciiValue {
      run.append(wchar_t(ascii))
      return
    }
    let scalars = character.unicodeScalars
    guard let first = scalars.first, showsUnicode, isAgreed(first) else {
      run += Array(repeating: 0x3F, count: DisplayWidth.of(character))
      return
    }
    for scalar in scalars { run.append(wchar_t(bitPattern: scalar.value)) }
  }

  /// Whether the C library gives a scalar the width the frame was made with.
  private func isAgreed(_ scalar: Unicode.Scalar) -> Bool {
    Int(pick_wcwidth(wchar_t(bitPattern: scalar.value))) == DisplayWidth.of(scalar)
  }

  private mutating func pen(for style: Style) -> Pen {
    if let pen = pens[style] { return pen }
    let wanted = ladder.pen(for: style, in: theme)
    var pair: Int32 = 0
    if let foreground = number(wanted.foreground), let background = number(wanted.background) {
      pair = max(0, alloc_pair(foreground, background))
    }
    let pen = Pen(
      attributes: Self.bits(of: wanted.attributes), pair: pair, ground: wanted.background)
    pens[style] = pen
    return pen
  }

  /// What ncurses is asked for to get a colour.
  private mutating func number(_ color: Int?) -> Int32? {
    guard let color else { return nil }
    guard ladder.depth == .trueColor, !isDirect else { return Int32(color) }
    return Int32(trueColor.number(for: color) ?? Palette.nearest256(to: RGB(UInt32(color))))
  }

  private static func bits(of attributes: Style.Attributes) -> attr_t {
    var bits = pick_A_NORMAL
    if attributes.contains(.bold) { bits |= pick_A_BOLD }
    if attributes.contains(.dim) { bits |= pick_A_DIM }
    if attributes.contains(.underline) { bits |= pick_A_UNDERLINE }
    if attributes.contains(.reverse) { bits |= pick_A_REVERSE }
    if attributes.contains(.italic) { bits |= pick_A_ITALIC }
    return bits
  }
}
