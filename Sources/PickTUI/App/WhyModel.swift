import PickClient
public import PickModel

/// Why a title stands where it stands: the reason at once, the figures when they come.
public struct WhyModel: Equatable, Sendable {
  /// Which title.
  let title: Title.ID
  /// What the card or page says.
  let reason: Reason?
  /// How the score is made up.
  var explanation = Loadable<Explanation>()

  /// A question that has not been asked yet.
  public init(title: Title.ID, reason: Reason?) {
    self.title = title
    self.reason = reason
  }

  mutating func begin(_ question: Question, _ request: RequestID) {
    if question == .explanation(title) { explanation.begin(request) }
  }

  mutating func take(_ answer: Outcome<Answer>, to request: RequestID) {
    if let result = answer.result({ if case .explanation(let value) = $0 { value } else { nil } }) {
      explanation.finish(request, result)
    }
  }
}
