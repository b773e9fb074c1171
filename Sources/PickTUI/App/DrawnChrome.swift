import PickModel

/// Everything the drawing of a header follows from.
struct DrawnHeader: Equatable, Sendable {
  /// The last drawings.
  static let drawings = Memo<DrawnHeader, Canvas.Block>(places: 8)

  let language: Language
  let showsUnicode: Bool
  /// The clock shows minutes.
  let minute: Int64
  let current: HeaderEntry?
  let focused: HeaderEntry?
}

/// Everything the drawing of a footer follows from.
struct DrawnFooter: Equatable, Sendable {
  /// The last drawings.
  static let drawings = Memo<DrawnFooter, Canvas.Block>(places: 8)

  /// The footer shows the clock where the header has no room for it.
  let header: DrawnHeader
  let columns: Int
  let keyMap: KeyMap
  let keys: [FooterKey]
  let withheld: Set<Action>
  /// Whether only keys are named that type no character.
  let isTyping: Bool
  /// Whether they are those of a dialog, which has no help of its own.
  let isDialog: Bool
  /// Whether only keys are named that a remote control has.
  let isKiosk: Bool
}
