import Crypto
public import PickModel
import PickSystem

/// One event of an account or a session, for the audit log.
///
/// It holds no secret and no typed text: an entered number is a keyed hash, which tells
/// two tries at one number from tries at two, and nothing else.
public struct AuditEvent: Hashable, Sendable, Codable {
  /// The kind of event.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Number and password were right, and a session began.
    case signedIn = "signed_in"
    /// Number or password were wrong, or the account is disabled.
    case signInFailed = "sign_in_failed"
    /// A try was not looked at.
    case signInThrottled = "sign_in_throttled"
    /// A replaced refresh token came back after its grace, and its family was ended.
    case refreshTokenReused = "refresh_token_reused"
    /// A session was signed out.
    case signedOut = "signed_out"
    /// All sessions of an account were signed out.
    case signedOutEverywhere = "signed_out_everywhere"
    /// A session was ended from another one of the same account.
    case sessionRevoked = "session_revoked"
    /// The password was replaced.
    case passwordChanged = "password_changed"
    /// The old password was wrong.
    case passwordChangeFailed = "password_change_failed"
    /// A password from elsewhere was stored under a better hash.
    case passwordRehashed = "password_rehashed"
    /// A device was approved.
    case deviceApproved = "device_approved"
    /// A device was refused.
    case deviceDenied = "device_denied"
    /// An approved device collected its session.
    case deviceSignedIn = "device_signed_in"
    /// A typed code belonged to no waiting device.
    case deviceCodeWrong = "device_code_wrong"
  }

  /// The kind of event.
  public let kind: Kind
  /// When.
  public let at: Instant
  /// Whose account, where that is known.
  public let account: Account.ID?
  /// The session, where there is one.
  public let session: SessionID?
  /// The entered number, as 16 hexadecimal digits of its keyed hash.
  public let number: String?
  /// The client's address, as the server saw it.
  public private(set) var client: String?
  /// The request's name in the log.
  public private(set) var requestID: String?

  init(
    _ kind: Kind, at: Instant, account: Account.ID? = nil, session: SessionID? = nil,
    number: String? = nil
  ) {
    self.kind = kind
    self.at = at
    self.account = account
    self.session = session
    self.number = number
  }

  /// The same event, of a request that has a name and came from somewhere.
  public func of(client: String, requestID: String) -> AuditEvent {
    var event = self
    event.client = client
    event.requestID = requestID
    return event
  }

  /// Everything there is as texts, by the names of the fields.
  public var fields: [String: String] {
    [
      "event": kind.rawValue, "at": "\(at.millisecondsSince1970)",
      "account": account.map { "\($0)" }, "session": session?.rawValue, "number": number,
      "client": client, "request_id": requestID,
    ].compactMapValues { $0 }
  }

  private enum CodingKeys: String, CodingKey {
    case at, account, session, number, client
    case kind = "event"
    case requestID = "request_id"
  }
}

extension SessionAuthority {
  /// The same authority with another receiver of audit events.
  public func auditing(_ audit: @escaping @Sendable (AuditEvent) -> Void) -> SessionAuthority {
    var authority = self
    authority.audit = audit
    return authority
  }

  /// The same authority, serving one request: what happens is told with where it came from.
  public func serving(client: String, requestID: String) -> SessionAuthority {
    auditing { [audit] event in audit(event.of(client: client, requestID: requestID)) }
  }

  /// The keyed hash that stands for an entered number.
  func trace(of number: EnteredNumber) -> String {
    let mac = HMAC<SHA256>.authenticationCode(
      for: Array(number.throttleKey.utf8), using: key.audit)
    return Hexadecimal.encode(mac.prefix(8))
  }
}
