/// Draws into a frame, inside an area, and never outside of it.
///
/// All coordinates count from the upper left corner of the current area.
///
///     var canvas = Canvas(size: size)
///     canvas.text("헬로 Pick", at: .zero, .accent)
///     canvas.within(Rect(column: 2, row: 1, columns: 20, rows: 5)) { $0.fill($0.bounds, .muted) }
///     return canvas.frame
public struct Canvas: Sendable {
  /// What was drawn so far.
  public private(set) var frame: Frame
  /// The characters lines are drawn with.
  public let borders: BorderSet
  /// Where the current area starts in the frame; may lie outside of it.
  private var origin = Point.zero
  /// What may be drawn on, in the frame.
  private var clip: Rect
  /// Extent of the current area, whether all of it can be drawn on or not.
  public private(set) var size: Size

  /// An empty frame of `size` to draw on.
  public init(size: Size, borders: BorderSet = .unicode) {
    frame = Frame(size: size)
    self.borders = borders
    self.size = size
    clip = Rect(origin: .zero, size: size)
  }

  /// The current area in its own coordinates.
  public var bounds: Rect { Rect(origin: .zero, size: size) }

  /// Draws in a part of the current area as if it were all there is.
  public mutating func within<T>(_ area: Rect, _ draw: (inout Canvas) -> T) -> T {
    let outer = (origin, clip, size)
    let inner = area.moved(columns: origin.column, rows: origin.row)
    origin = inner.origin
    clip = clip.intersection(inner)
    size = area.size
    defer { (origin, clip, size) = outer }
    return draw(&self)
  }

  /// Puts the hardware cursor on a cell; nothing happens outside of what can be drawn on.
  public mutating func placeCursor(at point: Point) {
    let place = absolute(point)
    if clip.contains(place) { frame.cursor = place }
  }

  /// Draws one character that may be wide; left out when it does not fit as a whole.
  ///
  /// - Parameters:
  ///   - character: what to show; controls and formats are left out.
  ///   - point: its left cell.
  ///   - style: how to show it.
  /// - Returns: the columns it takes, drawn or clipped: 0, 1 or 2.
  @discardableResult
  public mutating func put(_ character: Character, at point: Point, _ style: Style) -> Int {
    guard let cell = CellText.cell(character) else { return 0 }
    let width = DisplayWidth.of(cell)
    draw(cell, columns: width, at: point, style)
    return width
  }

  /// Draws what a cell can show and takes `width` columns.
  mutating func draw(_ cell: Character, columns width: Int, at point: Point, _ style: Style) {
    let place = absolute(point)
    if width == 1 {
      if clip.contains(place) { set(Cell(cell, style), at: place) }
      return
    }
    let right = Point(column: place.column + 1, row: place.row)
    switch (clip.contains(place), clip.contains(right)) {
    case (true, true):
      set(Cell(cell, style), at: place)
      set(Cell(" ", style, isContinuation: true), at: right)
    case (true, false): set(Cell(" ", style), at: place)
    case (false, true): set(Cell(" ", style), at: right)
    case (false, false): break
    }
  }

  /// Writes a cell and blanks the other half of every wide character it cuts in two.
  private mutating func set(_ cell: Cell, at place: Point) {
    let index = place.row * frame.size.columns + place.column
    if !cell.isContinuation, frame.cells[index].isContinuation {
      frame.cells[index - 1].character = " "
    }
    if place.column + 1 < frame.size.columns, frame.cells[index + 1].isContinuation {
      frame.cells[index + 1].character = " "
      frame.cells[index + 1].isContinuation = false
    }
    frame.cells[index] = cell
  }

  /// Changes the style of what is already drawn.
  public mutating func restyle(_ area: Rect, _ style: Style) {
    let visible = visible(area)
    for row in visible.minRow..<visible.maxRow {
      for column in visible.minColumn..<visible.maxColumn {
        frame.cells[row * frame.size.columns + column].style = style
      }
    }
  }

  /// Fills an area with a narrow character.
  public mutating func fill(_ area: Rect, _ style: Style = .text, with character: Character = " ") {
    let visible = visible(area)
    let cell = Cell(DisplayWidth.of(character) == 1 ? character : " ", style)
    for row in visible.minRow..<visible.maxRow {
      for column in visible.minColumn..<visible.maxColumn {
        set(cell, at: Point(column: column, row: row))
      }
    }
  }

  private func absolute(_ point: Point) -> Point {
    Point(column: point.column + origin.column, row: point.row + origin.row)
  }

  /// The part of an area that can be drawn on, in the frame; never with edges in disorder.
  private func visible(_ area: Rect) -> Rect {
    clip.intersection(area.moved(columns: origin.column, rows: origin.row))
  }
}
