import PickClient
import PickModel

/// The viewer's own page: a list of sections, and the section that is shown.
public struct MyPageModel: Equatable, Sendable {
  /// The last answer.
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
  /// The form that changes the password.
  var form = PasswordForm()
  var approval = ApprovalForm()
  /// The list that arranges home.
  var home = HomeForm()

  /// A page that has not been asked for yet.
  public init() {}

  /// The sections.
  enum Section: Equatable, Sendable, CaseIterable {
    case history, myList, hidden, taste, devices, password, home, theme, language, stored
    case signOut, signOutEverywhere, quit, approve

    /// Whether Enter does something at once, with nothing to go into.
    var isButton: Bool {
      switch self {
      case .theme, .language, .signOut, .signOutEverywhere, .quit: true
      case .history, .myList, .hidden, .taste, .devices, .password, .home, .stored, .approve:
        false
      }
    }
  }

  /// The sections a viewer may see here: a lobby's viewer keeps no password and no devices, and what is
  /// stored is of all visitors.
  ///
  /// Devices are let in by a server only.
  static func sections(isKiosk: Bool, isRemote: Bool) -> [Section] {
    if isKiosk {
      return [.history, .myList, .hidden, .taste, .theme, .language, .signOut]
    }
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

  /// The identity of a line.
  private enum Subject: Equatable {
    case title(Title.ID)
    case view(Title.ID, Asset.ID)
  }

  /// Identities of the shown lines; empty where a line is identified by its number.
  private var subjects: [Subject] {
    switch section {
    case .history: (page.value?.history ?? []).map { .view($0.title.id, $0.asset) }
    case .myList: myList.map { .title($0.id) }
    case .hidden: (page.value?.hidden ?? []).map { .title($0.id) }
    case .taste, .devices, .password, .home, .theme, .language, .stored, .signOut,
      .signOutEverywhere, .quit, .approve:
      []
    }
  }

  /// Lines a focus can move over in the shown section.
  var lineCount: Int {
    switch section {
    case .history: page.value?.history.count ?? 0
    case .myList: myList.count
    case .hidden: page.value?.hidden.count ?? 0
    case .taste: page.value?.taste.count ?? 0
    case .devices: page.value?.devices.count ?? 0
    case .stored: StoredView.lineCount
    case .home: page.value?.home.lines.count ?? 0
    case .password: PasswordForm.Field.allCases.count
    case .approve, .theme, .language, .signOut, .signOutEverywhere, .quit: 0
    }
  }

  /// Whether there is something to go into: on a narrow screen words for nothing are, too, elsewhere
  /// they show without it, and the focus would be nowhere.
  private func canEnter(in context: PageContext) -> Bool {
    guard page.value != nil, !section.isButton else { return false }
    return lineCount > 0 || section == .approve || Self.isNarrow(context.size.columns)
  }

  /// Whether a section covers the list of sections.
  static func isNarrow(_ columns: Int) -> Bool { columns < 60 }
}

extension MyPageModel: PageModel {
  var questions: [Question] { [.myPage] }
  var traits: PageTraits {
    PageTraits(
      entry: .myPage, hasHeader: true, hasContent: page.value != nil,
      hasFailed: page.showsFailure, isTyping: isTyping, isTypingSecret: isTyping)
  }
  func footerKeys(in layout: ShelfLayout) -> [FooterKey] {
    guard isInside else {
      return [FooterKey(.open, openLabel)] + FooterKey.usual(.back, .theme, .language, .quit)
    }
    let back = FooterKey(.back)
    return switch section {
    case .home: home.footerKeys
    case .history, .myList: FooterKey.usual(.open, .back, .play, .myList, .why, .setAside)
    case .hidden: [FooterKey(.open), FooterKey(.hide, .detailShowAgain), back]
    case .password: [FooterKey(.open, form.field == .save ? .passwordSave : .hintNext), back]
    case .approve: [FooterKey(.open, .hintConfirm), back]
    case .taste, .devices, .stored, .theme, .language, .signOut, .signOutEverywhere, .quit: [back]
    }
  }

  /// What Enter does on the focused section.
  private var openLabel: MessageKey {
    switch section {
    case .theme, .language: .hintChange
    case .signOut, .signOutEverywhere: .signOut
    case .quit: .quit
    case .history, .myList, .hidden, .taste, .devices, .password, .home, .stored, .approve:
      .actionOpen
    }
  }

  private var isTyping: Bool {
    guard isInside else { return false }
    return section == .password && form.field != .save
      || section == .approve && approval.device == nil
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    if isInside { return updateInside(action) }
    let sections = Self.sections(isKiosk: context.isKiosk, isRemote: context.isRemote)
    let index = sections.firstIndex(of: section) ?? 0
    switch action {
    case .up where index == 0: return [.focusHeader]
    case .up: show(sections[index - 1])
    case .down where index + 1 < sections.count: show(sections[index + 1])
    case .firstShelf, .rowStart, .pageUp: show(sections[0])
    case .lastShelf, .rowEnd, .pageDown: show(sections[sections.count - 1])
    case .right: isInside = canEnter(in: context)
    case .open: return open(in: context)
    case .reload: return [.reload]
    default: break
    }
    return []
  }

  private mutating func show(_ section: Section) {
    self.section = section
    line = 0
    held = nil
  }

  private mutating func open(in context: PageContext) -> [Effect] {
    switch section {
    case .theme: return [.nextTheme]
    case .language: return [.nextLanguage]
    case .signOut: return [.askToSignOut(everywhere: false)]
    case .signOutEverywhere: return [.askToSignOut(everywhere: true)]
    case .quit: return [.askToQuit]
    case .history, .myList, .hidden, .taste, .devices, .password, .home, .stored, .approve:
      isInside = canEnter(in: context)
      return []
    }
  }

  private mutating func updateInside(_ action: Action) -> [Effect] {
    if section == .approve { return updateApproval(action) }
    defer { releaseCard() }
    if section == .home, let kept = page.value?.home,
      let effects = home.update(action, line: &line, kept: kept)
    {
      return effects
    }
    switch action {
    case .left where section != .password:
      isInside = false
      return []
    case .reload: return [.reload]
    default: break
    }
    if section == .password { return updateForm(action) }
    switch action {
    case .up: line = max(0, line - 1)
    case .down: line = max(0, min(lineCount - 1, line + 1))
    case .pageUp: line = max(0, line - 10)
    case .pageDown: line = max(0, min(lineCount - 1, line + 10))
    case .rowStart, .firstShelf: line = 0
    case .rowEnd, .lastShelf: line = max(0, lineCount - 1)
    default: return subject(of: action)
    }
    return []
  }

  /// Lets go of the held card once something else has the focus.
  private mutating func releaseCard() {
    guard let held else { return }
    let focused = myList.indices.contains(line) ? myList[line].id : nil
    guard !isInside || focused != held.card.id else { return }
    self.held = nil
    line = myList.firstIndex { $0.id == focused } ?? 0
  }

  private mutating func subject(of action: Action) -> [Effect] {
    guard let page = page.value else { return [] }
    if section == .myList, myList.indices.contains(line) {
      let card = myList[line]
      if action == .myList, held == nil { held = Held(card: card, place: line) }
      return card.effects(for: action)
    }
    if section == .hidden, page.hidden.indices.contains(line) {
      return page.hidden[line].effects(for: action)
    }
    guard section == .history, page.history.indices.contains(line) else { return [] }
    let entry = page.history[line]
    return switch action {
    case .open: [.show(.detail(DetailModel(entry.title.id)))]
    case .play: [.play(entry.title.id, entry.asset)]
    case .myList: [.toggleMyList(entry.title)]
    case .thumbUp: [.toggleThumb(.up, entry.title)]
    case .thumbDown: [.toggleThumb(.down, entry.title)]
    case .hide: [.toggleHidden(entry.title, isHidden: page.hides(entry.title.id))]
    case .setAside: [.toggleSetAside(entry.title)]
    case .markWatched: [.toggleWatched(entry.title.id, .line(entry.asset, entry.progress))]
    case .why: [.explain(entry.title.id, nil)]
    default: []
    }
  }

  private mutating func updateApproval(_ action: Action) -> [Effect] {
    switch action {
    case .left, .right, .up, .down:
      if approval.device == nil { isInside = false } else { approval.isApproveFocused.toggle() }
      return []
    case .open: return approval.submit()
    default: return []
    }
  }

  private mutating func updateForm(_ action: Action) -> [Effect] {
    switch action {
    case .up: form.step(-1)
    case .down: form.step(1)
    case .open: return form.submit()
    default: break
    }
    return []
  }

  mutating func goBack(in context: PageContext) -> [Effect] {
    guard isInside else { return [.back] }
    if home.isMoving { return home.putDown() }
    if section == .approve, approval.device != nil {
      approval = ApprovalForm()
    } else {
      isInside = false
      releaseCard()
    }
    return []
  }

  mutating func leave(in context: PageContext) -> [Effect] { home.putDown() }

  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]? {
    section == .approve ? approval.type(event) : form.type(event)
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    switch question {
    case .myPage: page.begin(request)
    case .pendingDevice: approval.waitingFor = request
    default: break
    }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    if approval.waitingFor == request {
      if let result = answer.result({ if case .pendingDevice(let it) = $0 { it } else { nil } }) {
        approval.take(result)
      }
      return []
    }
    if let result = answer.result({ if case .myPage(let page) = $0 { page } else { nil } }) {
      let focused = subjects.indices.contains(line) ? subjects[line] : nil
      if page.finish(request, result) { home.refresh() }
      // New entries may have moved the focused line: the focus follows it.
      if isInside, let place = subjects.firstIndex(where: { $0 == focused }) { line = place }
    }
    settle(in: context)
    return []
  }

  mutating func turnSlow(_ request: RequestID) { page.turnSlow(request) }

  mutating func notice(_ event: PageEvent, in context: PageContext) -> [Effect]? {
    switch event {
    case .sessionEnded:
      // The answers of the forms will not come, and passwords are not kept.
      form = PasswordForm()
      approval = ApprovalForm()
      home = HomeForm()
    case .wrote(.arrangeHome, _): home.finish()
    case .wrote(.changePassword, let failure): form.finish(failure)
    case .wrote(.approveDevice, let failure), .wrote(.denyDevice, let failure):
      approval.finish(failure)
    case .lastHome, .connected, .removed, .setAside, .restored, .wrote, .cautions,
      .countdownStopped:
      return nil
    }
    return []
  }

  mutating func settle(in context: PageContext) {
    line = max(0, min(line, lineCount - 1))
    if isInside, !canEnter(in: context) { isInside = false }
  }
}

extension MyPage {
  /// Whether the viewer hid a title.
  fileprivate func hides(_ title: Title.ID) -> Bool { hidden.contains { $0.id == title } }
}
