/// The program's name in half blocks, two pixels a cell.
enum Wordmark {
  private static let pixels = [
    "######...##..........##....",
    "##...##..............##....",
    "##...##..##...#####..##..##",
    "######...##..##......##.##.",
    "##.......##..##......####..",
    "##.......##..##......##.##.",
    "##.......##...#####..##..##",
    "...........................",
  ]

  /// Columns it takes.
  static let columns = 27
  /// Rows it takes.
  static let rows = 4

  /// Draws the name, or plain letters where there are no half blocks.
  static func draw(on canvas: inout Canvas, at point: Point, _ context: ViewContext) {
    guard context.showsUnicode else {
      canvas.text(context.strings[.brand], at: point, .accent)
      return
    }
    for row in 0..<rows {
      let (upper, lower) = (Array(pixels[2 * row]), Array(pixels[2 * row + 1]))
      for column in 0..<columns {
        let character: Character? =
          switch (upper[column] == "#", lower[column] == "#") {
          case (true, true): "█"
          case (true, false): "▀"
          case (false, true): "▄"
          case (false, false): nil
          }
        let place = Point(column: point.column + column, row: point.row + row)
        if let character { canvas.put(character, at: place, .accent) }
      }
    }
  }
}
