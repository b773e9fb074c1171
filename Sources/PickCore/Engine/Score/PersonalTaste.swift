import PickModel

/// What pages ask of a trained model about one viewer.
protocol PersonalTaste: Sendable {
  /// At most `count` titles that pass, best first by the whole score, with their reasons.
  func picks(_ count: Int, where passes: (Title) -> Bool) -> [Placement]
  /// At most `count` titles that pass, best first by what watching `title` adds to their score.
  func becauseOf(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title]
  /// At most `count` titles that pass, most alike first by genre, cast and synopsis.
  func alike(_ title: Title.ID, _ count: Int, where passes: (Title) -> Bool) -> [Title]
  /// Why a title would be recommended.
  func reason(for title: Title) -> Reason
  /// How the score of a title is made up, its place among the candidates, and what bars it.
  func explanation(of title: Title, eligibility: Eligibility) -> Explanation
}
