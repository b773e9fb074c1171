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
  /// A card that was taken off my list while it had the focus; it stays until the focus leaves it, so
  /// that the same key puts it back and does not mean its neighbour.
  var held: Held?
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

  /// A card at its place.
  struct Held: Equatable, Sendable {
    let card: Card
    let place: Int
  }

  /// My list, with the held card where it stood.
  var myList: [Card] {
    var cards = page.value?.myList ?? []
    if let held, !cards.contains(where: { $0.id == held.card.id }) {
      cards.insert(held.card, at: min(held.place, cards.count))
    }
    return cards
  }

  /// What a line is about, wherever it stands.
  enum Subject: Equatable {
    case title(Title.ID)
    case view(Title.ID, Asset.ID)
  }

  /// What the lines of the shown section are about; empty where that is their number alone.
  var subjects: [Subject] {
    switch section {
    case .history: (page.value?.history ?? []).map { .view($0.title.id, $0.asset) }
    case .myList: myList.map { .title($0.id) }
    default: []
    }
  }

  /// Lines a focus can move over in the shown section.
  var lineCount: Int {
    switch section {
    case .history: page.value?.history.count ?? 0
    case .myList: myList.count
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
