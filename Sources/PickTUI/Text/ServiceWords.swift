import PickClient
import PickModel

extension Strings {
  /// The sentence about an error: a fact and advice.
  ///
  /// - Parameters:
  ///   - error: the fact.
  ///   - retryKey: how the key that asks again is written.
  /// - Returns: one sentence.
  func sentence(for error: ServiceError, retryKey: String) -> String {
    switch error {
    case .wrongCredentials: self[.signInWrong]
    case .accountDisabled: self[.signInDisabled]
    case .throttled(let seconds): text(.signInThrottled, ["seconds": String(seconds)])
    case .sessionEnded(.revoked): self[.sessionRevoked]
    case .sessionEnded: self[.sessionEnded]
    case .notFound: self[.errorNotFound]
    case .invalid(.newPasswordTooShort): self[.errorPasswordShort]
    case .invalid(.newPasswordTooLong): self[.errorPasswordLong]
    case .invalid(.oldPasswordWrong): self[.errorPasswordOld]
    case .unreachable: text(.errorUnreachable, ["key": retryKey])
    case .cannotConnect(let obstacle): self[key(of: obstacle)]
    case .notSaved: self[.errorNotSaved]
    case .unexpected: self[.errorUnexpected]
    }
  }

  private func key(of obstacle: ServiceError.Obstacle) -> MessageKey {
    switch obstacle {
    case .untrusted: .connectUntrusted
    case .wrongHost: .connectWrongHost
    case .expired: .connectExpired
    case .noAuthorities: .connectNoAuthorities
    case .noLibrary: .connectNoLibrary
    }
  }

  /// The reference of an error in the log; `nil` for expected errors.
  func reference(of error: ServiceError) -> String? {
    guard case .unexpected(let reference) = error else { return nil }
    return text(.errorReference, ["reference": reference])
  }
}

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
