import PickClient
import PickModel

/// Search as one types.
public struct SearchModel: Equatable, Sendable {
  /// The words to search for.
  var field = TextField(maximumLength: 60)
  /// The last results.
  var results = Loadable<SearchResults>()
  /// The focused result; `nil` while the focus is in the field.
  var focused: Title.ID?
  /// What is to be done with the first result once it has come.
  var wanted: Wish?
  /// The focused one of the recent searches, which show while the field is empty.
  var recent: Int?
  /// The first result in sight.
  var firstVisible = 0

  /// What a key typed ahead of the answer means.
  enum Wish: Equatable, Sendable {
    case focus, open
  }

  /// At most so many results are shown.
  static let limit = 50
  /// At most so many recent searches are kept.
  static let recentLimit = 8
  /// Rows above the results: the field and the count.
  static let leading = 4

  /// An empty field.
  public init() {}

  /// The results.
  var cards: [Card] { results.value?.cards ?? [] }
  /// The place of the focused result.
  private var focusedIndex: Int? { focused.flatMap { id in cards.firstIndex { $0.id == id } } }
}

extension SearchModel: PageModel {
  var questions: [Question] { field.text.trimmed().isEmpty ? [] : [.search(field.text)] }
  var traits: PageTraits {
    PageTraits(entry: .search, hasHeader: true, isTyping: focused == nil && recent == nil)
  }
  static let footerActions: [Action] = [.open, .back, .language]

  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]? {
    let before = field.text
    guard field.handle(event) else { return nil }
    guard field.text != before else { return [] }
    firstVisible = 0
    wanted = nil
    recent = nil
    guard !field.text.trimmed().isEmpty else {
      results = Loadable()
      return []
    }
    return [.load(.search(field.text))]
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
    if let recent { return updateRecent(action, recent, in: context) }
    guard let index = focusedIndex else { return updateField(action, in: context) }
    let page = max(1, context.size.rows - Self.leading)
    switch action {
    case .up where index == 0: focused = nil
    case .up: focus(index - 1, in: context)
    case .down: focus(index + 1, in: context)
    case .pageUp: focus(index - page, in: context)
    case .pageDown: focus(index + page, in: context)
    case .firstShelf, .rowStart: focus(0, in: context)
    case .lastShelf, .rowEnd: focus(cards.count - 1, in: context)
    case .reload: return [.reload]
    default: return effects(of: action, on: cards[index])
    }
    return []
  }

  /// What an action means for a result; words that led to one are remembered.
  private func effects(of action: Action, on card: Card) -> [Effect] {
    let effects = card.effects(for: action)
    return effects.isEmpty ? [] : [.noteSearch(field.text.trimmed())] + effects
  }

  /// Recent searches show while nothing is typed.
  func shownRecents(_ all: [String]) -> [String] { field.text.isEmpty ? all : [] }

  private mutating func updateRecent(
    _ action: Action, _ index: Int, in context: PageContext
  ) -> [Effect] {
    let recents = shownRecents(context.recentSearches)
    guard recents.indices.contains(index) else {
      recent = nil
      return []
    }
    switch action {
    case .up: recent = index == 0 ? nil : index - 1
    case .down: recent = min(recents.count - 1, index + 1)
    case .firstShelf, .rowStart, .pageUp: recent = 0
    case .lastShelf, .rowEnd, .pageDown: recent = recents.count - 1
    case .open:
      recent = nil
      field.insert(recents[index])
      wanted = .focus
      return [.load(.search(field.text))]
    default: break
    }
    return []
  }

  private mutating func updateField(_ action: Action, in context: PageContext) -> [Effect] {
    switch action {
    case .up: return [.focusHeader]
    case .open where results.failure != nil: return [.reload]
    // What shows is of the words before until the answer is there.
    case .open where results.isLoading: wanted = .open
    case .down where results.isLoading, .pageDown where results.isLoading: wanted = .focus
    case .open: return cards.first.map { effects(of: .open, on: $0) } ?? []
    case .down where !shownRecents(context.recentSearches).isEmpty: recent = 0
    case .down, .pageDown: if !cards.isEmpty { focus(0, in: context) }
    default: break
    }
    return []
  }

  private mutating func focus(_ index: Int, in context: PageContext) {
    guard !cards.isEmpty else { return }
    focused = cards[min(max(0, index), cards.count - 1)].id
    settle(in: context)
  }

  mutating func goToStart(in context: PageContext) -> [Effect] {
    focused = nil
    recent = nil
    wanted = nil
    return []
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .search(field.text) { results.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    if let result = answer.result({ if case .results(let found) = $0 { found } else { nil } }) {
      if results.finish(request, result), let wish = wanted {
        wanted = nil
        if results.failure == nil, let first = cards.first {
          switch wish {
          case .focus: focus(0, in: context)
          case .open:
            settle(in: context)
            return effects(of: .open, on: first)
          }
        }
      }
    }
    settle(in: context)
    return []
  }

  mutating func turnSlow(_ request: RequestID) { results.turnSlow(request) }

  mutating func settle(in context: PageContext) {
    guard let index = focusedIndex else {
      focused = nil
      return
    }
    firstVisible = ScrollWindow.first(
      focus: index, count: cards.count, visible: context.size.rows - Self.leading,
      previous: firstVisible)
  }
}
