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
  /// The titles that stand on no shelf of home, and with those under way the ones that are not
  /// recommended: one look each, since a page asks of a thousand titles.
  private let closed: Set<Title.ID>
  private let barred: Set<Title.ID>
  /// Whether anything was watched for more than moments.
  let hasBegunAny: Bool
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
    let begun = self.viewings.lazy.filter(\.isBegun).map(\.title)
    hasBegunAny = !begun.isEmpty
    var closed = choices.hidden
    for (title, thumb) in choices.thumbs where thumb == .down { closed.insert(title) }
    for title in choices.forgotten.keys where places[title] == nil { closed.insert(title) }
    for viewing in self.viewings where viewing.isFinished { closed.insert(viewing.title) }
    self.closed = closed
    barred = closed.union(begun)
  }

  /// The views of a title; `nil` when it was never watched, or is forgotten.
  subscript(title: Title.ID) -> TitleViewing? { places[title].map { viewings[$0] } }

  /// Whether the viewer's own doing keeps a title from every shelf of home: it is hidden, disliked,
  /// forgotten or watched to its end.
  func isClosed(_ title: Title.ID) -> Bool { closed.contains(title) }

  /// Whether it keeps a title from being recommended: also what is begun is continued instead.
  func isBarred(_ title: Title.ID) -> Bool { barred.contains(title) }

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
    if viewer[title.id]?.isFinished == true { return .watched }
    return nil
  }

  /// Why a title is not recommended: what is begun is continued, not recommended.
  func recommendationExclusion(of title: Title) -> Explanation.Exclusion? {
    exclusion(of: title) ?? (viewer[title.id]?.isBegun == true ? .watched : nil)
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
  func mayShow(_ title: Title) -> Bool {
    !viewer.isClosed(title.id) && title.availability.contains(instant)
  }

  /// Whether a title may be recommended.
  func mayRecommend(_ title: Title) -> Bool {
    !viewer.isBarred(title.id) && title.availability.contains(instant)
  }
}
