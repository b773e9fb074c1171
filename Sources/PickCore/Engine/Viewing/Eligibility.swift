import PickModel

/// What may stand on a page for one viewer at one instant.
struct Eligibility: Sendable {
  let viewer: ViewerState
  let instant: Instant

  /// Why a title may not stand on any shelf of home; `nil` when it may.
  func exclusion(of title: Title) -> Explanation.Exclusion? {
    if !title.availability.contains(instant) { return .unavailable }
    if viewer.choices.hidden.contains(title.id) { return .hidden }
    if viewer.isForgotten(title.id) { return .forgotten }
    if viewer.choices.thumbs[title.id] == .down { return .thumbDown }
    if viewer[title.id]?.isFinished == true { return .watched }
    return nil
  }

  /// Why a title is not recommended: what is begun is continued, not recommended.
  func recommendationExclusion(of title: Title) -> Explanation.Exclusion? {
    exclusion(of: title) ?? (viewer[title.id]?.isBegun == true ? .watched : nil)
  }

  /// Whether a title may stand where a viewer looks around: hidden and unavailable ones may not.
  func mayBrowse(_ title: Title) -> Bool {
    title.availability.contains(instant) && !viewer.choices.hidden.contains(title.id)
  }

  /// Whether a title may stand on a shelf of home.
  func mayShow(_ title: Title) -> Bool { exclusion(of: title) == nil }

  /// Whether a title may be recommended.
  func mayRecommend(_ title: Title) -> Bool { recommendationExclusion(of: title) == nil }
}
