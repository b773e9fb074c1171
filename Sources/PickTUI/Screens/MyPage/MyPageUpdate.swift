import PickClient
import PickModel

extension MyPageModel: Screen {
  var questions: [Question] { [.myPage] }
  var hasContent: Bool { page.value != nil }
  var hasFailed: Bool { page.showsFailure }
  var isTyping: Bool {
    guard isInside else { return false }
    return section == .password && form.field != .save
      || section == .approve && approval.device == nil
  }
  var isTypingSecret: Bool { isTyping }

  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent] {
    if isInside { return updateInside(action) }
    let sections = Self.sections(isKiosk: context.isKiosk, isRemote: context.isRemote)
    let index = sections.firstIndex(of: section) ?? 0
    switch action {
    case .up where index == 0: return [.focusHeader]
    case .up: show(sections[index - 1])
    case .down where index + 1 < sections.count: show(sections[index + 1])
    case .firstShelf, .rowStart, .pageUp: show(sections[0])
    case .lastShelf, .rowEnd, .pageDown: show(sections[sections.count - 1])
    case .right where !section.isButton: enter()
    case .open: return open()
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

  private mutating func enter() { isInside = canEnter }

  private mutating func open() -> [Intent] {
    switch section {
    case .theme: return [.nextTheme]
    case .language: return [.otherLanguage]
    case .signOut: return [.signOut(everywhere: false)]
    case .signOutEverywhere: return [.signOut(everywhere: true)]
    case .quit: return [.quit]
    default:
      enter()
      return []
    }
  }

  private mutating func updateInside(_ action: Action) -> [Intent] {
    if section == .approve { return updateApproval(action) }
    defer { releaseCard() }
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

  private mutating func subject(of action: Action) -> [Intent] {
    guard let page = page.value else { return [] }
    if section == .myList, myList.indices.contains(line) {
      let card = myList[line]
      if action == .myList, held == nil { held = Held(card: card, place: line) }
      return card.intents(for: action)
    }
    guard section == .history, page.history.indices.contains(line) else { return [] }
    let entry = page.history[line]
    return switch action {
    case .open: [.open(entry.title.id)]
    case .play: [.play(entry.title.id, entry.asset)]
    case .myList: [.toggleMyList(entry.title)]
    case .thumbUp: [.toggleThumb(.up, entry.title)]
    case .thumbDown: [.toggleThumb(.down, entry.title)]
    case .hide: [.toggleHidden(entry.title)]
    case .why: [.explain(entry.title.id, nil)]
    default: []
    }
  }

  private mutating func updateApproval(_ action: Action) -> [Intent] {
    switch action {
    case .left, .right, .up, .down:
      if approval.device == nil { isInside = false } else { approval.isApproveFocused.toggle() }
      return []
    case .open: return approval.submit()
    default: return []
    }
  }

  private mutating func updateForm(_ action: Action) -> [Intent] {
    switch action {
    case .up: form.step(-1)
    case .down: form.step(1)
    case .open: return form.submit()
    default: break
    }
    return []
  }

  mutating func goBack(in context: ScreenContext) -> [Intent] {
    guard isInside else { return [.back] }
    if section == .approve, approval.device != nil {
      approval = ApprovalForm()
    } else {
      isInside = false
      releaseCard()
    }
    return []
  }

  mutating func type(_ event: InputEvent, in context: ScreenContext) -> [Intent]? {
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
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] {
    if approval.waitingFor == request {
      if let result = answer.result({ if case .pendingDevice(let it) = $0 { it } else { nil } }) {
        approval.take(result)
      }
      return []
    }
    if let result = answer.result({ if case .myPage(let page) = $0 { page } else { nil } }) {
      let focused = subjects.indices.contains(line) ? subjects[line] : nil
      page.finish(request, result)
      // What was played or listed meanwhile moved the others: the focus goes with its line.
      if isInside, let place = subjects.firstIndex(where: { $0 == focused }) { line = place }
    }
    settle(in: context)
    return []
  }

  mutating func turnSlow(_ request: RequestID) { page.turnSlow(request) }

  mutating func settle(in context: ScreenContext) {
    line = max(0, min(line, lineCount - 1))
    if isInside, !canEnter { isInside = false }
  }
}
