/// One title on a shelf: a strip in its genre's colour, its name in two lines, a line of facts.
public struct CardView: Hashable, Sendable {
  /// The name.
  public let name: String
  /// The colour of the strip.
  public let strip: Role
  /// On the strip's left: a rank, NEW, an episode.
  public let badge: String
  /// On the strip's right: an age.
  public let corner: String
  /// Below the name, where there is no progress: year, genre.
  public let facts: String
  /// How far it was watched, in [0, 1]; `nil` when it was not begun.
  public let progress: Double?

  /// A card in words.
  public init(
    name: String, strip: Role, badge: String = "", corner: String = "", facts: String = "",
    progress: Double? = nil
  ) {
    self.name = name
    self.strip = strip
    self.badge = badge
    self.corner = corner
    self.facts = facts
    self.progress = progress
  }

  /// Columns of a card.
  public static let columns = 18
  /// Rows of a card.
  public static let rows = 4

  /// Draws into `area`.
  ///
  /// Focus changes the colours of strip and name only, and no character.
  public func draw(on canvas: inout Canvas, in area: Rect, isFocused: Bool) {
    canvas.within(area) { canvas in
      let columns = canvas.size.columns
      let top = Rect(column: 0, row: 0, columns: columns, rows: 1)
      let stripStyle = Style(isFocused ? .stripFocused : strip)
      canvas.fill(top, stripStyle)
      // The age is short and never cut; a long genre gives way to it.
      let cornerColumns = corner.isEmpty ? 0 : DisplayWidth.of(corner) + 1
      canvas.text(
        badge, at: Point(column: 1, row: 0), stripStyle, columns: columns - 2 - cornerColumns)
      canvas.textRight(
        corner, at: Point(column: 1, row: 0), stripStyle, columns: columns - 2)
      canvas.paragraph(
        name, in: Rect(column: 0, row: 1, columns: columns, rows: 2),
        isFocused ? .selection : .text)
      let bottom = Rect(column: 0, row: 3, columns: columns, rows: 1)
      if let progress {
        ProgressBar(ratio: progress).draw(on: &canvas, in: bottom)
      } else {
        canvas.text(facts, at: bottom.origin, .muted)
      }
    }
  }
}
