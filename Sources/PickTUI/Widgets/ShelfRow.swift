import PickModel

/// One shelf: its name and as many cards as fit beside each other.
public struct ShelfRow: Hashable, Sendable {
  /// The content below the name.
  public enum Content: Hashable, Sendable {
    /// The cards.
    case cards([CardView])
    /// A sentence in their place: what failed, or that there is nothing.
    case message(String, Style)
    /// Where cards will be.
    case loading
  }

  /// The name of the shelf.
  public let heading: String
  /// Why the shelf is there; muted beside the name.
  public let reason: String
  /// Cards, or what stands in their place.
  public let content: Content
  /// The focused card; `nil` when the focus is elsewhere.
  public let focused: Int?
  /// The first card in sight.
  public let firstVisible: Int
  /// Whether cards follow that are not there yet.
  public let goesOn: Bool

  /// A shelf in words.
  public init(
    heading: String, reason: String = "", content: Content, focused: Int? = nil,
    firstVisible: Int = 0, goesOn: Bool = false
  ) {
    self.heading = heading
    self.reason = reason
    self.content = content
    self.focused = focused
    self.firstVisible = firstVisible
    self.goesOn = goesOn
  }

  /// The same shelf with the focus on another card, or elsewhere.
  func focused(_ focused: Int?) -> ShelfRow {
    ShelfRow(
      heading: heading, reason: reason, content: content, focused: focused,
      firstVisible: firstVisible, goesOn: goesOn)
  }

  /// Rows of a shelf: its name and the cards.
  public static let rows = 1 + CardView.rows
  /// Columns between two cards.
  public static let gap = 2
  private static let margin = 1

  /// Cards that fit beside each other, at least one.
  public static func visibleCards(columns: Int) -> Int {
    max(1, (columns - 2 * margin + gap) / (CardView.columns + gap))
  }

  /// Draws into `area`.
  public func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.within(area) { canvas in
      drawHeading(on: &canvas)
      let body = canvas.bounds.splitTop(1).rest.inset(columns: Self.margin, rows: 0)
      canvas.within(body) { canvas in
        switch content {
        case .cards(let cards): draw(cards, on: &canvas)
        case .message(let text, let style): canvas.paragraph(text, in: canvas.bounds, style)
        case .loading: drawSkeleton(on: &canvas)
        }
      }
    }
  }

  private func drawHeading(on canvas: inout Canvas) {
    let start = Point(column: Self.margin, row: 0)
    var column = start.column
    column += canvas.text(heading, at: start, .heading)
    column += canvas.text("  \(reason)", at: Point(column: column, row: 0), .muted)
    guard case .cards(let cards) = content else { return }
    let visible = Self.visibleCards(columns: canvas.size.columns)
    let more = Point(column: canvas.size.columns - 3, row: 0)
    guard column < more.column else { return }
    if firstVisible > 0 { canvas.put(canvas.borders.moreLeft, at: more, .muted) }
    if firstVisible + visible < cards.count || goesOn {
      canvas.put(
        canvas.borders.moreRight, at: Point(column: more.column + 1, row: 0), .muted)
    }
  }

  private func place(_ position: Int, _ canvas: Canvas) -> Rect {
    Rect(
      column: position * (CardView.columns + Self.gap), row: 0,
      columns: min(CardView.columns, canvas.size.columns), rows: CardView.rows)
  }

  private func draw(_ cards: [CardView], on canvas: inout Canvas) {
    let visible = Self.visibleCards(columns: canvas.size.columns + 2 * Self.margin)
    for (position, index) in cards.indices.dropFirst(max(0, firstVisible)).prefix(visible)
      .enumerated()
    {
      cards[index].draw(
        on: &canvas, in: place(position, canvas), isFocused: index == focused)
    }
  }

  private func drawSkeleton(on canvas: inout Canvas) {
    for position in 0..<Self.visibleCards(columns: canvas.size.columns + 2 * Self.margin) {
      let card = place(position, canvas)
      canvas.line(at: card.origin, columns: card.size.columns, Style(.skeleton))
      let name = Point(column: card.minColumn, row: card.minRow + 1)
      canvas.line(at: name, columns: card.size.columns / 2, Style(.skeleton))
    }
  }
}

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
  /// The picture, where there is room and colour for it.
  var look: TitleLook?
  /// The place in a ranking, large on the picture.
  var rank: Int?
  /// On the picture's left: what is new.
  var sign = ""
  /// On the picture's right: for adults only, watched, liked.
  var mark = ""
  /// Below the name of a wide card: what is left.
  var note = ""
  /// Why the card is there, with its facts; shown while it has the focus.
  var reason = ""

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
