/// Extent in cells.
public struct Size: Hashable, Sendable, Codable {
  /// Cells from left to right, >= 0.
  public let columns: Int
  /// Cells from top to bottom, >= 0.
  public let rows: Int

  /// Nothing.
  public static let zero = Size(columns: 0, rows: 0)

  /// An extent; negative numbers become 0.
  public init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  private enum CodingKeys: String, CodingKey { case columns, rows }

  /// Reads an extent that a screen can have; a recording may say anything.
  public init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: CodingKeys.self)
    columns = try object.decode(Int.self, forKey: .columns)
    rows = try object.decode(Int.self, forKey: .rows)
    guard (0...10_000).contains(columns), (0...10_000).contains(rows) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no extent of a screen"))
    }
  }
}

/// A cell's place, counted from the upper left corner of an area.
public struct Point: Hashable, Sendable, Codable {
  /// Cells from the left edge.
  public let column: Int
  /// Cells from the upper edge.
  public let row: Int

  /// The upper left corner.
  public static let zero = Point(column: 0, row: 0)

  /// A place.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// An area of cells.
public struct Rect: Hashable, Sendable, Codable {
  /// The upper left cell.
  public let origin: Point
  /// How far it reaches.
  public let size: Size

  /// An area of `size` whose upper left cell is `origin`.
  public init(origin: Point, size: Size) {
    self.origin = origin
    self.size = size
  }

  /// An area by its edges; a negative extent becomes 0.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.init(
      origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
  }

  /// The first column.
  public var minColumn: Int { origin.column }
  /// The first row.
  public var minRow: Int { origin.row }
  /// The column after the last one.
  public var maxColumn: Int { origin.column + size.columns }
  /// The row after the last one.
  public var maxRow: Int { origin.row + size.rows }
  /// Whether no cell is in it.
  public var isEmpty: Bool { size.columns == 0 || size.rows == 0 }

  /// Whether `point` is in it.
  public func contains(_ point: Point) -> Bool {
    point.column >= minColumn && point.column < maxColumn && point.row >= minRow
      && point.row < maxRow
  }

  /// The cells in both areas.
  public func intersection(_ other: Rect) -> Rect {
    let column = max(minColumn, other.minColumn)
    let row = max(minRow, other.minRow)
    return Rect(
      column: column, row: row, columns: min(maxColumn, other.maxColumn) - column,
      rows: min(maxRow, other.maxRow) - row)
  }

  /// The area without `columns` cells on the left and right and `rows` above and below.
  public func inset(columns: Int, rows: Int) -> Rect {
    Rect(
      column: minColumn + columns, row: minRow + rows, columns: size.columns - 2 * columns,
      rows: size.rows - 2 * rows)
  }

  /// The area `columns` to the right and `rows` down.
  public func moved(columns: Int, rows: Int) -> Rect {
    Rect(
      origin: Point(column: minColumn + columns, row: minRow + rows), size: size)
  }

  /// An area of `size` in the middle of this one, cut to it.
  public func centered(_ size: Size) -> Rect {
    Rect(
      column: minColumn + max(0, (self.size.columns - size.columns) / 2),
      row: minRow + max(0, (self.size.rows - size.rows) / 2),
      columns: min(size.columns, self.size.columns), rows: min(size.rows, self.size.rows))
  }

  /// The uppermost `rows` rows, and what is left below them.
  public func splitTop(_ rows: Int) -> (top: Rect, rest: Rect) {
    let rows = min(max(0, rows), size.rows)
    return (
      Rect(column: minColumn, row: minRow, columns: size.columns, rows: rows),
      Rect(
        column: minColumn, row: minRow + rows, columns: size.columns, rows: size.rows - rows)
    )
  }

  /// The area above the lowest `rows` rows, and those rows.
  public func splitBottom(_ rows: Int) -> (rest: Rect, bottom: Rect) {
    let (rest, bottom) = splitTop(size.rows - min(max(0, rows), size.rows))
    return (rest, bottom)
  }
}
