import PickTUI

/// A screen as an SVG picture: what the README shows comes from a real run.
///
/// Blocks and grounds are drawn as rectangles, so that pictures of half blocks have no gaps whatever
/// the font; everything else is text.
public struct ScreenPicture {
  private let screen: TerminalEmulator

  /// A picture of `screen`.
  public init(_ screen: TerminalEmulator) { self.screen = screen }

  /// The picture's text.
  public var svg: String {
    let drawing = ScreenDrawing(ground: ScreenDrawing.ground(of: screen))
    let rows = (0..<screen.rows).map { drawing.row($0, of: screen) }
    return drawing.document(
      columns: screen.columns, rows: screen.rows,
      body: rows.filter { !$0.isEmpty }.joined(separator: "\n"))
  }
}

/// Draws the rows of a screen as elements of an SVG document.
struct ScreenDrawing {
  static let cellWidth = 9
  static let cellHeight = 20
  private static let margin = 12
  private static let paper = "#000000"
  private static let ink = "#E6E6E6"
  private static let faint = "#9A9AA5"

  /// The colour that is not drawn because it lies below everything.
  let ground: String

  /// The colour most cells have behind their characters.
  static func ground(of screen: TerminalEmulator) -> String {
    var counts: [String: Int] = [:]
    for row in 0..<screen.rows {
      for column in 0..<screen.columns {
        counts[colours(of: screen.cell(column: column, row: row).look).paper, default: 0] += 1
      }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? paper
  }

  /// A whole document: what it draws, and a style sheet where it has one.
  func document(columns: Int, rows: Int, style: String = "", body: String) -> String {
    let width = columns * Self.cellWidth + 2 * Self.margin
    let height = rows * Self.cellHeight + 2 * Self.margin
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-size="17" style="white-space:pre" \
      font-family="'D2Coding','Noto Sans Mono CJK KR','Nanum Gothic Coding',monospace">\(style)
      <rect width="100%" height="100%" rx="8" fill="\(ground)"/>
      <g transform="translate(\(Self.margin) \(Self.margin))">
      \(body)
      </g>
      </svg>

      """
  }

  /// What one row of a screen adds to the ground.
  func row(_ row: Int, of screen: TerminalEmulator) -> String {
    let cells = (0..<screen.columns).map { screen.cell(column: $0, row: row) }
    return rectangles(cells, row) + texts(cells, row)
  }

  /// A line of text in a row of its own, at the left.
  func caption(_ text: String, row: Int) -> String {
    let y = row * Self.cellHeight + 15
    return #"<text y="\#(y)" fill="\#(Self.faint)">\#(Self.escaped(text))</text>"#
  }

  // MARK: - Grounds and blocks

  /// The colours of a cell's upper and lower half.
  private static func halves(of cell: TerminalEmulator.Cell) -> [String] {
    let (ink, paper) = colours(of: cell.look)
    return switch cell.text {
    case "▀": [ink, paper]
    case "▄": [paper, ink]
    case "█": [ink, ink]
    default: [paper, paper]
    }
  }

  /// Neighbouring cells of one half of a row that have one colour.
  private struct Bar: Hashable {
    let start: Int
    var end: Int
    let colour: String
  }

  private func bars(_ colours: [String]) -> [Bar] {
    var bars: [Bar] = []
    for (column, colour) in colours.enumerated() {
      if let last = bars.last, last.colour == colour {
        bars[bars.count - 1].end = column + 1
      } else {
        bars.append(Bar(start: column, end: column + 1, colour: colour))
      }
    }
    return bars.filter { $0.colour != ground }
  }

  private func rectangles(_ cells: [TerminalEmulator.Cell], _ row: Int) -> String {
    let halves = cells.map(Self.halves)
    let upper = bars(halves.map { $0[0] })
    let lower = bars(halves.map { $0[1] })
    let whole = Set(upper).intersection(lower)
    var paths: [String: String] = [:]
    func add(_ bars: [Bar], at half: Int, height: Int) {
      for bar in bars {
        let width = (bar.end - bar.start) * Self.cellWidth
        let y = row * Self.cellHeight + half * Self.cellHeight / 2
        paths[bar.colour, default: ""] +=
          "M\(bar.start * Self.cellWidth) \(y)h\(width)v\(height)h-\(width)z"
      }
    }
    add(upper.filter(whole.contains), at: 0, height: Self.cellHeight)
    add(upper.filter { !whole.contains($0) }, at: 0, height: Self.cellHeight / 2)
    add(lower.filter { !whole.contains($0) }, at: 1, height: Self.cellHeight / 2)
    return paths.sorted { $0.key < $1.key }
      .map { #"<path fill="\#($0.key)" d="\#($0.value)"/>"# }.joined()
  }

  // MARK: - Text

  /// Neighbouring cells whose characters look the same.
  private struct Run {
    let column: Int
    var columns = 0
    var text = ""
    let look: TerminalEmulator.Look
  }

  private func texts(_ cells: [TerminalEmulator.Cell], _ row: Int) -> String {
    runs(cells).filter { $0.text.contains { $0 != " " } }.map { run in
      let x = run.column * Self.cellWidth
      let weight = run.look.attributes.contains(.bold) ? #" font-weight="bold""# : ""
      let dim = run.look.attributes.contains(.dim) ? #" opacity=".7""# : ""
      return #"<text x="\#(x)" y="\#(row * Self.cellHeight + 15)" "#
        + #"textLength="\#(run.columns * Self.cellWidth)" lengthAdjust="spacingAndGlyphs" "#
        + #"fill="\#(Self.colours(of: run.look).ink)"\#(weight)\#(dim)>"#
        + "\(Self.escaped(run.text))</text>"
    }.joined()
  }

  private func runs(_ cells: [TerminalEmulator.Cell]) -> [Run] {
    var runs: [Run] = []
    for (column, cell) in cells.enumerated() {
      let continues = cell.text.isEmpty
      let isWide = column + 1 < cells.count && cells[column + 1].text.isEmpty
      // A wide character is a run of its own: a browser's font may be narrower than two cells. So
      // is a sign beyond ASCII, which some fonts draw two cells wide; it repeats only itself.
      let joins =
        runs.last.map { last in
          continues
            || (last.look == cell.look && !isWide && last.columns == last.text.count
              && Self.isAlike(last.text.last, cell.text.first))
        } ?? false
      if !joins { runs.append(Run(column: column, look: cell.look)) }
      runs[runs.count - 1].text += Self.blocks.contains(cell.text) ? " " : cell.text
      runs[runs.count - 1].columns += 1
    }
    return runs.map { run in
      // A browser may leave out blanks at the ends, and would then stretch the rest.
      let leading = run.text.prefix { $0 == " " }.count
      let text = run.text.drop { $0 == " " }
      let trailing = text.reversed().prefix { $0 == " " }.count
      guard !text.isEmpty, leading + trailing > 0 else { return run }
      return Run(
        column: run.column + leading, columns: run.columns - leading - trailing,
        text: String(text.dropLast(trailing)), look: run.look)
    }
  }

  private static func isAlike(_ last: Character?, _ next: Character?) -> Bool {
    guard let last, let next else { return true }
    return last == next || (last.isASCII && next.isASCII)
  }

  private static let blocks: Set<String> = ["▀", "▄", "█"]

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      default: String(character)
      }
    }.joined()
  }

  // MARK: - Colours

  private static func colours(of look: TerminalEmulator.Look) -> (ink: String, paper: String) {
    let ink = hex(look.foreground) ?? ink
    let paper = hex(look.background) ?? paper
    return look.attributes.contains(.reverse) ? (paper, ink) : (ink, paper)
  }

  private static func hex(_ color: TerminalEmulator.Color) -> String? {
    switch color {
    case .standard: nil
    case .rgb(let red, let green, let blue): hex([red, green, blue])
    case .palette(let number) where number < 16: hex(paletteStart[number])
    case .palette(let number) where number < 232: hex(cube(number - 16))
    case .palette(let number): hex((0..<3).map { _ in 8 + (number - 232) * 10 })
    }
  }

  private static func cube(_ number: Int) -> [Int] {
    [number / 36, number / 6 % 6, number % 6].map { $0 == 0 ? 0 : 55 + 40 * $0 }
  }

  private static let paletteStart = [
    [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205],
    [229, 229, 229], [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255],
    [255, 0, 255], [0, 255, 255], [255, 255, 255],
  ]

  private static func hex(_ parts: [Int]) -> String {
    "#"
      + parts.map { part in
        let digits = String(part, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
      }.joined()
  }
}
