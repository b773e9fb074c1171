import PickClient
import PickModel

/// What every view needs: words, the clock and how keys are written.
struct ViewContext: Sendable {
  let strings: Strings
  let keyMap: KeyMap
  let now: Instant
  let isKiosk: Bool
  let isRemote: Bool
  let showsUnicode: Bool
  /// Actions that are not offered here.
  let withheld: Set<Action>
  let choices: [Title.ID: AppModel.Choice]
  let settings: Settings
  let demoAccount: Credentials?
  /// Whether the focus is on the page, not on the header or on what lies over it.
  let hasFocus: Bool

  /// Before what was chosen or watched.
  let checkMark: String

  /// How the key of an action is written; empty when it has none.
  func key(_ action: Action) -> String { keyMap.label(for: action) ?? "" }
}
