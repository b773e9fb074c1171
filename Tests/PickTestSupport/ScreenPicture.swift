import PickTUI

/// A screen as an SVG picture: what the README shows comes from a real run.
public struct ScreenPicture {
  private static let cellWidth = 9
  private static let cellHeight = 20
  private static let margin = 12
  private static let paper = "#000000"
  private static let ink = "#E6E6E6"

  private let screen: TerminalEmulator

  /// A picture of `screen`.
  public init(_ screen: TerminalEmulator) { self.screen = screen }

  /// The picture's text.
  public var svg: String {
    let width = screen.columns * Self.cellWidth + 2 * Self.margin
    let height = screen.rows * Self.cellHeight + 2 * Self.margin
    let rows = (0..<screen.rows).map { row in
      runs(in: row).map { $0.svg(row: row) }.joined()
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-size="17" \
      font-family="'D2Coding','Noto Sans Mono CJK KR','Nanum Gothic Coding',monospace">
      <rect width="100%" height="100%" rx="8" fill="\(Self.paper)"/>
      \(rows.filter { !$0.isEmpty }.joined(separator: "\n"))
      </svg>

      """
  }

  /// Neighbouring cells that look the same.
  private struct Run {
    var column: Int
    var columns = 0
    var text = ""
    let look: TerminalEmulator.Look

    func svg(row: Int) -> String {
      let x = ScreenPicture.margin + column * ScreenPicture.cellWidth
      let y = ScreenPicture.margin + row * ScreenPicture.cellHeight
      let width = columns * ScreenPicture.cellWidth
      let isReversed = look.attributes.contains(.reverse)
      let ink = ScreenPicture.hex(look.foreground) ?? ScreenPicture.ink
      let paper = ScreenPicture.hex(look.background) ?? ScreenPicture.paper
      let (fill, ground) = isReversed ? (paper, ink) : (ink, paper)
      var svg = ""
      if ground != ScreenPicture.paper {
        let height = ScreenPicture.cellHeight
        svg +=
          #"<rect x="\#(x)" y="\#(y)" width="\#(width)" height="\#(height)" fill="\#(ground)"/>"#
      }
      guard text.contains(where: { $0 != " " }) else { return svg }
      let weight = look.attributes.contains(.bold) ? #" font-weight="bold""# : ""
      let dim = look.attributes.contains(.dim) ? #" opacity=".7""# : ""
      svg += #"<text x="\#(x)" y="\#(y + 15)" textLength="\#(width)" xml:space="preserve" "#
      svg += #"fill="\#(fill)"\#(weight)\#(dim)>\#(ScreenPicture.escaped(text))</text>"#
      return svg
    }
  }

  private func runs(in row: Int) -> [Run] {
    var runs: [Run] = []
    for column in 0..<screen.columns {
      let cell = screen.cell(column: column, row: row)
      let continues = cell.text.isEmpty
      let isWide =
        column + 1 < screen.columns && screen.cell(column: column + 1, row: row).text.isEmpty
      // A wide character is a run of its own: a browser's font may be narrower than two cells.
      let joins =
        runs.last.map { last in
          continues || (last.look == cell.look && !isWide && last.columns == last.text.count)
        } ?? false
      if !joins { runs.append(Run(column: column, look: cell.look)) }
      runs[runs.count - 1].text += cell.text
      runs[runs.count - 1].columns += 1
    }
    return runs
  }

  private static func escaped(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      default: String(character)
      }
    }.joined()
  }

  private static func hex(_ color: TerminalEmulator.Color) -> String? {
    switch color {
    case .standard: nil
    case .rgb(let red, let green, let blue): hex(red, green, blue)
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

  private static func hex(_ parts: [Int]) -> String { hex(parts[0], parts[1], parts[2]) }

  private static func hex(_ red: Int, _ green: Int, _ blue: Int) -> String {
    "#"
      + [red, green, blue].map { part in
        let digits = String(part, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
      }.joined()
  }
}
