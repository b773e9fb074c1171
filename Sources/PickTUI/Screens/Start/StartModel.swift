import PickClient
import PickModel

/// The page of a lobby until the first key.
public struct StartModel: Equatable, Sendable {
  /// The sign-in whose answer is waited for.
  var waitingFor: RequestID?
  /// Why the last one failed.
  var failure: ServiceError?

  /// Whether the focus is on the entry that changes the language; else any key begins a visit.
  var isOnLanguage = false

  /// A page without a visit.
  public init() {}
}

extension StartModel: PageModel {
  var questions: [Question] { [] }

  mutating func update(_ action: Action, in context: PageContext) -> [Effect] { [] }
  mutating func goBack(in context: PageContext) -> [Effect] { [] }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .signIn { (waitingFor, failure) = (request, nil) }
  }

  mutating func take(
    _ answer: Outcome<Answer>, to request: RequestID, in context: PageContext
  ) -> [Effect] {
    guard waitingFor == request, case .failure(let error) = answer else { return [] }
    (waitingFor, failure) = (nil, error)
    return []
  }
}
