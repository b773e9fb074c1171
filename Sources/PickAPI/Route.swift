/// Everything about one endpoint: how it is called, by whom, with what, and what it answers.
///
/// The router, the limits of bodies, the client's requests and the document follow from it.
public struct Route: Sendable {
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
  public enum Body: Sendable {
    /// A body is not looked at.
    case none
    /// JSON of at most 64 KiB.
    case small(any WirePayload.Type)
    /// JSON of at most 2 MiB.
    case batch(any WirePayload.Type)
    /// A submitted HTML form of at most 64 KiB.
    case form

    /// Bytes beyond which a batch is refused.
    public static let longestBatch = 2 * 1024 * 1024

    /// Bytes beyond which a body is refused.
    public var byteLimit: Int {
      switch self {
      case .none: 0
      case .small, .form: 64 * 1024
      case .batch: Self.longestBatch
      }
    }

    /// What the JSON is; `nil` where no JSON is read.
    public var payload: (any WirePayload.Type)? {
      switch self {
      case .none, .form: nil
      case .small(let payload), .batch(let payload): payload
      }
    }
  }

  /// What a request that is not refused is answered with.
  public enum Answer: Sendable {
    /// A page with a tag, which the viewer's program may keep.
    case page(any WirePayload.Type)
    /// A payload that is not to be kept.
    case fresh(any WirePayload.Type)
    /// A picture with a tag, which the viewer's program may keep.
    case picture
    /// Nothing.
    case done
    /// An HTML page.
    case html
    /// One word of text.
    case word
    /// The document of this wire.
    case document
    /// Public keys (RFC 7517).
    case keySet
  }

  /// What the endpoint is about, as the document groups it.
  public enum Topic: String, CaseIterable, Sendable {
    /// Sessions and passwords.
    case signIn = "sign-in"
    /// What a viewer browses.
    case pages
    /// What is known of a viewer.
    case own
    /// What a viewer chooses.
    case choices
    /// What a viewer watched and saw.
    case watching
    /// Signing in a device.
    case device
    /// Running the server.
    case operating
  }

  /// The method.
  public let method: Method
  /// The path, parameters in braces: `/api/v1/titles/{title}`.
  public let template: String
  /// Who may call it.
  public let caller: Caller
  /// What is read of the body.
  public let body: Body
  /// What it answers.
  public let answer: Answer
  /// What it is about.
  public let topic: Topic
  /// One sentence that says what it does.
  let summary: String
  /// What the summary leaves out, in whole lines.
  var details: String?
  /// What the answer means, where it is more than that the request was done.
  var meaning: String?
  /// A body as an example.
  var example: YAML?
  /// What may stand in the path and the query.
  var parameters: [Parameter] = []
  /// What it can be refused for beside what follows from all the rest.
  var refusals: [Refusal] = []

  init(
    _ method: Method, _ template: String, _ caller: Caller, _ topic: Topic, _ summary: String,
    _ body: Body, _ answer: Answer
  ) {
    self.method = method
    self.template = template
    self.caller = caller
    self.topic = topic
    self.summary = summary
    self.body = body
    self.answer = answer
  }

  /// The same endpoint with something said about it.
  func with(_ change: (inout Route) -> Void) -> Route {
    var route = self
    change(&route)
    return route
  }
}
