/// One request to the server a transport belongs to.
public struct HTTPRequest: Equatable, Sendable {
  /// The methods Pick's interface has.
  public enum Method: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Does something, or adds.
    case post = "POST"
    /// Makes something so; safe to repeat.
    case put = "PUT"
    /// Takes something away; safe to repeat.
    case delete = "DELETE"
  }

  /// What is asked.
  public var method: Method
  /// Path and query, escaped, beginning with a slash.
  public var target: String
  /// Fields in the order they are sent; a token is in no other place.
  public var headers: HTTPHeaders
  /// What is sent along.
  public var body: [UInt8]?
  /// How long the whole exchange may take.
  public var deadline: Duration
  /// How many bytes the answer may have, unpacked.
  public var maximumBody: Int

  /// How long an exchange may take unless somebody knows better.
  public static let usualDeadline = Duration.seconds(10)
  /// How long an answer may be: ten times the longest page.
  public static let usualMaximumBody = 4 << 20

  /// A request with the usual limits.
  public init(
    _ method: Method, _ target: String, headers: HTTPHeaders = HTTPHeaders(),
    body: [UInt8]? = nil, deadline: Duration = usualDeadline,
    maximumBody: Int = usualMaximumBody
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.deadline = deadline
    self.maximumBody = maximumBody
  }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
  /// Method and path; neither query, fields nor body, which may hold secrets or habits.
  public var description: String {
    "\(method.rawValue) \(target.prefix { $0 != "?" })"
  }
  /// Nothing a dump could show.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
