/// Why a screen did not get what it asked for.
public enum ServiceError: Error, Hashable, Sendable, Codable {
  /// Number or password are wrong; which one is not said.
  case wrongCredentials
  /// Both are right, and the account may not sign in.
  case accountDisabled
  /// There were too many failures; the next try is accepted after so many seconds.
  case throttled(retryAfterSeconds: Int)
  /// The session is over; the viewer has to sign in again.
  case sessionEnded(Ending)
  /// What was asked for does not exist, or no longer exists.
  case notFound
  /// A field cannot be accepted.
  case invalid(Field)
  /// The other side did not answer.
  case unreachable
  /// This machine cannot make a connection to the server; trying again changes nothing.
  case cannotConnect(Obstacle)
  /// The disk is full or cannot be written.
  case notSaved
  /// An error without a message of its own; `reference` finds it in the log.
  case unexpected(reference: String)

  /// Why a session is over.
  public enum Ending: String, Hashable, Sendable, Codable {
    /// No account is signed in.
    case signedOut
    /// The refresh token has expired.
    case expired
    /// It was ended elsewhere: by signing out, a changed password, a reused token or a disabled
    /// account.
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
    /// libcurl is not installed on this machine.
    case noLibrary
  }

  /// The field that cannot be accepted, and why.
  public enum Field: String, Hashable, Sendable, Codable {
    /// The new password is shorter than eight characters.
    case newPasswordTooShort
    /// The new password is longer than 1,024 characters.
    case newPasswordTooLong
    /// The old password is wrong.
    case oldPasswordWrong
  }
}
