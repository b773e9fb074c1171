/// What can go wrong when a screen asks for something, as a fact.
public enum ServiceError: Error, Hashable, Sendable, Codable {
  /// Number or password are wrong; which one is not said.
  case wrongCredentials
  /// Too many failures: the next try is looked at after so many seconds.
  case throttled(retryAfterSeconds: Int)
  /// The session is over and signing in again is the only way on.
  case sessionEnded(Ending)
  /// What was asked for is not there (any more).
  case notFound
  /// A field cannot be accepted.
  case invalid(Field)
  /// The other side did not answer.
  case unreachable
  /// The other side may be there, but this machine does not talk to it; trying again changes nothing.
  case cannotConnect(Obstacle)
  /// The disk is full or cannot be written.
  case notSaved
  /// Something nobody thought of; `reference` finds it in the log.
  case unexpected(reference: String)

  /// Why a session is over.
  public enum Ending: String, Hashable, Sendable, Codable {
    /// Nobody is signed in.
    case signedOut
    /// The refresh token's time ran out.
    case expired
    /// Ended elsewhere: signed out, password changed, token reused, account disabled.
    case revoked
  }

  /// What stands between this machine and the server.
  public enum Obstacle: String, Hashable, Sendable, Codable {
    /// No trusted authority vouches for the server's certificate.
    case untrusted
    /// The certificate is another host's.
    case wrongHost
    /// The certificate is not valid any more, or not yet.
    case expired
    /// The file of trusted authorities cannot be read, or holds none.
    case noAuthorities
    /// This machine lacks the library that speaks HTTP.
    case noLibrary
  }

  /// Whether there was no answer, so that what was to be told may be told later.
  public var isWithoutAnswer: Bool {
    switch self {
    case .unreachable, .cannotConnect: true
    case .wrongCredentials, .throttled, .sessionEnded, .notFound, .invalid, .notSaved,
      .unexpected:
      false
    }
  }

  /// What cannot be accepted, and why.
  public enum Field: String, Hashable, Sendable, Codable {
    /// The new password is shorter than eight characters.
    case newPasswordTooShort
    /// The new password is longer than 1,024 characters.
    case newPasswordTooLong
    /// The old password is wrong.
    case oldPasswordWrong
  }
}
