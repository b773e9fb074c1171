/// How an endpoint is called, by whom, and with how large a body.
public struct Route: Equatable, Sendable {
  /// The methods that are served; `HEAD` is answered wherever `GET` is.
  public enum Method: String, Sendable {
    /// Reads; safe.
    case get = "GET"
    /// Does something, or says that it happened.
    case post = "POST"
    /// Sets; saying it again changes nothing.
    case put = "PUT"
    /// Takes away; saying it again changes nothing.
    case delete = "DELETE"
  }

  /// What a caller has to show.
  public enum Caller: Equatable, Sendable {
    /// Nothing.
    case anyone
    /// A valid access token of a live session, in the `Authorization` header.
    case accessToken
    /// An authentic access token, expired or not, in the `Authorization` header: signing out must
    /// not need a refresh first.
    case expiredAccessToken
    /// A refresh token, in the body.
    case refreshToken
    /// A device code, in the body.
    case deviceCode
  }

  /// What is read of a request's body.
  public enum Body: Equatable, Sendable {
    /// A body is not looked at.
    case none
    /// JSON of at most 64 KiB.
    case small
    /// JSON of at most 2 MiB.
    case batch
    /// A submitted HTML form of at most 64 KiB.
    case form

    /// Bytes beyond which a body is refused.
    public var byteLimit: Int {
      switch self {
      case .none: 0
      case .small, .form: 64 * 1024
      case .batch: 2 * 1024 * 1024
      }
    }
  }

  /// The method.
  public let method: Method
  /// The path, parameters in braces: `/api/v1/titles/{title}`.
  public let template: String
  /// Who may call it.
  public let caller: Caller
  /// What is read of the body.
  public let body: Body

  init(_ method: Method, _ template: String, _ caller: Caller, _ body: Body = .none) {
    self.method = method
    self.template = template
    self.caller = caller
    self.body = body
  }
}
