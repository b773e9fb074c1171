import PickClient
import PickModel

extension Strings {
  /// How far what is shown can be trusted; `nil` when it is as new as can be.
  ///
  /// - Parameters:
  ///   - cautions: how things stand with the server.
  ///   - builtFor: the instant the shown page speaks of, where it speaks of one.
  ///   - isOld: whether the page is one of an earlier run.
  ///   - now: the time of day.
  /// - Returns: a few words.
  func serverBadge(
    _ cautions: SessionCautions, builtFor: Instant?, isOld: Bool, now: Instant
  ) -> String? {
    guard cautions.isOffline else { return isOld ? self[.badgeRefreshing] : nil }
    let age = builtFor.map { max(60, Int(saturating: now.seconds(since: $0))) }
    let parts = [
      self[.badgeOffline],
      age.map { text(.badgePageAge, ["age": longTime(seconds: $0)]) },
      cautions.unsentFacts > 0
        ? text(.badgeWaiting, ["count": String(cautions.unsentFacts)]) : nil,
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }

  /// In days once it is more than one.
  private func longTime(seconds: Int) -> String {
    seconds >= 2 * 86_400
      ? text(.days, ["count": String(seconds / 86_400)]) : hours(seconds: seconds)
  }
}
