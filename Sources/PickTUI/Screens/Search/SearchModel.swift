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
  /// Whether the focus is to go to the first result once it has come.
  var wantsResults = false
  /// The first result in sight.
  var firstVisible = 0

  /// At most so many results are shown.
  static let limit = 50
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
    PageTraits(entry: .search, hasHeader: true, isTyping: focused == nil)
  }
  static let footerActions: [Action] = [.open, .back, .language]

  mutating func type(_ event: InputEvent, in context: PageContext) -> [Effect]? {
    let before = field.text
    guard field.handle(event) else { return nil }
    guard field.text != before else { return [] }
    firstVisible = 0
    wantsResults = false
    guard !field.text.trimmed().isEmpty else {
      results = Loadable()
      return []
    }
    return [.load(.search(field.text))]
  }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] {
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
    default: return cards[index].effects(for: action)
    }
    return []
  }

  private mutating func updateField(_ action: Action, in context: PageContext) -> [Effect] {
    switch action {
    case .up: return [.focusHeader]
    case .open where results.failure != nil: return [.reload]
    // What shows is of the words before until the answer is there.
    case .down where results.isLoading, .open where results.isLoading,
      .pageDown where results.isLoading:
      wantsResults = true
    case .down, .open, .pageDown: if !cards.isEmpty { focus(0, in: context) }
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
    wantsResults = false
    return []
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .search(field.text) { results.begin(request) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    if let result = answer.result({ if case .results(let found) = $0 { found } else { nil } }) {
      if results.finish(request, result), wantsResults {
        wantsResults = false
        if results.failure == nil { focus(0, in: context) }
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
