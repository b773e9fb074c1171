import PickModel

/// Everything the drawing of the hero follows from.
struct DrawnHero: Equatable, Sendable {
  /// The last drawings: the title that shows, with the focus and without.
  static let drawings = Memo<DrawnHero, Canvas.Block>(places: 8)

  private let view: HeroView
  private let language: Language
  private let showsUnicode: Bool
  /// The hour the words name.
  private let hour: Int64
  private let isListed: Bool
  private let checkMark: String
  private let keyMap: KeyMap
  /// A kiosk names only keys of a remote control.
  private let isKiosk: Bool
  private let pictures: PictureWall.State

  /// What the drawing of `view` follows from.
  init(_ view: HeroView, _ context: ViewContext) {
    self.view = view
    language = context.strings.language
    showsUnicode = context.showsUnicode
    hour = context.now.secondsSince1970 / 3600
    isListed = context.choices[view.card.id]?.isOnMyList ?? false
    checkMark = context.checkMark
    keyMap = context.keyMap
    isKiosk = context.isKiosk
    pictures = context.wall.state
  }
}
