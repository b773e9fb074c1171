import PickCore

extension ServiceError {
  init(_ error: SignInError, report: (any Error) -> String) {
    switch error {
    case .wrongCredentials: self = .wrongCredentials
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .hashing(let cause): self = .unexpected(reference: report(cause))
    case .signing(let cause): self = .unexpected(reference: report(cause))
    case .store(let cause): self = ServiceError(cause, report: report)
    }
  }

  init(_ error: PasswordChangeError, report: (any Error) -> String) {
    switch error {
    case .newPasswordTooShort: self = .invalid(.newPasswordTooShort)
    case .newPasswordTooLong: self = .invalid(.newPasswordTooLong)
    case .oldPasswordWrong: self = .invalid(.oldPasswordWrong)
    case .throttled(let seconds): self = .throttled(retryAfterSeconds: seconds)
    case .unknownAccount: self = .sessionEnded(.revoked)
    case .hashing(let cause): self = .unexpected(reference: report(cause))
    case .store(let cause): self = ServiceError(cause, report: report)
    }
  }
}
