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
    if CellText.isPlain(text) { return plain(text, at: point, style, columns: room) }
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
    _ text: String, at point: Point, _ style: Style, columns: Int
  ) -> Int {
    let isCut = DisplayWidth.of(text) > columns
    let room = isCut ? columns - 1 : columns
    var used = 0
    for scalar in text.unicodeScalars {
      let width = DisplayWidth.of(scalar)
      guard used + width <= room else { break }
      let place = Point(column: point.column + used, row: point.row)
      draw(Character(scalar), columns: width, at: place, style)
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
