import PickClient

extension Strings {
  /// What went wrong, and what to do about it.
  ///
  /// - Parameters:
  ///   - error: the fact.
  ///   - retryKey: how the key that asks again is written.
  /// - Returns: one sentence.
  func sentence(for error: ServiceError, retryKey: String) -> String {
    switch error {
    case .wrongCredentials: self[.signInWrong]
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

  /// What finds an error in the log; `nil` when it needs no finding.
  func reference(of error: ServiceError) -> String? {
    guard case .unexpected(let reference) = error else { return nil }
    return text(.errorReference, ["reference": reference])
  }
}
