/// A line of which a part is done.
public struct ProgressBar: Hashable, Sendable {
  /// The part that is done, in [0, 1].
  public let ratio: Double

  /// A bar; the ratio is clamped.
  public init(ratio: Double) { self.ratio = ratio.isNaN ? 0 : min(1, max(0, ratio)) }

  /// Draws into the first row of `area`; anything begun shows at least one cell.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    let columns = area.size.columns
    let done = ratio == 0 ? 0 : min(columns, max(1, Int(ratio * Double(columns))))
    let row = Rect(column: area.minColumn, row: area.minRow, columns: done, rows: 1)
    canvas.fill(row, Style(.progress), with: canvas.borders.barDone)
    canvas.fill(
      Rect(column: row.maxColumn, row: row.minRow, columns: columns - done, rows: 1),
      Style(.progressTrack), with: canvas.borders.barLeft)
  }
}
