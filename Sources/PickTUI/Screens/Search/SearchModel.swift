import PickClient
import PickModel

/// Search as one types.
public struct SearchModel: Equatable, Sendable {
  /// The words to search for.
  var field = TextField(maximumLength: 60)
  /// Which titles are wanted.
  var bar = FilterBar(FilterBar.Facet.allCases)
  /// The last results.
  var list = TitleList()
  /// What is to be done with the first result once it has come.
  var wanted: Wish?
  /// The focused one of the recent searches, which show while the field is empty.
  var recent: Int?
  /// Keys for viewers without a keyboard.
  var pad = KeyPad(.letters(first: .hangul, other: .latin))
  /// When the pad shows.
  private(set) var padUse = PadUse.offered

  /// When the pad shows below the field.
  enum PadUse: Equatable, Sendable {
    /// After Enter in the empty field.
    case offered
    /// While the field has the focus: it was asked for, or the program runs in a lobby.
    case shown(inLobby: Bool)
    /// Not now: a keyboard types. The next visit of the empty field shows it again.
    case resting(inLobby: Bool)
  }

  /// The focus among what leads on where nothing is found.
  var waysOut = WaysOut()

  /// What a key typed ahead of the answer means.
  enum Wish: Equatable, Sendable {
    case focus, open
  }

  /// Rows above the results: the field, the filters and the count.
  static let leading = 4

  /// An empty field.
  public init() {}

  /// The first results.
  var cards: [Card] { list.firstCards }
  /// The focused result.
  var focused: Title.ID? { list.focusedCard?.id }
  /// Whether keys go into the field.
  var isInField: Bool {
    list.focused == nil && recent == nil && bar.focused == nil && waysOut.focused == nil
  }
  /// What leads on where nothing is found.
  var ways: [WaysOut.Way] { asksForSomething ? bar.waysOut(of: list.first.value) : [] }
  /// Whether nothing is found, but titles whose names are near.
  var offersTitles: Bool {
    if case .title = ways.first { true } else { false }
  }
  /// Whether the pad stands below the field and has the arrows.
  var showsPad: Bool {
    if case .shown = padUse { isInField } else { false }
  }
  /// Rows above the results as they are now.
  var leading: Int { Self.leading + padRows }
  /// Rows of the pad.
  var padRows: Int { showsPad ? pad.rows.count : 0 }
  /// Whether there is anything to find: words, a filter or an order.
  var asksForSomething: Bool { !field.text.trimmed().isEmpty || bar.filter != .none }

  private var question: Question { .search(field.text, bar.filter) }
}

extension SearchModel: PageModel {
  var questions: [Question] { asksForSomething ? [question] : [] }
  var traits: PageTraits { PageTraits(entry: .search, hasHeader: true, isTyping: isInField) }
  func footerKeys(in layout: ShelfLayout) -> [FooterKey] {
    if bar.focused != nil { return bar.footerKeys(back: .hintToWords) }
    let back: MessageKey = bar.isAsking ? .hintClearFilters : .hintClear
    if waysOut.focused != nil {
      guard case .title = waysOut.way(among: ways) else {
        return [FooterKey(.open, .hintGiveUp), FooterKey(.back, .hintClearFilters)]
      }
      return list.footerKeys(back: back)
    }
    if list.focused != nil { return list.footerKeys(back: back) }
    if recent != nil { return [FooterKey(.open, .actionSearch), FooterKey(.back, .hintToWords)] }
    let open =
      offersTitles
      ? [FooterKey(.open, .hintToList)]
      : cards.isEmpty || !asksForSomething ? [] : [FooterKey(.open, .hintFirst)]
    let inField: MessageKey =
      bar.isAsking ? .hintClearFilters : field.text.isEmpty ? .actionBack : .hintClear
    if showsPad {
      return [
        FooterKey(.open, .hintPress),
        FooterKey(.back, padUse == .shown(inLobby: false) ? .actionBack : inField),
        FooterKey(.left, .right, .hintChoose),
      ]
    }
    return open + [
      FooterKey(.down, .hintToFilters), FooterKey(.back, inField), FooterKey(.language),
    ]
  }

  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]? {
    let before = field.text
    // The arrows walk the pad, and what takes characters away leaves once there are none.
    if showsPad, event == .key(.left) || event == .key(.right) { return nil }
    if showsPad, before.isEmpty, event == .key(.backspace) { return nil }
    guard field.handle(event) else { return nil }
    guard field.text != before else { return [] }
    if field.text.isEmpty { wakePad() } else if event != .key(.backspace) { restPad() }
    return find()
  }

  /// Hides the pad while a keyboard types.
  private mutating func restPad() {
    if case .shown(let inLobby) = padUse { padUse = .resting(inLobby: inLobby) }
  }

  /// Shows the pad again where it rested: the field is empty, or has the focus anew.
  private mutating func wakePad() {
    if case .resting(let inLobby) = padUse { padUse = .shown(inLobby: inLobby) }
  }

  /// Handles an action while the pad shows; `nil` for those that lead away from it.
  private mutating func updatePad(_ action: Action) -> [Effect]? {
    if pad.move(action) { return [] }
    guard action == .open else { return nil }
    if pad.switchScript() { return [] }
    let before = field.text
    field.press(pad.focused)
    return field.text == before ? [] : find()
  }

  /// Asks for what is wanted now, and shows it from the top.
  private mutating func find() -> [Effect] {
    list.rewind()
    wanted = nil
    recent = nil
    waysOut.leave()
    guard asksForSomething else {
      list = TitleList()
      bar.forgetChoices(genres: [])
      return []
    }
    return [.load(question)]
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    if bar.focused != nil { return updateBar(action, in: context) }
    if waysOut.focused != nil { return updateWaysOut(action, in: context) }
    if let recent { return updateRecent(action, recent, in: context) }
    guard let place = list.focused else { return updateField(action, in: context) }
    if action == .reload { return [.reload] }
    if action == .up, place == 0 {
      list.unfocus()
      return enterBar()
    }
    if list.move(action, rows: rows(context)) { return [] }
    return list.focusedCard.map { effects(of: action, on: $0) } ?? []
  }

  private func rows(_ context: PageContext) -> Int { rows(in: context.layout) }

  private func rows(in layout: ShelfLayout) -> Int { max(1, layout.size.rows - leading) }

  /// What an action means for a result; words that led to one are remembered.
  private func effects(of action: Action, on card: Card) -> [Effect] {
    let effects = card.effects(for: action)
    let words = field.text.trimmed()
    return effects.isEmpty || words.isEmpty ? effects : [.noteSearch(words)] + effects
  }

  /// Recent searches show while nothing is typed and nothing asked for.
  func shownRecents(_ all: [String]) -> [String] {
    field.text.isEmpty && bar.filter == .none ? all : []
  }

  /// Puts the focus on the filters; which genres there are is asked for once.
  private mutating func enterBar() -> [Effect] {
    bar.focus()
    let isAsked = list.first.value != nil || list.first.isLoading
    return isAsked ? [] : [.load(question)]
  }

  private mutating func updateWaysOut(_ action: Action, in context: PageContext) -> [Effect] {
    if waysOut.move(action, among: ways) { return [] }
    if action == .up {
      waysOut.leave()
      return enterBar()
    }
    // The words are a slip: they are not kept among those that led to a title.
    if case .title(let card) = waysOut.way(among: ways) {
      return action == .reload ? [.reload] : card.effects(for: action)
    }
    switch action {
    case .open:
      guard let way = waysOut.way(among: ways) else { return [] }
      bar.take(way)
      let effects = find()
      wanted = .focus
      return effects
    default: return []
    }
  }

  private mutating func updateBar(_ action: Action, in context: PageContext) -> [Effect] {
    switch bar.update(action, at: context.now) {
    case .none: return []
    case .up:
      bar.leave()
      wakePad()
    case .down: leaveBarDown(in: context)
    case .changed: return find()
    }
    return []
  }

  private mutating func leaveBarDown(in context: PageContext) {
    if list.first.isLoading, asksForSomething {
      bar.leave()
      wanted = .focus
    } else if !ways.isEmpty {
      bar.leave()
      waysOut.focus()
    } else if asksForSomething, list.count > 0 {
      bar.leave()
      list.focus(list.firstVisible, rows: rows(context))
    } else if !shownRecents(context.recentSearches).isEmpty {
      bar.leave()
      recent = 0
    }
  }

  private mutating func updateRecent(
    _ action: Action, _ index: Int, in context: PageContext
  ) -> [Effect] {
    let recents = shownRecents(context.recentSearches)
    guard recents.indices.contains(index) else {
      recent = nil
      return []
    }
    switch action {
    case .up where index == 0:
      recent = nil
      return enterBar()
    case .up: recent = index - 1
    case .down: recent = min(recents.count - 1, index + 1)
    case .firstShelf, .rowStart, .pageUp: recent = 0
    case .lastShelf, .rowEnd, .pageDown: recent = recents.count - 1
    case .open:
      field.insert(recents[index])
      let effects = find()
      wanted = .focus
      return effects
    default: break
    }
    return []
  }

  private mutating func updateField(_ action: Action, in context: PageContext) -> [Effect] {
    if showsPad, let effects = updatePad(action) { return effects }
    let isLoading = list.first.isLoading && asksForSomething
    switch action {
    case .up: return [.focusHeader]
    case .open where list.first.failure != nil: return [.reload]
    // What shows is of the words before until the answer is there.
    case .open where isLoading: wanted = .open
    case .pageDown where isLoading: wanted = .focus
    case .open where !asksForSomething: padUse = .shown(inLobby: false)
    case .open where offersTitles: waysOut.focus()
    case .open: return cards.first.map { effects(of: .open, on: $0) } ?? []
    case .down: return enterBar()
    case .pageDown where offersTitles: waysOut.focus()
    case .pageDown:
      guard asksForSomething, list.count > 0 else { return enterBar() }
      list.focus(0, rows: rows(context))
    default: break
    }
    return []
  }

  /// Back takes back what was asked for before it leaves: the small list, the filters one by one, the
  /// words.
  mutating func goBack(in context: PageContext) -> [Effect] {
    if bar.closeMenu() { return [] }
    if showsPad, padUse == .shown(inLobby: false) {
      padUse = .offered
      return []
    }
    if bar.isAsking {
      bar.takeBack()
      return find()
    }
    if bar.focused != nil || field.text.isEmpty {
      return isInField ? [.back] : goToStart(in: context)
    }
    field.clear()
    list.unfocus()
    return find()
  }

  mutating func goToStart(in context: PageContext) -> [Effect] {
    list.unfocus()
    bar.leave()
    waysOut.leave()
    recent = nil
    wanted = nil
    wakePad()
    return []
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    guard case .search(field.text, bar.filter, from: let offset) = question else { return }
    list.begin(from: offset, request)
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    guard let result = answer.result({ if case .results(let found) = $0 { found } else { nil } }),
      list.take(result, to: request, rows: rows(context))
    else { return [] }
    bar.learn(from: list.first.value)
    waysOut.settle(among: ways)
    guard let wish = wanted else { return [] }
    wanted = nil
    // What is near is not what was typed: Enter ahead of it leads there and opens nothing.
    if list.first.failure == nil, !ways.isEmpty, wish == .focus || offersTitles { waysOut.focus() }
    guard list.first.failure == nil, let first = cards.first else { return [] }
    switch wish {
    case .focus: list.focus(0, rows: rows(context))
    case .open: return effects(of: .open, on: first)
    }
    return []
  }

  mutating func turnSlow(_ request: RequestID) { list.turnSlow(request) }

  func missingParts(in layout: ShelfLayout) -> [Question] {
    list.missing(rows: rows(in: layout)).map { .search(field.text, bar.filter, from: $0) }
  }

  mutating func settle(in context: PageContext) {
    bar.language = context.language
    pad = pad.with(KeyPad.Layout(context.language, showsHangul: context.showsHangul))
    if context.isKiosk, padUse == .offered { padUse = .shown(inLobby: true) }
    list.settle(rows: rows(context))
  }
}
