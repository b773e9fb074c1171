import PickClient
import PickModel

/// Search as one types.
public struct SearchModel: Equatable, Sendable {
  /// The words to search for.
  var field = TextField(maximumLength: 60)
  /// What the service found last.
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
  var focusedIndex: Int? { focused.flatMap { id in cards.firstIndex { $0.id == id } } }
}
