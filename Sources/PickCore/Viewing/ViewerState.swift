import PickModel
import PickStore

/// Everything pages need to know of one viewer at one instant, as a value.
///
/// Events of a title that began before the viewer asked to forget it do not count; the title stays
/// forgotten until it is watched again.
struct ViewerState: Equatable, Sendable {
  /// The titles watched, the one watched last first; ties by identifier.
  let viewings: [TitleViewing]
  /// My list, thumbs, hidden and forgotten titles.
  let choices: Choices
  private let places: [Title.ID: Int]
  /// The titles with nothing left to continue with, and those of which more than a moment was watched:
  /// pages ask of hundreds of titles.
  private let finished: Set<Title.ID>
  private let begun: Set<Title.ID>
  /// What the viewings were worked out from.
  private let rule: WatchingRule
  private let events: [Title.ID: [WatchEvent]]

  /// Sorts out what was watched by title.
  ///
  /// - Parameters:
  ///   - choices: what the viewer chose.
  ///   - history: what the viewer watched.
  ///   - rule: when a part is begun and finished.
  ///   - earlier: the viewer as they were before; of titles whose events and parts are the same, the
  ///     viewings are taken from there, since an event changes one of hundreds.
  init(
    choices: Choices, history: ViewingHistory, rule: WatchingRule = .standard,
    earlier: ViewerState? = nil
  ) {
    self.choices = choices
    self.rule = rule
    let watched = history.watched
    let earlier = earlier?.rule == rule ? earlier : nil
    var counted: [Title.ID: [WatchEvent]] = [:]
    counted.reserveCapacity(history.events.count)
    let viewings = history.events.compactMap { title, all -> TitleViewing? in
      guard let parts = watched.parts[title] else { return nil }
      let since = choices.forgotten[title]
      let own = since.map { since in all.filter { $0.startedAt >= since } } ?? all
      counted[title] = own
      if let earlier, let viewing = earlier[title], earlier.events[title] == own,
        viewing.standing.parts.isSame(as: parts)
      {
        return viewing
      }
      return TitleViewing(title: title, parts: parts, events: own, rule: rule)
    }
    self.events = counted
    self.viewings = viewings.sorted {
      $0.lastWatchedAt != $1.lastWatchedAt
        ? $0.lastWatchedAt > $1.lastWatchedAt : $0.title < $1.title
    }
    places = Dictionary(uniqueKeysWithValues: self.viewings.enumerated().map { ($1.title, $0) })
    finished = Set(self.viewings.lazy.filter(\.isFinished).map(\.title))
    begun = Set(self.viewings.lazy.filter(\.isBegun).map(\.title))
  }

  /// The views of a title; `nil` when it was never watched, or is forgotten.
  subscript(title: Title.ID) -> TitleViewing? { places[title].map { viewings[$0] } }

  /// Whether nothing of a title is left to continue with.
  func isFinished(_ title: Title.ID) -> Bool { finished.contains(title) }

  /// Whether more of a title was watched than extras and moments.
  func isBegun(_ title: Title.ID) -> Bool { begun.contains(title) }

  /// Whether anything was watched for more than moments.
  var hasBegunAny: Bool { !begun.isEmpty }

  /// Whether there is anything to know a taste by.
  var isKnown: Bool { hasBegunAny || !choices.thumbs.isEmpty }

  /// Whether the viewer took the title out of continue watching and has not played it since.
  func isSetAside(_ viewing: TitleViewing) -> Bool {
    choices.setAside[viewing.title].map { viewing.lastPlayedAt <= $0 } ?? false
  }

  /// Whether the viewer asked to forget the title and has not watched it since.
  func isForgotten(_ title: Title.ID) -> Bool {
    choices.forgotten[title] != nil && places[title] == nil
  }
}

/// Decides which titles a page may show one viewer at one instant.
struct Eligibility: Sendable {
  let viewer: ViewerState
  let instant: Instant

  /// Why a title may not stand on any shelf of home; `nil` when it may.
  func exclusion(of title: Title) -> Explanation.Exclusion? {
    if !title.availability.contains(instant) { return .unavailable }
    if viewer.choices.hidden.contains(title.id) { return .hidden }
    if viewer.isForgotten(title.id) { return .forgotten }
    if viewer.choices.thumbs[title.id] == .down { return .thumbDown }
    if viewer.isFinished(title.id) { return .watched }
    return nil
  }

  /// Why a title is not recommended: what is begun is continued, not recommended.
  func recommendationExclusion(of title: Title) -> Explanation.Exclusion? {
    exclusion(of: title) ?? (viewer.isBegun(title.id) ? .watched : nil)
  }

  /// Whether a title may be found: hidden ones may, so that they can be shown again.
  func mayFind(_ availability: Availability) -> Bool { availability.contains(instant) }

  /// Whether a title may stand where a viewer looks around: hidden and unavailable ones may not.
  func mayBrowse(_ title: Title) -> Bool { mayBrowse(title.id, title.availability) }

  /// The same, where a copy of the title would cost more than the answer.
  func mayBrowse(_ title: Title.ID, _ availability: Availability) -> Bool {
    availability.contains(instant) && !viewer.choices.hidden.contains(title)
  }

  /// Whether a title may stand on a shelf of home.
  func mayShow(_ title: Title) -> Bool { exclusion(of: title) == nil }

  /// Whether a title may be recommended.
  func mayRecommend(_ title: Title) -> Bool { recommendationExclusion(of: title) == nil }
}
