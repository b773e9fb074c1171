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
public struct Frame: Hashable, Sendable {
  /// Extent of the grid.
  public let size: Size
  /// The cells, row by row; `size.columns * size.rows` of them.
  public internal(set) var cells: [Cell]
  /// Where the hardware cursor shows; `nil` hides it.
  public internal(set) var cursor: Point?

  /// An empty screen.
  public init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
    cursor = nil
  }

  /// The cells of a row, from the left.
  public subscript(row row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// The cell at a place inside the frame.
  public subscript(point: Point) -> Cell { cells[point.row * size.columns + point.column] }

  /// The rows to paint so that a screen that shows `shown` shows this frame.
  ///
  /// All rows when nothing is shown yet or the size differs; a cursor that moved counts as damage
  /// of its row.
  public func damagedRows(since shown: Frame?) -> [Int] {
    guard let shown, shown.size == size else { return Array(0..<size.rows) }
    return (0..<size.rows).filter { row in
      self[row: row] != shown[row: row]
        || (cursor != shown.cursor && (cursor?.row == row || shown.cursor?.row == row))
    }
  }

  /// The text of a row as a person reads it, without the blanks at its end.
  public func text(row: Int) -> String {
    var text = String(self[row: row].lazy.filter { !$0.isContinuation }.map(\.character))
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The text of all rows.
  public var text: String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }
}
