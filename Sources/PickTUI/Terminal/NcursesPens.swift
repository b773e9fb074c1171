import CNcurses
import Glibc
import PickModel

/// Draws rows of a frame into ncurses' own idea of the screen.
struct NcursesPens {
  private let ladder: ColorLadder
  /// Whether colour numbers are red, green and blue themselves (`*-direct`).
  private let isDirect: Bool
  private let showsUnicode: Bool
  private var theme: Theme
  private var trueColor = TrueColor()
  private var pens: [Style: Pen] = [:]
  /// The pens by the numbers styles have in `table`.
  private var numbered: [Pen?] = []
  private var table: CellTable?

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

  /// Uses other colours; the screen has to be cleared, for numbers of colours are given anew.
  mutating func use(_ theme: Theme) {
    self.theme = theme
    pens = [:]
    numbered = []
    trueColor = TrueColor()
  }

  /// The change to make in the bytes of a frame; `nil` for none.
  var rewrite: (([UInt8]) -> [UInt8])? {
    guard ladder.depth == .trueColor, !isDirect else { return nil }
    return { [trueColor] in trueColor.rewriting($0) }
  }

  /// Draws one row, run by run of equal style, as far as it differs from what is `shown`.
  mutating func draw(_ frame: Frame, row: Int, over shown: Frame?) {
    let window = pick_stdscr()
    let columns = min(frame.size.columns, Int(pick_max_x(window)))
    guard row < min(frame.size.rows, Int(pick_max_y(window))) else { return }
    if table !== frame.table { (table, numbered) = (frame.table, []) }
    let damaged = frame.damagedColumns(row: row, since: shown).clamped(to: 0..<columns)
    let all = frame.codes(row: row)
    let codes = all[all.startIndex + damaged.lowerBound..<all.startIndex + damaged.upperBound]
    var run: [wchar_t] = []
    run.reserveCapacity(codes.count)
    wmove(window, Int32(row), Int32(damaged.lowerBound))
    var start = codes.startIndex
    while start < codes.endIndex {
      let pen = pen(numbered: codes[start].style, in: frame.table)
      let end = endOfRun(codes[start...], pen, in: frame.table)
      run.removeAll(keepingCapacity: true)
      for code in codes[start..<end] where !code.isRightHalf { append(code, frame.table, to: &run) }
      pick_wattr_set(window, pen.attributes, pen.pair)
      waddnwstr(window, run, Int32(run.count))
      start = end
    }
  }

  /// Where the cells end that can be drawn with one pen.
  ///
  /// A blank on the same ground has no colour of its own to show; each change of colour that is
  /// spared saves some ten bytes.
  private mutating func endOfRun(
    _ codes: ArraySlice<CellCode>, _ pen: Pen, in table: CellTable
  ) -> Int {
    let style = codes.first?.style
    for index in codes.indices where codes[index].style != style {
      let other = self.pen(numbered: codes[index].style, in: table)
      let isPlain = pen.attributes == pick_A_NORMAL && other.attributes == pick_A_NORMAL
      guard isPlain, codes[index].isBlank, other.ground == pen.ground else { return index }
    }
    return codes.endIndex
  }

  /// The scalars of a cell, or question marks of its width for what cannot be shown.
  private func append(_ code: CellCode, _ table: CellTable, to run: inout [wchar_t]) {
    if code.glyph < 0x80 {
      run.append(wchar_t(bitPattern: code.glyph))
      return
    }
    let character = table.character(code.glyph)
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

  /// The pen of a numbered style; each is looked for once.
  private mutating func pen(numbered number: UInt16, in table: CellTable) -> Pen {
    let place = Int(number)
    if place < numbered.count, let pen = numbered[place] { return pen }
    let pen = pen(for: table.style(number))
    while numbered.count <= place { numbered.append(nil) }
    numbered[place] = pen
    return pen
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

  /// The number by which ncurses knows a colour.
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

/// Makes colours of red, green and blue from the numbers of a palette.
///
/// The description of a terminal with 256 colours cannot ask for any other colour, yet nearly all
/// of them can show it. The theme's colours stand for palette numbers while ncurses draws, and
/// `38;5;n` becomes `38;2;r;g;b` on the way out.
struct TrueColor {
  /// Numbers below are the viewer's own sixteen.
  private static let first = 16
  private var slots: [Int: Int] = [:]
  private var colors: [RGB] = []

  /// The palette number that stands for a colour; `nil` when all of them are taken.
  mutating func number(for rgb: Int) -> Int? {
    if let slot = slots[rgb] { return slot }
    guard colors.count < 256 - Self.first else { return nil }
    let slot = Self.first + colors.count
    slots[rgb] = slot
    colors.append(RGB(UInt32(rgb)))
    return slot
  }

  /// The bytes with every palette number replaced by its colour.
  func rewriting(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 4)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x1B, let end = Self.endOfGraphics(bytes, from: index) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let parameters = String(decoding: bytes[index + 2..<end], as: UTF8.self)
        .split(separator: ";", omittingEmptySubsequences: false)
      result += [0x1B, 0x5B] + rewritten(parameters.map(String.init))
      result.append(0x6D)
      index = end + 1
    }
    return result
  }

  /// Where the `m` of `CSI digits ; … m` stands; `nil` for every other sequence.
  private static func endOfGraphics(_ bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count, bytes[start + 1] == 0x5B else { return nil }
    for index in start + 2..<bytes.count {
      switch bytes[index] {
      case 0x30...0x39, 0x3B: continue
      case 0x6D: return index
      default: return nil
      }
    }
    return nil
  }

  private func rewritten(_ parameters: [String]) -> [UInt8] {
    var result: [String] = []
    var index = 0
    while index < parameters.count {
      let kind = parameters[index]
      if kind == "38" || kind == "48", index + 2 < parameters.count, parameters[index + 1] == "5",
        let number = Int(parameters[index + 2]), colors.indices.contains(number - Self.first)
      {
        let color = colors[number - Self.first]
        result += [kind, "2", "\(color.red)", "\(color.green)", "\(color.blue)"]
        index += 3
      } else {
        result.append(kind)
        index += 1
      }
    }
    return Array(result.joined(separator: ";").utf8)
  }
}
