/// An account: one set-top box that signs in.
///
/// Has exactly one viewer until profiles exist.
public struct Account: Hashable, Sendable, Codable, Identifiable {
  /// Names one account.
  public typealias ID = Identifier<Account>

  /// Unicode scalars of the longest number: as long as a name in Django.
  ///
  /// The field on the screen, the wire, the stores and the imports all take as much.
  public static let longestNumber = 150

  /// Unicode scalars of the longest password; a longer one is refused, never cut.
  ///
  /// The field on the screen, the configuration of a kiosk and the sign-in all take as much.
  public static let longestPassword = 1024

  /// The application-made identity.
  public let id: ID
  /// The set-top number a person types to sign in.
  public let number: String
  /// The account's viewer.
  public let viewer: Viewer.ID

  /// An account and its viewer.
  public init(id: ID, number: String, viewer: Viewer.ID) {
    self.id = id
    self.number = number
    self.viewer = viewer
  }
}

/// The viewer of an account.
///
/// A token's subject is a viewer.
public struct Viewer: Hashable, Sendable, Codable, Identifiable {
  /// Names one viewer.
  public typealias ID = Identifier<Viewer>

  /// The application-made identity.
  public let id: ID

  /// A viewer.
  public init(id: ID) { self.id = id }
}

/// The number and the password of a sign-in.
public struct Credentials: Hashable, Sendable, Codable {
  /// The set-top number.
  public let number: String
  /// The password; never logged, recorded or stored as it is.
  public let password: String

  /// Number and password as typed.
  public init(number: String, password: String) {
    self.number = number
    self.password = password
  }
}

/// A viewer whose access token and session were checked.
public struct AccessGrant: Hashable, Sendable {
  /// The token's subject.
  public let viewer: Viewer.ID
  /// Whose session it is.
  public let account: Account.ID
  /// The session.
  public let session: SessionID
  /// When the access token expires.
  public let expiresAt: Instant

  /// A grant that was already decided.
  public init(viewer: Viewer.ID, account: Account.ID, session: SessionID, expiresAt: Instant) {
    self.viewer = viewer
    self.account = account
    self.session = session
    self.expiresAt = expiresAt
  }
}
