import Glibc

/// One character's place in a frame.
public struct Cell: Hashable, Sendable {
  /// The character; one or two columns wide, never a control character.
  public var character: Character
  /// How it is shown.
  public var style: Style
  /// Whether the cell is the right half of the wide character in the cell before.
  public var isContinuation: Bool

  /// A cell that shows `character`.
  public init(_ character: Character, _ style: Style = .text, isContinuation: Bool = false) {
    self.character = character
    self.style = style
    self.isContinuation = isContinuation
  }

  /// Nothing, on the ground of plain text.
  public static let blank = Cell(" ")
}

/// Everything on a screen at one moment: a grid of cells, and the cursor when it shows.
///
/// Invariant: a character two columns wide is followed by its continuation in the same row, and
/// there is no continuation without its character. Only `Canvas` writes cells and keeps this.
///
/// Cells are kept as numbers (`CellCode`), which makes a frame cheap to draw, to compare and to
/// drop; `Cell` values are made when they are looked at.
public struct Frame: Sendable {
  /// Extent of the grid.
  public let size: Size
  /// The cells, row by row; `size.columns * size.rows` of them.
  var codes: [CellCode]
  /// What the numbers in `codes` mean.
  let table: CellTable
  /// Where the hardware cursor shows; `nil` hides it.
  public internal(set) var cursor: Point?
  /// The titles' own pictures that show, or would if they had come, in the order they were drawn.
  public internal(set) var pictures: [PictureRequest] = []
  /// The pictures of pixels that lie over cells, which show the same in half blocks.
  public internal(set) var graphics: [PlacedGraphic] = []

  /// An empty screen.
  public init(size: Size) {
    self.size = size
    codes = Array(repeating: .blank, count: size.columns * size.rows)
    table = .forNewFrame()
    cursor = nil
  }

  /// The cells, row by row.
  public var cells: [Cell] { codes.map(table.cell) }

  /// The cells of a row, from the left.
  public subscript(row row: Int) -> [Cell] { codes(row: row).map(table.cell) }

  /// The cell at a place inside the frame.
  public subscript(point: Point) -> Cell {
    table.cell(codes[point.row * size.columns + point.column])
  }

  /// A row's numbers.
  func codes(row: Int) -> ArraySlice<CellCode> {
    codes[row * size.columns..<(row + 1) * size.columns]
  }

  /// The rows to paint so that a screen that shows `shown` shows this frame.
  ///
  /// All rows when nothing is shown yet or the size differs; a cursor that moved counts as damage
  /// of its row.
  public func damagedRows(since shown: Frame?) -> [Int] {
    guard let shown, shown.size == size else { return Array(0..<size.rows) }
    return (0..<size.rows).filter { row in
      !hasSameRow(row, as: shown)
        || (cursor != shown.cursor && (cursor?.row == row || shown.cursor?.row == row))
    }
  }

  /// Whether a row shows the same in another frame of the same size.
  private func hasSameRow(_ row: Int, as other: Frame) -> Bool {
    guard table === other.table else { return self[row: row] == other[row: row] }
    let bytes = size.columns * MemoryLayout<CellCode>.stride
    guard bytes > 0 else { return true }
    return codes.withUnsafeBytes { mine in
      other.codes.withUnsafeBytes { theirs in
        guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else { return true }
        return memcmp(mine + row * bytes, theirs + row * bytes, bytes) == 0
      }
    }
  }

  /// The columns of a row to draw over `shown`, from the left half of a character on; all of them when
  /// nothing can be said of it.
  func damagedColumns(row: Int, since shown: Frame?) -> Range<Int> {
    let whole = 0..<size.columns
    guard let shown, shown.size == size, shown.table === table else { return whole }
    let (mine, theirs) = (codes(row: row), shown.codes(row: row))
    guard var first = mine.indices.first(where: { mine[$0] != theirs[$0] }),
      let last = mine.indices.last(where: { mine[$0] != theirs[$0] })
    else { return whole }
    if mine[first].isRightHalf, first > mine.startIndex { first -= 1 }
    return first - mine.startIndex..<last - mine.startIndex + 1
  }

  /// Whether painting `rows` over `shown` writes to cells of an area.
  func writes(to area: Rect, rows: [Int], over shown: Frame?) -> Bool {
    rows.contains { row in
      (area.minRow..<area.maxRow).contains(row) && (0..<size.rows).contains(row)
        && damagedColumns(row: row, since: shown).overlaps(area.minColumn..<area.maxColumn)
    }
  }

  /// The text of a row as a person reads it, without the blanks at its end.
  public func text(row: Int) -> String {
    var text = ""
    for code in codes(row: row) where !code.isRightHalf { text.append(table.character(code.glyph)) }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The text of all rows.
  public var text: String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }
}

extension Frame: Hashable {
  /// Frames are equal when they show the same, whatever their numbers.
  public static func == (left: Frame, right: Frame) -> Bool {
    guard left.size == right.size, left.cursor == right.cursor, left.graphics == right.graphics
    else { return false }
    return left.table === right.table && left.codes == right.codes || left.cells == right.cells
  }

  /// Hashes what shows.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(cursor)
    hasher.combine(cells)
  }
}
