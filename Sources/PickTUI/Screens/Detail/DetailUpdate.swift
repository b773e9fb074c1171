import PickClient
import PickModel

extension DetailModel: Screen {
  var questions: [Question] { [.title(id)] }
  var hasContent: Bool { page.value != nil }
  var hasFailed: Bool { page.showsFailure }

  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent] {
    guard let page = page.value else { return action == .reload ? [.reload] : waiting(action) }
    switch action {
    case .up, .down, .left, .right, .pageUp, .pageDown, .rowStart, .rowEnd, .firstShelf,
      .lastShelf:
      return move(action, in: context)
    case .open: return open(page)
    case .reload: return [.reload]
    default: return subject(of: action, page)
    }
  }

  private func waiting(_ action: Action) -> [Intent] { action == .up ? [.focusHeader] : [] }

  // MARK: Moving

  private mutating func move(_ action: Action, in context: ScreenContext) -> [Intent] {
    switch (focus, action) {
    case (_, .firstShelf): focus = .actions
    case (_, .lastShelf): focus = reachable.last ?? .actions
    case (.actions, .left): step(button: -1)
    case (.actions, .right): step(button: 1)
    case (.actions, .rowStart): button = .watch
    case (.actions, .rowEnd): button = .why
    case (.seasons, .left): step(season: -1)
    case (.seasons, .right): step(season: 1)
    case (.parts, .up) where step(part: -1), (.parts, .down) where step(part: 1): break
    case (.parts, .pageUp): step(part: -10)
    case (.parts, .pageDown): step(part: 10)
    case (.parts, .rowStart): step(part: -parts.count)
    case (.parts, .rowEnd): step(part: parts.count)
    case (.similar, .left), (.similar, .right), (.similar, .rowStart), (.similar, .rowEnd):
      if let move = ShelfBrowser.Move(action) {
        _ = browser.move(move, in: similar, layout: ShelfLayout(size: context.size))
      }
    case (_, .up), (_, .pageUp): return leave(by: -1)
    case (_, .down), (_, .pageDown): return leave(by: 1)
    default: break
    }
    return []
  }

  private mutating func leave(by step: Int) -> [Intent] {
    let places = reachable
    guard let index = places.firstIndex(of: focus) else {
      focus = .actions
      return []
    }
    if index + step < 0 { return [.focusHeader] }
    guard places.indices.contains(index + step) else { return [] }
    focus = places[index + step]
    return []
  }

  private mutating func step(button step: Int) {
    let all = Button.allCases
    let index = (all.firstIndex(of: button) ?? 0) + step
    if all.indices.contains(index) { button = all[index] }
  }

  private mutating func step(season step: Int) {
    guard let seasons = page.value?.seasons, let shown = shownSeason,
      let index = seasons.firstIndex(where: { $0.number == shown.number }),
      seasons.indices.contains(index + step)
    else { return }
    season = seasons[index + step].number
    part = seasons[index + step].episodes.first?.id
  }

  @discardableResult
  private mutating func step(part step: Int) -> Bool {
    let parts = parts
    guard let index = parts.firstIndex(where: { $0.id == focusedPart?.id }) else { return false }
    let target = min(max(0, index + step), parts.count - 1)
    part = parts[target].id
    return target != index
  }

  // MARK: Doing

  private mutating func open(_ page: TitlePage) -> [Intent] {
    switch focus {
    case .actions: return perform(button, page)
    case .seasons:
      focus = .parts
      return []
    case .parts: return focusedPart.map { [.play(id, $0.id)] } ?? []
    case .similar: return browser.focusedCard(in: similar).map { [.open($0.id)] } ?? []
    }
  }

  private func perform(_ button: Button, _ page: TitlePage) -> [Intent] {
    let title = page.title.reference
    return switch button {
    case .watch: page.next.map { [.play(id, $0.id)] } ?? [.notice(.nothingToPlay)]
    case .myList: [.toggleMyList(title)]
    case .thumbUp: [.toggleThumb(.up, title)]
    case .thumbDown: [.toggleThumb(.down, title)]
    case .hide: [.toggleHidden(title)]
    case .markWatched: page.next.map { [.toggleWatched(id, .next($0.id, $0.progress))] } ?? []
    case .forget: [.forget(title)]
    case .why: [.explain(id, page.reason)]
    }
  }

  /// What a hot key means depends on what is focused: a part, a similar title, or this title.
  private func subject(of action: Action, _ page: TitlePage) -> [Intent] {
    if focus == .similar, let card = browser.focusedCard(in: similar) {
      return card.intents(for: action)
    }
    if focus == .parts, let part = focusedPart {
      if action == .play { return [.play(id, part.id)] }
      if action == .markWatched { return [.toggleWatched(id, .line(part))] }
    }
    switch action {
    case .play: return perform(.watch, page)
    case .myList: return perform(.myList, page)
    case .thumbUp: return perform(.thumbUp, page)
    case .thumbDown: return perform(.thumbDown, page)
    case .hide: return perform(.hide, page)
    case .markWatched: return perform(.markWatched, page)
    case .why: return perform(.why, page)
    default: return []
    }
  }

  // MARK: Loading

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .title(id) { page.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] {
    guard let result = answer.result({ if case .title(let page) = $0 { page } else { nil } }),
      page.finish(request, result)
    else { return [] }
    settle(in: context)
    guard page.value != nil, !hasRecordedView else { return [] }
    hasRecordedView = true
    return [.write(.detailView(context.eventID, id))]
  }

  mutating func turnSlow(_ request: RequestID) { page.turnSlow(request) }

  mutating func unscroll() { browser.unscroll() }

  mutating func settle(in context: ScreenContext) {
    browser.settle(in: similar, layout: ShelfLayout(size: context.size))
    if !reachable.contains(focus) { focus = .actions }
    // With the last episode of a season watched the next one is in another: what has the focus stays.
    if season == nil, focus == .parts, let part {
      season = page.value?.seasons.first { $0.episodes.contains { $0.id == part } }?.number
    }
    if part == nil || !parts.contains(where: { $0.id == part }) {
      part = page.value?.next?.id ?? parts.first?.id
    }
  }
}
