/// Why a sign-in failed.
public enum SignInError: Error, Equatable, Sendable {
  /// Number or password are wrong, or the account may not sign in; which one is not said.
  case wrongCredentials
  /// Not even looked at: the next try is, after so many seconds.
  case throttled(retryAfterSeconds: Int)
  /// The password could not be hashed.
  case hashing(PasswordHashError)
  /// The password was right, and no token could be signed.
  case signing(AccessTokenSigningError)
  /// The store failed.
  case store(StoreError)
}

/// Why a token was not accepted.
public enum SessionRefusal: Error, Equatable, Sendable {
  /// The access token, or its form.
  case invalidToken(AccessTokenFault)
  /// The refresh token's or the session's time ran out.
  case expired
  /// The session was ended.
  case ended(SessionEnd)
  /// The account's tokens were called in after it was signed; a refresh tells whether the session
  /// lives.
  case superseded
  /// Nobody ever issued it, or the session is gone.
  case unknown
  /// The refresh token was good, and no access token could be signed.
  case signing(AccessTokenSigningError)
  /// The store failed.
  case store(StoreError)
}

/// Why a password was not replaced.
public enum PasswordChangeError: Error, Equatable, Sendable {
  /// Fewer than eight characters.
  case newPasswordTooShort
  /// More characters than a password has at most.
  case newPasswordTooLong
  /// The old password is wrong.
  case oldPasswordWrong
  /// Too many wrong old passwords.
  case throttled(retryAfterSeconds: Int)
  /// There is no such account.
  case unknownAccount
  /// The password could not be hashed.
  case hashing(PasswordHashError)
  /// The store failed.
  case store(StoreError)
}
