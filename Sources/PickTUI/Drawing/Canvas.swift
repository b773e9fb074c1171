import PickModel

/// Draws into a frame, inside an area, and never outside of it.
///
/// All coordinates count from the upper left corner of the current area.
///
///     var canvas = Canvas(size: size)
///     canvas.text("헬로 Pick", at: .zero, .accent)
///     canvas.within(Rect(column: 2, row: 1, columns: 20, rows: 5)) { $0.fill($0.bounds, .muted) }
///     return canvas.frame
public struct Canvas: Sendable {
  /// The result so far.
  public private(set) var frame: Frame
  /// The characters lines are drawn with.
  public let borders: BorderSet
  /// Where the current area starts in the frame; may lie outside of it.
  private var origin = Point.zero
  /// The visible part of the current area, in the frame.
  private var clip: Rect
  /// Extent of the current area, whether all of it can be drawn on or not.
  public private(set) var size: Size
  /// Whether characters are replaced by ASCII ones, where there are such.
  private let isPlain: Bool
  /// The style drawn with last: neighbours mostly share one.
  private var pen = (style: Style.text, number: CellTable.text)

  /// An empty frame of `size` to draw on.
  public init(size: Size, borders: BorderSet = .unicode) {
    frame = Frame(size: size)
    self.borders = borders
    isPlain = borders == .ascii
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

  /// Says that a title's own picture is to be shown at a place; one that cannot be seen is not wanted.
  mutating func want(_ request: PictureRequest, at point: Point) {
    let area = Rect(origin: absolute(point), size: request.size)
    guard !clip.intersection(area).isEmpty else { return }
    frame.pictures.append(request)
  }

  /// Lays a picture of pixels over cells; one that cannot be seen whole is not shown.
  mutating func lay(_ request: PictureRequest, at point: Point) {
    let placed = PlacedGraphic(request: request, point: absolute(point))
    guard clip.intersection(placed.cells) == placed.cells else { return }
    frame.graphics.append(placed)
  }

  /// Takes away the pictures of pixels that reach into an area, for something is to lie on it.
  ///
  /// Kitty could not draw cells over them, and sixels would have to be sent again behind.
  mutating func uncover(_ area: Rect) {
    let place = area.moved(columns: origin.column, rows: origin.row)
    frame.graphics.removeAll { !$0.cells.intersection(place).isEmpty }
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
    let shown = isPlain ? PlainCharacters.standIn(for: character) : character
    guard let cell = CellText.cell(shown) else { return 0 }
    let width = DisplayWidth.of(cell)
    let number = number(of: style)
    draw(frame.table.glyph(of: cell), columns: width, at: absolute(point), number)
    return width
  }

  /// Shows two colours in one cell, one above the other; a cell of one colour is a blank, which is the
  /// shortest to send.
  mutating func put(_ tint: Tint, at point: Point) {
    let glyph =
      tint.upper == tint.lower ? CellCode.blank.glyph : frame.table.glyph(of: Self.upperHalf)
    draw(glyph, columns: 1, at: absolute(point), number(of: Style(tint: tint)))
  }

  private static let upperHalf: Character = "▀"

  /// Draws what a cell can show and takes `width` columns, at a place in the frame.
  private mutating func draw(
    _ glyph: UInt32, columns width: Int, at place: Point, _ style: UInt16
  ) {
    if width == 1 {
      if clip.contains(place) { set(CellCode(glyph: glyph, style: style), at: place) }
      return
    }
    let blank = CellCode(glyph: CellCode.blank.glyph, style: style)
    let right = Point(column: place.column + 1, row: place.row)
    switch (clip.contains(place), clip.contains(right)) {
    case (true, true):
      set(CellCode(glyph: glyph, style: style), at: place)
      set(.rightHalf(style: style), at: right)
    case (true, false): set(blank, at: place)
    case (false, true): set(blank, at: right)
    case (false, false): break
    }
  }

  /// Writes a cell and blanks the other half of every wide character it cuts in two.
  private mutating func set(_ code: CellCode, at place: Point) {
    let index = place.row * frame.size.columns + place.column
    if !code.isRightHalf, frame.codes[index].isRightHalf { frame.codes[index - 1].clear() }
    if place.column + 1 < frame.size.columns, frame.codes[index + 1].isRightHalf {
      frame.codes[index + 1].clear()
    }
    frame.codes[index] = code
  }

  /// Fills an area with a narrow character.
  public mutating func fill(_ area: Rect, _ style: Style = .text, with character: Character = " ") {
    let visible = visible(area)
    guard !visible.isEmpty else { return }
    let shown = DisplayWidth.of(character) == 1 ? CellText.cell(character) ?? " " : " "
    let code = CellCode(glyph: frame.table.glyph(of: shown), style: number(of: style))
    for row in visible.minRow..<visible.maxRow {
      let start = row * frame.size.columns + visible.minColumn
      let end = start + visible.size.columns
      // Characters that the edges cut in two.
      if frame.codes[start].isRightHalf { frame.codes[start - 1].clear() }
      if visible.maxColumn < frame.size.columns, frame.codes[end].isRightHalf {
        frame.codes[end].clear()
      }
      for index in start..<end { frame.codes[index] = code }
    }
  }

  private mutating func number(of style: Style) -> UInt16 {
    if style != pen.style { pen = (style, frame.table.number(of: style)) }
    return pen.number
  }

  private func absolute(_ point: Point) -> Point {
    Point(column: point.column + origin.column, row: point.row + origin.row)
  }

  /// The part of an area that can be drawn on, in the frame; never with edges in disorder.
  private func visible(_ area: Rect) -> Rect {
    clip.intersection(area.moved(columns: origin.column, rows: origin.row))
  }
}

extension Canvas {
  /// Writes one line of text and cuts it with an ellipsis where it does not fit.
  ///
  /// - Parameters:
  ///   - text: any text; what a terminal would obey is left out.
  ///   - point: where it starts.
  ///   - style: how it looks.
  ///   - columns: at most so many columns; up to the right edge of the area when `nil`.
  /// - Returns: the columns written.
  @discardableResult
  public mutating func text(
    _ text: String, at point: Point, _ style: Style = .text, columns: Int? = nil
  ) -> Int {
    let room = min(columns ?? .max, size.columns - point.column)
    guard room > 0 else { return 0 }
    let text = isPlain ? PlainCharacters.text(text) : text
    if let width = DisplayWidth.ofPlain(text) {
      return plain(text, width: width, at: point, style, columns: room)
    }
    let line = TextLayout.truncated(
      CellText.line(text), to: room, ellipsis: borders.ellipsis)
    var column = point.column
    for character in line {
      column += put(character, at: Point(column: column, row: point.row), style)
    }
    return column - point.column
  }

  /// Writes text that stands for itself: each scalar is a character.
  private mutating func plain(
    _ text: String, width: Int, at point: Point, _ style: Style, columns: Int
  ) -> Int {
    let number = number(of: style)
    let start = absolute(point)
    let isCut = width > columns
    let room = isCut ? columns - 1 : columns
    var used = 0
    for scalar in text.unicodeScalars {
      let width = DisplayWidth.ofPlain(scalar)
      guard used + width <= room else { break }
      let place = Point(column: start.column + used, row: start.row)
      draw(scalar.value, columns: width, at: place, number)
      used += width
    }
    guard isCut else { return used }
    let end = Point(column: point.column + used, row: point.row)
    return used + put(borders.ellipsis, at: end, style)
  }

  /// Writes one line of text so that it ends at the right edge of an area of `columns`.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - point: where the area starts.
  ///   - style: how it looks.
  ///   - columns: extent of the area; up to the right edge when `nil`.
  /// - Returns: the columns written.
  @discardableResult
  public mutating func textRight(
    _ text: String, at point: Point, _ style: Style = .text, columns: Int? = nil
  ) -> Int {
    let room = min(columns ?? .max, size.columns - point.column)
    let width = min(room, DisplayWidth.of(CellText.line(text)))
    let start = Point(column: point.column + room - width, row: point.row)
    return self.text(text, at: start, style, columns: width)
  }

  /// Writes one line of text in the middle of a row of the area.
  public mutating func textCentered(_ text: String, row: Int, _ style: Style = .text) {
    let width = DisplayWidth.of(CellText.line(text))
    let start = Point(column: max(0, (size.columns - width) / 2), row: row)
    self.text(text, at: start, style)
  }

  /// Writes text in as many lines as an area has and cuts the last one with an ellipsis.
  ///
  /// - Parameters:
  ///   - text: any text; line ends in it are kept.
  ///   - area: where to write.
  ///   - style: how it looks.
  /// - Returns: the rows written.
  @discardableResult
  public mutating func paragraph(_ text: String, in area: Rect, _ style: Style = .text) -> Int {
    let lines = TextLayout.wrapped(
      text, columns: area.size.columns, maximumLines: area.size.rows, ellipsis: borders.ellipsis)
    for (index, line) in lines.enumerated() {
      self.text(
        line, at: Point(column: area.minColumn, row: area.minRow + index), style,
        columns: area.size.columns)
    }
    return lines.count
  }

  /// Draws a box along the inner edge of an area, with a title in its upper line.
  public mutating func box(_ area: Rect, _ style: Style = Style(.border), title: String = "") {
    guard area.size.columns >= 2, area.size.rows >= 2 else { return }
    let (right, bottom) = (area.maxColumn - 1, area.maxRow - 1)
    for column in area.minColumn + 1..<right {
      put(borders.horizontal, at: Point(column: column, row: area.minRow), style)
      put(borders.horizontal, at: Point(column: column, row: bottom), style)
    }
    for row in area.minRow + 1..<bottom {
      put(borders.vertical, at: Point(column: area.minColumn, row: row), style)
      put(borders.vertical, at: Point(column: right, row: row), style)
    }
    put(borders.topLeft, at: area.origin, style)
    put(borders.topRight, at: Point(column: right, row: area.minRow), style)
    put(borders.bottomLeft, at: Point(column: area.minColumn, row: bottom), style)
    put(borders.bottomRight, at: Point(column: right, row: bottom), style)
    if !title.isEmpty, area.size.columns > 6 {
      text(
        " \(title) ", at: Point(column: area.minColumn + 2, row: area.minRow), style,
        columns: area.size.columns - 4)
    }
  }

  /// Draws a horizontal line.
  public mutating func line(at point: Point, columns: Int, _ style: Style = Style(.border)) {
    let area = Rect(origin: point, size: Size(columns: columns, rows: 1))
    fill(area, style, with: borders.horizontal)
  }
}

extension Canvas {
  /// Cells of whole rows of the screen as they were drawn.
  struct Block: Sendable {
    /// What the numbers of the cells mean.
    let table: CellTable
    let codes: [CellCode]
    /// The titles' own pictures that were asked for while it was drawn.
    let pictures: [PictureRequest]
    /// The pictures of pixels that lie over the cells, their rows counted from the first of these.
    let graphics: [PlacedGraphic]
  }

  /// What was drawn before something is drawn.
  struct Before {
    fileprivate let pictures: Int
    fileprivate let graphics: Int
  }

  /// What was drawn until now.
  var before: Before {
    Before(pictures: frame.pictures.count, graphics: frame.graphics.count)
  }

  /// What was drawn in an area since `before`; `nil` where it does not take whole rows of the screen.
  func block(_ area: Rect, since before: Before) -> Block? {
    places(of: area).map {
      let row = visible(area).minRow
      return Block(
        table: frame.table, codes: Array(frame.codes[$0]),
        pictures: Array(frame.pictures[before.pictures...]),
        graphics: frame.graphics[before.graphics...].map { $0.moved(rows: -row) })
    }
  }

  /// Lays cells down in whole rows of the same extent; `false` where they do not fit.
  mutating func lay(_ block: Block, in area: Rect) -> Bool {
    guard block.table === frame.table, let places = places(of: area),
      places.count == block.codes.count
    else { return false }
    frame.codes.withUnsafeMutableBufferPointer { cells in
      _ = UnsafeMutableBufferPointer(rebasing: cells[places]).update(fromContentsOf: block.codes)
    }
    frame.pictures += block.pictures
    let row = visible(area).minRow
    frame.graphics += block.graphics.map { $0.moved(rows: row) }
    return true
  }

  /// The places of an area's cells in the frame; `nil` where it does not take whole rows.
  private func places(of area: Rect) -> Range<Int>? {
    let visible = visible(area)
    guard !visible.isEmpty, visible.size.columns == frame.size.columns else { return nil }
    return visible.minRow * frame.size.columns..<visible.maxRow * frame.size.columns
  }
}

/// The characters lines are drawn with.
public struct BorderSet: Hashable, Sendable {
  /// A horizontal line.
  public let horizontal: Character
  /// A vertical line.
  public let vertical: Character
  /// The upper left corner.
  public let topLeft: Character
  /// The upper right corner.
  public let topRight: Character
  /// The lower left corner.
  public let bottomLeft: Character
  /// The lower right corner.
  public let bottomRight: Character
  /// The mark of a text that was cut off.
  public let ellipsis: Character
  /// A part of a progress bar that is done.
  public let barDone: Character
  /// A part of a progress bar that is left.
  public let barLeft: Character
  /// More to the left.
  public let moreLeft: Character
  /// More to the right.
  public let moreRight: Character
  /// Before a watched episode.
  public let checkMark: Character

  /// Unicode box drawing.
  public static let unicode = BorderSet(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
    bottomRight: "┘", ellipsis: "…", barDone: "━", barLeft: "─", moreLeft: "‹",
    moreRight: "›", checkMark: "✓")

  /// For terminals that draw ambiguous characters two columns wide, or have no UTF-8.
  public static let ascii = BorderSet(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+", ellipsis: "~", barDone: "=", barLeft: "-", moreLeft: "<",
    moreRight: ">", checkMark: "x")
}
