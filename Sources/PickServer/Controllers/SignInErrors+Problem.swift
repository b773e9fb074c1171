import PickAPI
import PickCore

extension SignInError {
  /// What whoever tried to sign in is told; what nobody thought of is told to the log first.
  var answer: any Error {
    switch self {
    case .wrongCredentials: Problem(.wrongCredentials)
    case .throttled(let seconds): Problem(.tooManyRequests, retryAfter: seconds)
    case .store(let error): error
    case .hashing, .signing: self
    }
  }
}

extension SessionRefusal {
  /// What whoever presented a refresh token is told.
  var answer: any Error {
    switch self {
    case .expired: Problem(.sessionExpired)
    case .invalidToken, .ended, .superseded, .unknown: Problem(.sessionRevoked)
    case .store(let error): error
    case .signing: self
    }
  }
}

extension PasswordChangeError {
  /// What whoever wanted another password is told.
  var answer: any Error {
    switch self {
    case .newPasswordTooShort: Problem(.newPasswordTooShort, field: "new_password")
    case .newPasswordTooLong: Problem(.invalidBody, field: "new_password")
    case .oldPasswordWrong: Problem(.oldPasswordWrong, field: "old_password")
    case .throttled(let seconds): Problem(.tooManyRequests, retryAfter: seconds)
    case .unknownAccount: Problem(.unauthorized)
    case .store(let error): error
    case .hashing: self
    }
  }
}
