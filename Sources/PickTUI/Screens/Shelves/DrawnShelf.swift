import PickModel

/// Everything the drawing of a loaded shelf follows from.
struct DrawnShelf: Equatable, Sendable {
  /// The last drawings: the shelves of two screens, with the focus at some places.
  static let drawings = Memo<DrawnShelf, Canvas.Block>(places: 24)

  /// The focused card; `nil` when the focus is elsewhere.
  let focused: Int?
  let words: ShelfWords
  let pictures: PictureWall.State
}

/// Everything the words on a loaded shelf follow from, whatever has the focus.
struct ShelfWords: Sendable {
  /// The last shelves in words.
  static let rows = Memo<ShelfWords, ShelfRow>(places: 16)

  private let visible: Range<Int>
  private let layout: ShelfLayout
  private let language: Language
  private let showsUnicode: Bool
  private let checkMark: String
  /// The minute, where the name of the shelf says the time.
  private let minute: Int64?
  private let choices: [Title.ID: AppModel.Choice]
  private let shelf: Shelf

  /// What the words of a shelf follow from; `nil` for one without cards, which says why in words that
  /// follow from more.
  init?(
    _ result: ShelfResult, visible: Range<Int>, layout: ShelfLayout, _ context: ViewContext
  ) {
    guard case .loaded(let shelf) = result, !shelf.cards.isEmpty else { return nil }
    self.visible = visible
    self.layout = layout
    language = context.strings.language
    showsUnicode = context.showsUnicode
    checkMark = context.checkMark
    choices = context.choices
    self.shelf = shelf
    minute = if case .hero = shelf.kind { context.now.secondsSince1970 / 60 } else { nil }
  }
}

extension ShelfWords: Equatable {
  /// Whether shelves say the same; cards count as the same only where they are one array.
  ///
  /// Then none of their texts has to be compared, and no text counts as another that is only
  /// equivalent. The array stays alive as long as it is remembered, so no other one has its place.
  static func == (left: ShelfWords, right: ShelfWords) -> Bool {
    left.visible == right.visible && left.shelf.cards.isSameArray(as: right.shelf.cards)
      && left.layout == right.layout && left.language == right.language
      && left.minute == right.minute && left.showsUnicode == right.showsUnicode
      && left.checkMark == right.checkMark && left.shelf.kind == right.shelf.kind
      && (left.shelf.next == nil) == (right.shelf.next == nil) && left.choices == right.choices
  }
}
