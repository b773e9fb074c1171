import PickClient
import PickModel

extension HomeModel: Screen {
  var questions: [Question] { [.home] }
  var hasContent: Bool { page.value != nil }
  var hasFailed: Bool { page.showsFailure }

  mutating func update(_ action: Action, in context: ScreenContext) -> [Intent] {
    if isOnTabs { return updateTabs(action, in: context) }
    if let move = ShelfBrowser.Move(action) { return follow(move, in: context) }
    if let retry = retry(for: action) { return [.load(.shelf(retry))] }
    if action == .reload || action == .open, let shelf = focusedFailedPart {
      parts.forgiveFailure(of: shelf)
      return []
    }
    switch action {
    case .reload: return [.reload]
    case .myList, .markWatched: held = cardToHold
    case .thumbDown, .hide: held = nil
    default: break
    }
    return focusedCard?.intents(for: action) ?? []
  }

  private mutating func follow(_ move: ShelfBrowser.Move, in context: ScreenContext) -> [Intent] {
    parts.forgiveFailures(shelves)
    let layout = ShelfLayout(size: context.size)
    let hasMoved = browser.move(move, in: shelves, layout: layout, leading: Self.leading)
    if move == .up, !hasMoved {
      guard shelves.first?.kind == .hero(tab) else { return [.focusHeader] }
      isOnTabs = true
    }
    return []
  }

  private mutating func updateTabs(_ action: Action, in context: ScreenContext) -> [Intent] {
    switch action {
    case .up: return [.focusHeader]
    case .down, .open: isOnTabs = false
    case .left: show(-1, in: context)
    case .right: show(1, in: context)
    case .lastShelf, .pageDown:
      isOnTabs = false
      return update(action, in: context)
    case .reload: return [.reload]
    default: break
    }
    return []
  }

  private mutating func show(_ step: Int, in context: ScreenContext) {
    let tabs = HeroTab.allCases
    let index = (tabs.firstIndex(of: tab) ?? 0) + step
    guard tabs.indices.contains(index) else { return }
    tab = tabs[index]
    browser.focus(Shelf.Kind.hero(tab).shelfID)
    settle(in: context)
  }

  /// The failed shelf a action asks for again.
  private func retry(for action: Action) -> Shelf.Kind? {
    guard action == .reload || action == .open,
      let index = browser.shelfIndex(in: shelves),
      case .failed(let kind) = shelves[index]
    else { return nil }
    return kind
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    switch question {
    case .home: page.begin(request)
    case .shelf(let kind): retries[request] = kind
    case .more(let shelf, let cursor): parts.begin(shelf, cursor, request)
    default: break
    }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: ScreenContext
  ) -> [Intent] {
    if let intents = takePart(answer, to: request) {
      settle(in: context)
      return intents
    }
    if retries.removeValue(forKey: request) != nil {
      if case .success(.shelf(let shelf)) = answer {
        page.change { $0 = $0.replacing(shelf) }
      }
    } else if let result = answer.result({ if case .home(let page) = $0 { page } else { nil } }) {
      take(result, to: request)
    }
    settle(in: context)
    return []
  }

  /// Home comes anew under the viewer's hand: what has the focus keeps it.
  private mutating func take(_ result: Result<HomePage, ServiceError>, to request: RequestID) {
    releaseCard()
    let before = page.value
    guard page.finish(request, result), case .success(let new) = result else { return }
    isOld = false
    let whole = parts.succeed(before, with: new)
    page.change { $0 = held.map(whole.keeping) ?? whole }
  }

  mutating func turnSlow(_ request: RequestID) {
    page.turnSlow(request)
    parts.turnSlow(request)
  }

  mutating func unscroll() { browser.unscroll() }

  mutating func settle(in context: ScreenContext) {
    let layout = ShelfLayout(size: context.size)
    browser.settle(in: shelves, layout: layout, leading: Self.leading)
  }
}
