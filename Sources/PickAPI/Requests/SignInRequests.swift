public import PickModel

/// What a person typed, and on which device.
public struct SignInRequest: Hashable, WirePayload, Redacted {
  /// Number and password.
  public let credentials: Credentials
  /// What the device calls itself; a nameless device is called by its address.
  public let deviceName: String?

  /// What a person typed on a device.
  public init(_ credentials: Credentials, deviceName: String?) {
    self.credentials = credentials
    self.deviceName = deviceName
  }

  /// Number, password and device.
  public static let wire: WireType<SignInRequest> = .object(
    "SignInRequest",
    { SignInRequest(Credentials(number: $0, password: $1), deviceName: $2) },
    .required("number", .line(1...WireLimits.numberLength), \.credentials.number),
    .required("password", .text(1...WireLimits.passwordLength), \.credentials.password),
    .optional("device_name", .text(1...WireLimits.deviceNameLength), \.deviceName))
}

/// A refresh token to be exchanged.
public struct RefreshRequest: Hashable, WirePayload, Redacted {
  /// The token.
  public let refreshToken: String

  /// A token to be exchanged.
  public init(refreshToken: String) { self.refreshToken = refreshToken }

  /// The token.
  public static let wire: WireType<RefreshRequest> = .object(
    "RefreshRequest", RefreshRequest.init(refreshToken:),
    .required("refresh_token", .text(1...WireLimits.tokenLength), \.refreshToken))
}

/// Which sessions to end: the access token's own, or all of its account.
public struct SignOutRequest: Hashable, WirePayload {
  /// Whether all devices are signed out.
  public let everywhere: Bool

  /// This device, or all.
  public init(everywhere: Bool) { self.everywhere = everywhere }

  /// This device, or all.
  public static let wire: WireType<SignOutRequest> = .object(
    "SignOutRequest", SignOutRequest.init(everywhere:),
    .required("everywhere", .boolean, \.everywhere))
}

/// A password to be replaced.
public struct PasswordRequest: Hashable, WirePayload, Redacted {
  /// The one that holds.
  public let oldPassword: String
  /// The one that shall hold.
  public let newPassword: String

  /// A password to be replaced by another.
  public init(oldPassword: String, newPassword: String) {
    self.oldPassword = oldPassword
    self.newPassword = newPassword
  }

  /// Both passwords.
  public static let wire: WireType<PasswordRequest> = .object(
    "PasswordRequest", PasswordRequest.init(oldPassword:newPassword:),
    .required("old_password", .text(1...WireLimits.passwordLength), \.oldPassword),
    .required("new_password", .text(1...WireLimits.passwordLength), \.newPassword))
}

extension Account: WirePayload {
  /// Who signed in.
  public static let wire: WireType<Account> = .object(
    "Account", about: "Who signed in.", Account.init(id:number:viewer:),
    .required("id", .identifier(), \.id),
    .required("number", .text, \.number),
    .required("viewer", .identifier(), \.viewer))
}

/// A fresh pair of tokens, and whose they are; the answer to signing in, refreshing and an
/// approved device.
public struct TokensAnswer: Hashable, WirePayload, Redacted {
  /// Sent with each request, as `Authorization: Bearer …`.
  public let accessToken: String
  /// Exchanged for a new pair, once.
  public let refreshToken: String
  /// Seconds the access token lasts.
  public let expiresIn: Int
  /// Seconds the refresh token lasts.
  public let refreshExpiresIn: Int
  /// The session both belong to.
  public let session: SessionID
  /// Who signed in.
  public let account: Account
  /// The server's clock, which the lifetimes are counted from.
  public let now: Instant

  /// A pair that lasts so many seconds from `now`.
  public init(
    accessToken: String, refreshToken: String, expiresIn: Int, refreshExpiresIn: Int,
    session: SessionID, account: Account, now: Instant
  ) {
    self.accessToken = accessToken
    self.refreshToken = refreshToken
    self.expiresIn = expiresIn
    self.refreshExpiresIn = refreshExpiresIn
    self.session = session
    self.account = account
    self.now = now
  }

  /// When the access token expires, by the server's clock.
  public var accessExpiresAt: Instant { now.advanced(bySeconds: Int64(expiresIn)) }

  /// When the refresh token expires, by the server's clock.
  public var refreshExpiresAt: Instant { now.advanced(bySeconds: Int64(refreshExpiresIn)) }

  private var tokenType: String { "Bearer" }

  /// Both tokens, their lifetimes and their owner.
  public static let wire: WireType<TokensAnswer> = .object(
    "Tokens", about: "A pair of tokens, and whose they are; lifetimes are in seconds from `now`.",
    { access, refresh, _, expiresIn, refreshExpiresIn, session, account, now in
      TokensAnswer(
        accessToken: access, refreshToken: refresh, expiresIn: expiresIn,
        refreshExpiresIn: refreshExpiresIn, session: session, account: account, now: now)
    },
    .required("access_token", .text, \.accessToken),
    .required("refresh_token", .text, \.refreshToken),
    .required("token_type", .constant("Bearer"), \.tokenType),
    .required("expires_in", .integer(from: 0), \.expiresIn),
    .required("refresh_expires_in", .integer(from: 0), \.refreshExpiresIn),
    .required("session", .session, \.session),
    .required("account", .payload(), \.account),
    .required("now", .instant, \.now))
}

/// Who is signed in, and until when.
public struct SessionPayload: Hashable, WirePayload {
  /// The session.
  public let session: SessionID
  /// Whose it is.
  public let account: Account
  /// When the access token expires.
  public let expiresAt: Instant
  /// The server's clock.
  public let now: Instant

  /// Who is signed in.
  public init(session: SessionID, account: Account, expiresAt: Instant, now: Instant) {
    self.session = session
    self.account = account
    self.expiresAt = expiresAt
    self.now = now
  }

  /// The session, its owner and its end.
  public static let wire: WireType<SessionPayload> = .object(
    "Session", SessionPayload.init(session:account:expiresAt:now:),
    .required("session", .session, \.session),
    .required("account", .payload(), \.account),
    .required("expires_at", .instant, \.expiresAt),
    .required("now", .instant, \.now))
}

/// A payload with a secret: neither printing nor dumping it shows what it holds.
public protocol Redacted: CustomStringConvertible, CustomReflectable {}

extension Redacted {
  /// The name of the type.
  public var description: String { "\(Self.self)(redacted)" }
  /// No members.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
