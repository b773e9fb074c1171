import PickClient
import PickModel

/// The front page: a hero with four tabs above shelves.
public struct HomeModel: Equatable, Sendable {
  /// The last answer.
  var page = Loadable<HomePage>() {
    didSet { arrange() }
  }
  /// Which tab the hero shows; one without titles only where the viewer chose it.
  private(set) var tab = HeroTab.realtime
  /// Whether the viewer chose the tab.
  private var hasChosenTab = false
  /// The hero's shelf and the shelves below it.
  private(set) var shelves: [ShelfResult] = []
  /// Whether the focus is on the tabs.
  var isOnTabs = false
  /// Where the focus is below the tabs.
  var browser = ShelfBrowser()
  /// Shelves that are asked for again, by request.
  var retries: [RequestID: Shelf.Kind] = [:]
  /// The focused card, while what was chosen for it must not take it away.
  var held: HeldCard?
  /// The card that was focused when its title was hidden, forgotten or set aside, to be put back.
  var removed: HeldCard?
  /// Whether the page is one of an earlier run, until the new one is there.
  var isOld = false
  /// The shelves that come in parts.
  var parts = ShelfParts()
  /// Whether home was asked for again because a cursor was refused.
  var hasRenewed = false
  /// What the pages of the hero's titles say.
  var stories = HeroStories()
  /// The focused button of the hero; its main one when `nil`.
  var heroButton: HeroButton?

  /// A page that has not been asked for yet.
  public init() {}

  private mutating func arrange() {
    leaveEmptyTab()
    let hero = page.value?.hero.first { $0.kind == .hero(tab) }
    shelves = (hero.map { [$0] } ?? []) + (page.value?.shelves ?? [])
  }

  /// Shows the first tab with titles in place of one that has none: at night nothing may be rising
  /// at the hour.
  private mutating func leaveEmptyTab() {
    let tabs = page.value?.hero ?? []
    guard !hasChosenTab, tabs.first(where: { $0.kind == .hero(tab) })?.hasNothing ?? false,
      let other = HeroTab.allCases.first(where: { tab in
        tabs.contains { $0.kind == .hero(tab) && !$0.hasNothing }
      })
    else { return }
    show(other)
  }

  private mutating func show(_ other: HeroTab) {
    let hadFocus = browser.shelf == Shelf.Kind.hero(tab).shelfID
    tab = other
    heroButton = nil
    if hadFocus { browser.focus(Shelf.Kind.hero(tab).shelfID) }
  }

  /// What was watched last.
  var resumable: Card? {
    page.value?.shelves.first { $0.kind == .continueWatching }?.cards.first
  }

  /// Whether the catalogue has nothing to show at all.
  var isEmpty: Bool {
    page.value.map { page in
      (page.hero + page.shelves).allSatisfy(\.hasNothing)
    } ?? false
  }

  /// The card Enter would open.
  var focusedCard: Card? { isOnTabs ? nil : browser.focusedCard(in: shelves) }
}

extension HomeModel: PageModel {
  var questions: [Question] { [.home] }
  var traits: PageTraits {
    PageTraits(
      entry: .home, hasHeader: true, hasContent: page.value != nil, hasFailed: page.showsFailure,
      builtFor: page.value?.builtFor, isOld: isOld)
  }

  /// Back leads to the top first, and leaves from there.
  mutating func goBack(in context: PageContext) -> [Effect] {
    guard !isAtTop else { return [.back] }
    return goToStart(in: context)
  }

  mutating func goToStart(in context: PageContext) -> [Effect] {
    isOnTabs = false
    heroButton = nil
    guard let first = shelves.first else { return [] }
    browser.focus(first.id, title: first.cards.first?.id)
    settle(in: context)
    return []
  }

  /// Whether the first shelf, or what is above it, has the focus.
  private var isAtTop: Bool {
    isOnTabs || (browser.shelfIndex(in: shelves) ?? 0) == 0
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    if isOnTabs { return updateTabs(action, in: context) }
    if let effects = updateHero(action, in: context) { return effects }
    if let move = ShelfBrowser.Move(action) { return follow(move, in: context) }
    if let retry = retry(for: action) { return [.load(.shelf(retry))] }
    if action == .reload || action == .open, let shelf = focusedFailedPart {
      parts.forgiveFailure(of: shelf)
      return []
    }
    if action == .reload { return [.reload] }
    return choose(action)
  }

  /// What an action means for the focused card.
  mutating func choose(_ action: Action) -> [Effect] {
    switch action {
    case .myList, .markWatched: held = cardToHold
    case .thumbDown, .hide, .setAside: held = nil
    default: break
    }
    return focusedCard?.effects(for: action) ?? []
  }

  /// Moves the focus between cards and shelves.
  mutating func follow(_ move: ShelfBrowser.Move, in context: PageContext) -> [Effect] {
    parts.forgiveFailures(shelves)
    let hasMoved = browser.move(move, in: shelves, layout: context.layout)
    if hasMoved { heroButton = nil }
    if move == .up, !hasMoved {
      guard shelves.first?.kind == .hero(tab) else { return [.focusHeader] }
      isOnTabs = true
    }
    return []
  }

  private mutating func updateTabs(_ action: Action, in context: PageContext) -> [Effect] {
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

  private mutating func show(_ step: Int, in context: PageContext) {
    let tabs = HeroTab.allCases
    let index = (tabs.firstIndex(of: tab) ?? 0) + step
    guard tabs.indices.contains(index) else { return }
    hasChosenTab = true
    show(tabs[index])
    browser.focus(Shelf.Kind.hero(tab).shelfID)
    arrange()
    settle(in: context)
  }

  /// Whether Enter asks again for what could not be loaded.
  var canRetry: Bool {
    page.showsFailure || retry(for: .open) != nil || focusedFailedPart != nil
  }

  /// The failed shelf an action asks for again.
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
    case .title(let title) where isInHero(title): stories.begin(title, request)
    default: break
    }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    if stories.take(answer, to: request) { return [] }
    if let effects = takePart(answer, to: request) {
      settle(in: context)
      return effects
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

  /// Replaces home; the focus stays where it is.
  private mutating func take(_ result: Result<HomePage, ServiceError>, to request: RequestID) {
    releaseCard()
    let before = page.value
    guard page.finish(request, result), case .success(let new) = result else { return }
    isOld = false
    stories.forgiveFailures()
    let whole = parts.succeed(before, with: new)
    let shown = held.map(whole.keeping) ?? whole
    page.change { $0 = shown }
  }

  mutating func turnSlow(_ request: RequestID) {
    page.turnSlow(request)
    parts.turnSlow(request)
  }

  mutating func wake(_ alarm: Alarm, in context: PageContext) -> [Effect] {
    // Each hour other titles are rising.
    guard alarm == .clock, !page.isLoading, let builtFor = page.value?.builtFor,
      SeoulTime(builtFor).hour != SeoulTime(context.now).hour
    else { return [] }
    return [.load(.home)]
  }

  mutating func notice(_ event: PageEvent, in context: PageContext) -> [Effect]? {
    switch event {
    case .lastHome(let last):
      guard page.value == nil else { return nil }
      page.show(last)
      isOld = true
    case .connected: if let request = page.waitingFor { turnSlow(request) }
    case .removed(let title):
      noteRemoval(of: title)
      page.change { $0 = $0.removing(title) }
    case .setAside(let title):
      noteRemoval(of: title)
      page.change { $0 = $0.settingAside(title) }
    case .restored(let title):
      guard let removed, removed.card.id == title else { return nil }
      self.removed = nil
      held = removed
      if case .hero(let tab) = removed.kind, tab != self.tab { show(tab) }
      page.change { $0 = $0.keeping(removed) }
      browser.focus(removed.kind.shelfID, title: title)
    case .sessionEnded, .wrote, .cautions, .countdownStopped: return nil
    }
    return []
  }

  mutating func unscroll() { browser.unscroll() }

  /// The shelves with the area they are drawn in.
  func cards(in layout: ShelfLayout) -> CardsInSight? {
    CardsInSight(shelves: shelves, browser: browser, layout: layout)
  }

  mutating func settle(in context: PageContext) {
    browser.settle(in: shelves, layout: context.layout)
  }
}

extension HomeModel {
  /// The parts of shelves to ask for now: where the focus comes near the end of what is there,
  /// where the screen has room beyond it, and where a shelf in sight or next to it has no cards.
  func missingParts(in layout: ShelfLayout) -> [Question] {
    guard !page.isLoading || page.value == nil else { return [] }
    let shelves = shelves
    guard !shelves.isEmpty else { return [] }
    let shown = layout.wholeShelves(from: browser.firstShelf, in: shelves)
    // One beyond the whole ones may show in part; the next one is a key away.
    let near = max(0, shown.lowerBound - 1)..<min(shelves.count, shown.upperBound + 2)
    let story = heroCard(in: layout).flatMap { stories.question(about: $0.id) }
    return (story.map { [$0] } ?? [])
      + shelves[near].compactMap { result in
        guard case .loaded(let shelf) = result, let cursor = shelf.next, parts.mayAsk(for: shelf),
          wantsPart(of: shelf, layout)
        else { return nil }
        return .more(shelf.id, cursor)
      }
  }

  private func isInHero(_ title: Title.ID) -> Bool {
    page.value?.hero.contains { $0.cards.contains { $0.id == title } } ?? false
  }

  /// The title the hero shows over the whole width.
  func heroCard(in layout: ShelfLayout) -> Card? {
    guard browser.firstShelf == 0, let hero = shelves.first, hero.kind == .hero(tab),
      layout.form(of: hero.kind) == .billboard
    else { return nil }
    return browser.cardIndex(in: hero).map { hero.cards[$0] }
  }

  private func wantsPart(of shelf: Shelf, _ layout: ShelfLayout) -> Bool {
    let loaded = parts.loadedCount(of: shelf)
    if loaded == 0 { return true }
    let result = ShelfResult.loaded(shelf)
    let first = browser.visibleCards(of: result, layout: layout).lowerBound
    if first + layout.cardsPerPage(of: shelf.kind) > loaded { return true }
    guard !isOnTabs, shelf.id == browser.shelf, let focused = browser.cardIndex(in: result) else {
      return false
    }
    return focused + ShelfParts.margin >= loaded
  }

  /// Takes the answer to a request for a part; `nil` when the request was for something else.
  private mutating func takePart(_ answer: Outcome<Answer>, to request: RequestID) -> [Effect]? {
    guard let id = parts.shelf(of: request) else { return nil }
    guard case .success(.part(let part)) = answer else {
      parts.fail(id)
      return renewal(after: answer)
    }
    hasRenewed = false
    let result = page.value.flatMap { page in (page.hero + page.shelves).first { $0.id == id } }
    if case .loaded(let shelf) = result {
      let whole = parts.append(part, to: shelf)
      page.change { $0 = $0.replacing(whole) }
    }
    return []
  }

  /// A cursor the service does not know belongs to an outdated page: home is asked for again.
  private mutating func renewal(after answer: Outcome<Answer>) -> [Effect] {
    guard case .failure(.notFound) = answer, !hasRenewed else { return [] }
    hasRenewed = true
    return [.load(.home)]
  }

  /// The shelf without cards whose part failed, when it has the focus.
  private var focusedFailedPart: Shelf.ID? {
    guard !isOnTabs, let index = browser.shelfIndex(in: shelves),
      case .loaded(let shelf) = shelves[index], parts.state(of: shelf) == .failed
    else { return nil }
    return shelf.id
  }
}

extension HomeModel {
  /// The focused card, to be held; `nil` where none is focused.
  private var cardToHold: HeldCard? {
    let results = shelves
    guard !isOnTabs, let index = browser.shelfIndex(in: results),
      let place = browser.cardIndex(in: results[index])
    else { return nil }
    let kind = results[index].kind
    let row = page.value?.shelves.firstIndex { $0.kind == kind }
    return HeldCard(card: results[index].cards[place], kind: kind, place: place, row: row ?? 0)
  }

  private mutating func noteRemoval(of title: Title.ID) {
    if let card = cardToHold, card.card.id == title { removed = card }
  }

  /// Lets go of the held card once something else has the focus.
  mutating func releaseCard() {
    guard let held, focusedCard?.id != held.card.id || browser.shelf != held.kind.shelfID else {
      return
    }
    self.held = nil
  }
}
