import PickModel
import PickStore

/// 당신을 위한 추천: the best unwatched titles by the whole score.
///
/// Only for a viewer the model knows something of: to any other viewer it would be popularity under
/// a dishonest name.
enum PickedShelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    if let error = context.historyError { return ShelfDraft(.pickedForYou, .failure(error)) }
    guard let taste = context.taste, context.viewer.isKnown else { return nil }
    return ShelfDraft(
      .pickedForYou, .success(taste.picks(context.limits.shelf, where: context.isCandidate)))
  }
}

/// …을(를) 보셨다면: what watching one well-liked title adds to the scores of others.
enum BecauseWatchedShelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    guard let taste = context.taste, let subject = subject(context) else { return nil }
    let titles = taste.becauseOf(
      subject.id, context.limits.shelf, where: context.isCandidate)
    let reason = Reason.becauseWatched([subject.reference])
    return ShelfDraft(
      .becauseWatched(subject.reference),
      .success(titles.map { context.place($0, reason) }))
  }

  /// The title liked best of late: the heaviest by `TitleWeight`, a thumb up counting double, that
  /// was neither turned off early nor is the one watched last, which has its own shelf.
  private static func subject(_ context: PageContext) -> Title? {
    let viewings = context.viewer.viewings.filter { viewing in
      viewing.isBegun && context.isSubject(viewing.title)
        && (viewing.isLiked || context.viewer.choices.thumbs[viewing.title] == .up)
    }
    let last = context.viewer.viewings.first(where: \.isBegun)?.title
    let others = viewings.filter { $0.title != last }
    return (others.isEmpty ? viewings : others)
      .map { viewing in
        let weight = TitleWeight.liking(viewing, at: context.instant)
        let factor = context.viewer.choices.thumbs[viewing.title] == .up ? 2.0 : 1
        return (viewing.title, weight * factor)
      }
      .max { ($0.1, $1.0) < ($1.1, $0.0) }
      .flatMap { context.catalog[$0.0] }
  }
}

/// 최근 본 작품과 비슷한: titles similar to the one watched last; by genre without a model.
enum SimilarShelf {
  static func draft(_ context: PageContext) -> ShelfDraft? {
    let last = context.viewer.viewings.lazy.filter(\.isBegun).map(\.title)
      .first(where: context.isSubject)
    guard let subject = last.flatMap({ context.catalog[$0] }) else { return nil }
    let titles = context.alike(subject, context.limits.shelf, where: context.isCandidate)
    return ShelfDraft(
      .similarToLastWatched(subject.reference),
      .success(titles.map { context.place($0, .similar(to: subject.reference)) }))
  }
}

extension PageContext {
  /// Whether a page may speak of a title the viewer watched: not of a hidden or disliked one.
  func isSubject(_ title: Title.ID) -> Bool {
    catalog[title] != nil && !viewer.choices.hidden.contains(title)
      && viewer.choices.thumbs[title] != .down
  }
}
