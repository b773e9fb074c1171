import PickClient
import PickModel

/// The page of one title.
public struct DetailModel: Equatable, Sendable {
  let id: Title.ID
  /// The last answer.
  var page = Loadable<TitlePage>()
  /// Where the focus is.
  var focus = Focus.actions
  /// The focused button.
  var button = Button.watch
  /// The shown season, by number; the one of the next episode until chosen.
  var season: Int?
  /// The focused part of the list.
  var part: Asset.ID?
  /// The focused similar title.
  var browser = ShelfBrowser()
  /// Whether opening the page was recorded.
  var hasRecordedView = false
  /// Whether a part was played from this page and no key was pressed since the return: the focus goes to
  /// the part that was played last, or the one after it.
  var awaitsReturn = false
  /// Whether the buttons behind `…` show.
  var isExpanded = false
  /// The number that was typed last, to which another digit may belong.
  var typed: (number: Int, at: Instant)? {
    get { typedNumber.map { ($0, typedAt) } }
    set { (typedNumber, typedAt) = (newValue?.number, newValue?.at ?? typedAt) }
  }
  private var typedNumber: Int?
  private var typedAt = Instant(millisecondsSince1970: 0)

  /// A page that has not been asked for yet.
  init(_ id: Title.ID) { self.id = id }

  /// The parts of the page a focus can be on, from top to bottom.
  enum Focus: Equatable, Sendable, CaseIterable {
    case actions, seasons, parts, similar
  }

  /// The buttons in their order; those after `more` show only behind it.
  enum Button: Equatable, Sendable, CaseIterable {
    case watch, myList, thumbUp, thumbDown, why, more, about, markWatched, setAside, hide, forget
  }

  /// The buttons that show: only what was begun can leave continue watching, and what takes "hidden"
  /// back is never behind another one.
  var buttons: [Button] {
    guard !isExpanded else {
      return Button.allCases.filter { $0 != .more && ($0 != .setAside || isBegun) }
    }
    let back: [Button] = page.value?.isHidden == true ? [.hide] : []
    return [.watch, .myList, .thumbUp, .thumbDown, .why] + back + [.more]
  }

  /// The season's place among all.
  var seasonIndex: Int? {
    page.value?.seasons.firstIndex { $0.number == shownSeason?.number }
  }

  /// The season whose episodes show.
  var shownSeason: TitlePage.Season? {
    guard let page = page.value else { return nil }
    let next = page.next?.asset.episode?.season
    return page.seasons.first { $0.number == season ?? next } ?? page.seasons.first
  }

  /// The playable parts that show: a season's episodes, or the extras of a film.
  var parts: [TitlePage.Part] {
    guard let page = page.value else { return [] }
    if let shownSeason { return shownSeason.episodes + lastSeasonExtras(of: page) }
    return page.title.kind == .film && page.others.count == 1 ? [] : page.others
  }

  /// Parts without a number stand below the last season.
  private func lastSeasonExtras(of page: TitlePage) -> [TitlePage.Part] {
    shownSeason?.number == page.seasons.last?.number ? page.others : []
  }

  /// The focused part.
  var focusedPart: TitlePage.Part? { parts.first { $0.id == part } ?? parts.first }

  /// Similar titles as a shelf.
  var similar: [ShelfResult] {
    guard let page = page.value, !page.similar.isEmpty else { return [] }
    return [.loaded(Shelf(kind: .similarToLastWatched(page.title.reference), cards: page.similar))]
  }

  private var isBegun: Bool {
    guard let page = page.value else { return false }
    return (page.seasons.flatMap(\.episodes) + page.others).contains { $0.progress != nil }
  }

  /// The focusable parts of the page.
  private var reachable: [Focus] {
    guard let page = page.value else { return [] }
    return Focus.allCases.filter { focus in
      switch focus {
      case .actions: true
      case .seasons: page.seasons.count > 1
      case .parts: !parts.isEmpty
      case .similar: !page.similar.isEmpty
      }
    }
  }
}

extension DetailModel: PageModel {
  var questions: [Question] { [.title(id)] }
  var traits: PageTraits {
    PageTraits(
      hasHeader: true, hasContent: page.value != nil, hasFailed: page.showsFailure,
      takesNumbers: (focus == .parts || focus == .seasons) && page.value?.title.kind == .series)
  }
  func footerKeys(in layout: ShelfLayout) -> [FooterKey] {
    let open: MessageKey =
      switch focus {
      case .actions: button == .watch ? .actionPlay : .hintPress
      case .seasons: .hintDown
      case .parts: .actionPlay
      case .similar: .actionOpen
      }
    let play = open == .actionPlay ? [] : [FooterKey(.play)]
    return [FooterKey(.open, open), FooterKey(.back)] + play
      + FooterKey.usual(.myList, .thumbUp, .thumbDown, .why, .quit)
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    guard let page = page.value else { return action == .reload ? [.reload] : waiting(action) }
    awaitsReturn = false
    let effects = obey(action, page, in: context)
    awaitsReturn = effects.contains { if case .play = $0 { true } else { false } }
    return effects
  }

  private mutating func obey(
    _ action: Action, _ page: TitlePage, in context: PageContext
  ) -> [Effect] {
    switch action {
    case .up, .down, .left, .right, .pageUp, .pageDown, .rowStart, .rowEnd, .firstShelf,
      .lastShelf:
      return move(action, in: context)
    case .open: return open(page)
    case .reload: return [.reload]
    default: return subject(of: action, page)
    }
  }

  private func waiting(_ action: Action) -> [Effect] { action == .up ? [.focusHeader] : [] }

  // MARK: Moving

  private mutating func move(_ action: Action, in context: PageContext) -> [Effect] {
    if context.layout.isLarge, let moved = moveInPanes(action) { return moved }
    switch (focus, action) {
    case (_, .firstShelf): (focus, button) = (.actions, .watch)
    case (_, .lastShelf): focus = reachable.last ?? .actions
    case (.actions, .left): step(button: -1)
    case (.actions, .right): step(button: 1)
    case (.actions, .up) where button != .watch: button = .watch
    case (.actions, .rowStart): button = .watch
    case (.actions, .rowEnd): button = buttons.last ?? .watch
    case (.seasons, .left): step(season: -1)
    case (.seasons, .right): step(season: 1)
    case (.parts, .up) where step(part: -1), (.parts, .down) where step(part: 1): break
    case (.parts, .pageUp): step(part: -10)
    case (.parts, .pageDown): step(part: 10)
    case (.parts, .rowStart): step(part: -parts.count)
    case (.parts, .rowEnd): step(part: parts.count)
    case (.similar, .left), (.similar, .right), (.similar, .rowStart), (.similar, .rowEnd):
      if let move = ShelfBrowser.Move(action) {
        _ = browser.move(move, in: similar, layout: context.layout)
      }
    case (_, .up), (_, .pageUp): return leave(by: -1)
    case (_, .down), (_, .pageDown): return leave(by: 1)
    default: break
    }
    return []
  }

  /// Where seasons stand beside their episodes, Left and Right lead from one pane to the other.
  private mutating func moveInPanes(_ action: Action) -> [Effect]? {
    switch (focus, action) {
    case (.parts, .left): if reachable.contains(.seasons) { focus = .seasons }
    case (.seasons, .right): if reachable.contains(.parts) { focus = .parts }
    case (.seasons, .left): break
    case (.seasons, .up):
      if seasonIndex == 0 { enterButtons() } else { step(season: -1) }
    case (.seasons, .down): step(season: 1)
    case (.actions, .down) where button == .watch: return nil
    case (.actions, .down), (.actions, .pageDown):
      guard reachable.contains(.parts) else { return nil }
      focus = .parts
    case (.parts, .up): if !step(part: -1) { enterButtons() }
    default: return nil
    }
    return []
  }

  /// Puts the focus on the row below the main button, coming from below.
  private mutating func enterButtons() {
    focus = .actions
    if button == .watch { button = buttons.dropFirst().first ?? .watch }
  }

  private mutating func leave(by step: Int) -> [Effect] {
    // The main button stands alone, with the others in a row below it.
    if focus == .actions, step > 0, button == .watch, let first = buttons.dropFirst().first {
      button = first
      return []
    }
    let places = reachable
    guard let index = places.firstIndex(of: focus) else {
      focus = .actions
      return []
    }
    if index + step < 0 { return [.focusHeader] }
    guard places.indices.contains(index + step) else { return [] }
    if places[index + step] == .actions { enterButtons() } else { focus = places[index + step] }
    return []
  }

  private mutating func step(button step: Int) {
    let all = buttons
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

  private mutating func open(_ page: TitlePage) -> [Effect] {
    switch focus {
    case .actions: return button == .more ? expand() : perform(button, page)
    case .seasons:
      if reachable.contains(.parts) { focus = .parts }
      return []
    case .parts: return focusedPart.map { [.play(id, $0.id)] } ?? []
    case .similar:
      return browser.focusedCard(in: similar).map { [.show(.detail(DetailModel($0.id)))] } ?? []
    }
  }

  private mutating func expand() -> [Effect] {
    (isExpanded, button) = (true, .about)
    return []
  }

  private func perform(_ button: Button, _ page: TitlePage) -> [Effect] {
    let title = page.title.reference
    return switch button {
    case .watch: page.next.map { [.play(id, $0.id)] } ?? [.notice(.nothingToPlay)]
    case .myList: [.toggleMyList(title)]
    case .thumbUp: [.toggleThumb(.up, title)]
    case .thumbDown: [.toggleThumb(.down, title)]
    case .hide: [.toggleHidden(title, isHidden: page.isHidden)]
    case .setAside: [.toggleSetAside(title)]
    case .markWatched: page.next.map { [.toggleWatched(id, .next($0.id, $0.progress))] } ?? []
    case .forget: [.askToForget(title)]
    case .why: [.explain(id, page.reason)]
    case .about: [.tellAbout(page)]
    case .more: []
    }
  }

  /// Handles a hot key, which applies to the focused part or similar title, else to this title.
  private func subject(of action: Action, _ page: TitlePage) -> [Effect] {
    if focus == .similar, let card = browser.focusedCard(in: similar) {
      return card.effects(for: action)
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
    case .setAside: return isBegun ? perform(.setAside, page) : []
    case .markWatched: return perform(.markWatched, page)
    case .why: return perform(.why, page)
    default: return []
    }
  }

  /// A digit: the episode of that number gets the focus, and two digits that follow each other are
  /// one number.
  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]? {
    guard case .key(let key) = event, let digit = key.typed?.wholeNumberValue else { return nil }
    let isNext = typed.map { context.now.milliseconds(since: $0.at) < 1500 } ?? false
    let parts = parts
    let numbers = [isNext ? (typed?.number ?? 0) * 10 + digit : digit, digit]
    let places = numbers.compactMap { number in
      parts.first { $0.asset.episode?.number == number }
    }
    guard let found = places.first, let number = found.asset.episode?.number else { return [] }
    typed = number < 1000 ? (number, context.now) : nil
    (part, focus) = (found.id, .parts)
    return []
  }

  // MARK: Loading

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .title(id) { page.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    guard let result = answer.result({ if case .title(let page) = $0 { page } else { nil } }),
      page.finish(request, result)
    else { return [] }
    if awaitsReturn { followPlayed() }
    settle(in: context)
    guard page.value != nil, !hasRecordedView else { return [] }
    hasRecordedView = true
    return [.write(.detailView(context.eventID, id))]
  }

  /// Puts the focus among the parts on the one to go on with, or on the one played last where nothing
  /// after it is left.
  private mutating func followPlayed() {
    guard let page = page.value else { return }
    let all = page.seasons.flatMap(\.episodes) + page.others
    let last = all.indices.max {
      Self.playedAt(all[$0]) < Self.playedAt(all[$1])
    }
    let next = page.next.flatMap { next in all.firstIndex { $0.id == next.id } }
    guard let last, all[last].progress != nil else { return }
    let target = all[next.map { $0 >= last ? $0 : last } ?? last]
    part = target.id
    season = target.asset.episode?.season ?? season
  }

  private static func playedAt(_ part: TitlePage.Part) -> Instant {
    part.progress?.lastWatchedAt ?? Instant(millisecondsSince1970: .min)
  }

  mutating func turnSlow(_ request: RequestID) { page.turnSlow(request) }

  mutating func unscroll() { browser.unscroll() }

  mutating func settle(in context: PageContext) {
    browser.settle(in: similar, layout: context.layout)
    if !reachable.contains(focus) { focus = .actions }
    // After the last episode of a season the next one is in another season; the focus stays.
    if season == nil, focus == .parts, let part {
      season = page.value?.seasons.first { $0.episodes.contains { $0.id == part } }?.number
    }
    if part == nil || !parts.contains(where: { $0.id == part }) {
      part = page.value?.next?.id ?? parts.first?.id
    }
  }
}
