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

  /// A pigment for each colour number that pictures were drawn in: what cannot be told apart is one.
  private var pigments: [Int: Pigment] = [:]

  private var hasGround = false

  private struct Pen {
    let attributes: attr_t
    let pair: Int32
    /// The two pixels, where it is one of a picture.
    let tint: Tint?
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
    pigments = [:]
    hasGround = false
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
    setGround()
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
      if pen.tint != nil {
        start = drawPicture(all, from: start, to: codes.endIndex, frame.table)
        continue
      }
      let style = codes[start].style
      let end = codes[start...].firstIndex { $0.style != style } ?? codes.endIndex
      run.removeAll(keepingCapacity: true)
      for code in codes[start..<end] where !code.isRightHalf { append(code, frame.table, to: &run) }
      pick_wattr_set(window, pen.attributes, pen.pair)
      waddnwstr(window, run, Int32(run.count))
      start = end
    }
  }

  /// Draws the cells of a picture that begin at `start` and end before `end`; returns where they end.
  private mutating func drawPicture(
    _ row: ArraySlice<CellCode>, from start: Int, to end: Int, _ table: CellTable
  ) -> Int {
    var place = start
    while place > row.startIndex, pen(numbered: row[place - 1].style, in: table).tint != nil {
      place -= 1
    }
    var blocks = HalfBlocks()
    var run: [wchar_t] = []
    var shown: Tint?
    while place < end, let tint = pen(numbered: row[place].style, in: table).tint {
      let choice = blocks.next(tint)
      if place >= start {
        if choice.pen != shown {
          draw(run, with: shown)
          run.removeAll(keepingCapacity: true)
          shown = choice.pen
        }
        run.append(wchar_t(choice.glyph.rawValue))
      }
      place += 1
    }
    draw(run, with: shown)
    return place
  }

  private mutating func draw(_ run: [wchar_t], with tint: Tint?) {
    guard let tint, !run.isEmpty else { return }
    let pen = pen(for: Style(tint: tint))
    pick_wattr_set(pick_stdscr(), pen.attributes, pen.pair)
    waddnwstr(pick_stdscr(), run, Int32(run.count))
  }

  /// Tells ncurses the ground, so that rows it scrolls or clears have it and nothing is drawn where they
  /// stay blank.
  private mutating func setGround() {
    guard !hasGround else { return }
    hasGround = true
    pick_set_ground(pick_stdscr(), pen(for: .text).pair)
  }

  /// The scalars of a cell, or question marks of its width for what cannot be shown.
  private func append(_ code: CellCode, _ table: CellTable, to run: inout [wchar_t]) {
    if code.glyph < 0x80 {
      run.append(wchar_t(bitPattern: code.glyph))
      return
    }
    // All C libraries give syllables the width the frame has.
    if showsUnicode, code.glyph >= 0xAC00, code.glyph <= 0xD7A3 {
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
      attributes: Self.bits(of: wanted.attributes), pair: pair,
      tint: style.tint.map { shown($0, in: wanted) })
    pens[style] = pen
    return pen
  }

  /// Two pixels as they show: pigments of one colour number are one.
  private mutating func shown(_ tint: Tint, in pen: ColorLadder.Pen) -> Tint {
    guard let upper = pen.foreground, let lower = pen.background else { return tint }
    return Tint(
      upper: pigments.value(of: upper, orKeep: tint.upper),
      lower: pigments.value(of: lower, orKeep: tint.lower))
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

extension [Int: Pigment] {
  /// The value of a key; what was not there is kept.
  fileprivate mutating func value(of key: Int, orKeep pigment: Pigment) -> Pigment {
    if let known = self[key] { return known }
    self[key] = pigment
    return pigment
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
    result.reserveCapacity(2 * bytes.count)
    var numbers: [Int] = []
    var index = 0
    while index < bytes.count {
      let next = bytes[index...].firstIndex(of: 0x1B) ?? bytes.count
      result += bytes[index..<next]
      guard next < bytes.count else { break }
      if let end = Self.read(&numbers, of: bytes, from: next) {
        write(numbers, to: &result)
        index = end + 1
      } else {
        result.append(bytes[next])
        index = next + 1
      }
    }
    return result
  }

  /// Reads the numbers of `CSI digits ; … m` and finds its `m`; `nil` for every other sequence, also one
  /// with an empty or a larger number, which stays as it is.
  private static func read(_ numbers: inout [Int], of bytes: [UInt8], from start: Int) -> Int? {
    guard start + 2 < bytes.count, bytes[start + 1] == 0x5B else { return nil }
    numbers.removeAll(keepingCapacity: true)
    var number: Int?
    for index in start + 2..<bytes.count {
      switch bytes[index] {
      case 0x30...0x39:
        number = (number ?? 0) * 10 + Int(bytes[index] - 0x30)
        guard number ?? 0 <= 9999 else { return nil }
      case 0x3B, 0x6D:
        guard let read = number else { return nil }
        numbers.append(read)
        number = nil
        if bytes[index] == 0x6D { return index }
      default: return nil
      }
    }
    return nil
  }

  private func write(_ numbers: [Int], to result: inout [UInt8]) {
    result += [0x1B, 0x5B]
    var index = 0
    while index < numbers.count {
      let kind = numbers[index]
      if index > 0 { result.append(0x3B) }
      result.append(decimal: kind)
      index += 1
      guard kind == 38 || kind == 48, index + 1 < numbers.count, numbers[index] == 5,
        colors.indices.contains(numbers[index + 1] - Self.first)
      else { continue }
      let color = colors[numbers[index + 1] - Self.first]
      for number in [2, Int(color.red), Int(color.green), Int(color.blue)] {
        result.append(0x3B)
        result.append(decimal: number)
      }
      index += 2
    }
    result.append(0x6D)
  }
}

extension [UInt8] {
  /// Adds the digits of a number from 0 to 9999.
  mutating func append(decimal number: Int) {
    let zero = UInt8(ascii: "0")
    for power in [1000, 100, 10] where number >= power {
      append(zero + UInt8(truncatingIfNeeded: number / power % 10))
    }
    append(zero + UInt8(truncatingIfNeeded: number % 10))
  }
}
