import PickClient
import PickModel

/// The viewer's own page: a list of sections, and the section that is shown.
public struct MyPageModel: Equatable, Sendable {
  /// What the service said last.
  var page = Loadable<MyPage>()
  /// The shown section.
  var section = Section.history
  /// Whether the focus is inside the section.
  var isInside = false
  /// The focused line of the section, by number.
  var line = 0
  /// What is typed to change the password.
  var form = PasswordForm()
  /// What is typed to let another device in.
  var approval = ApprovalForm()

  /// A page that has not been asked for yet.
  public init() {}

  /// The sections.
  enum Section: Equatable, Sendable, CaseIterable {
    case history, myList, taste, devices, password, theme, language, stored
    case signOut, signOutEverywhere, quit, approve

    /// Whether Enter does something at once, with nothing to go into.
    var isButton: Bool {
      switch self {
      case .theme, .language, .signOut, .signOutEverywhere, .quit: true
      default: false
      }
    }
  }

  /// The sections a viewer may see here: a lobby's viewer keeps no password and no devices.
  ///
  /// Devices are let in by a server only.
  static func sections(isKiosk: Bool, isRemote: Bool) -> [Section] {
    if isKiosk { return [.history, .myList, .taste, .theme, .language, .stored, .signOut] }
    var own = Section.allCases.filter { $0 != .approve }
    if isRemote, let devices = own.firstIndex(of: .devices) {
      own.insert(.approve, at: devices + 1)
    }
    return own
  }

  /// Lines a focus can move over in the shown section.
  var lineCount: Int {
    switch section {
    case .history: page.value?.history.count ?? 0
    case .myList: page.value?.myList.count ?? 0
    case .taste: page.value?.taste.count ?? 0
    case .devices: page.value?.devices.count ?? 0
    case .stored: StoredView.lineCount
    case .password: PasswordForm.Field.allCases.count
    case .approve, .theme, .language, .signOut, .signOutEverywhere, .quit: 0
    }
  }

  /// Whether there is something to go into; on a narrow screen words for nothing are, too.
  var canEnter: Bool { page.value != nil && !section.isButton }
}
