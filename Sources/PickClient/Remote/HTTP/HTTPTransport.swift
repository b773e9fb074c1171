/// Sends requests to one server and returns its answers.
///
/// A transport knows nothing of tokens, payloads or retries. An answer of any status is returned.
public protocol HTTPTransport: Sendable {
  /// Sends one request and waits for the whole answer, until the request's deadline.
  ///
  /// Cancelling the task ends the wait with `TransportError.cancelled`.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// Why a request has no answer.
public enum TransportError: Error, Hashable, Sendable {
  /// There is no connection, or it broke before the answer was whole.
  case unreachable
  /// The deadline passed.
  case timedOut
  /// The server could not prove its identity: no trusted authority vouches for it, or no encrypted
  /// connection could be made.
  case untrusted
  /// The server's certificate is another host's.
  case wrongHost
  /// The server's certificate is not valid any more, or not yet.
  case expiredCertificate
  /// The file of trusted authorities cannot be read, or holds none.
  case noAuthorities
  /// The answer is longer than it may be.
  case tooLarge
  /// The answer is not HTTP, or the request cannot be written as HTTP.
  case malformed
  /// The task was cancelled.
  case cancelled
  /// libcurl is not installed on this machine.
  case noLibrary
}

/// One request to the server a transport belongs to.
public struct HTTPRequest: Equatable, Sendable {
  /// The methods that Pick's interface uses.
  public enum Method: String, Sendable {
    /// Reads.
    case get = "GET"
    /// Adds something, or does something else that is not repeatable.
    case post = "POST"
    /// Sets something; safe to repeat.
    case put = "PUT"
    /// Removes something; safe to repeat.
    case delete = "DELETE"
  }

  /// The method.
  public var method: Method
  /// Path and query, escaped, beginning with a slash.
  public var target: String
  /// Fields in the order they are sent; an access token is only in them.
  public var headers: HTTPHeaders
  /// The body, if there is one.
  public var body: [UInt8]?
  /// How long the whole exchange may take.
  public var deadline: Duration
  /// How many bytes the body of the answer may have, unpacked.
  public var maximumBody: Int

  /// How long an exchange may take by default.
  public static let usualDeadline = Duration.seconds(10)
  /// How many bytes an answer may have by default: ten times the longest page.
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
  /// Method and path, without query, fields and body, which may hold secrets or habits.
  public var description: String {
    "\(method.rawValue) \(target.prefix { $0 != "?" })"
  }
  /// An empty mirror, so that a dump shows no secret.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The answer of a server.
public struct HTTPResponse: Equatable, Sendable {
  /// The status, from 100 to 599.
  public let status: Int
  /// The header fields.
  public let headers: HTTPHeaders
  /// The whole body, unpacked.
  public let body: [UInt8]

  /// A whole answer.
  public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

extension HTTPResponse: CustomStringConvertible, CustomReflectable {
  /// The status alone: a body may hold tokens.
  public var description: String { "HTTP \(status)" }
  /// An empty mirror, so that a dump shows no secret.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Header fields in their order; names compare without regard to case.
public struct HTTPHeaders: Equatable, Sendable, ExpressibleByDictionaryLiteral {
  /// One field.
  public struct Field: Equatable, Sendable {
    /// The name in lower case.
    public let name: String
    /// The value as it was sent, without surrounding blanks.
    public let value: String
  }

  /// All fields.
  public private(set) var fields: [Field] = []

  /// No fields.
  public init() {}

  /// Fields in the order they are written.
  public init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { add(name, value) }
  }

  /// The first value of that name; setting replaces all of them.
  public subscript(name: String) -> String? {
    get {
      let name = name.lowercased()
      return fields.first { $0.name == name }?.value
    }
    set {
      let lowered = name.lowercased()
      fields.removeAll { $0.name == lowered }
      if let newValue { add(name, newValue) }
    }
  }

  /// Adds a field behind the others.
  public mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// Whether every field fits one line: names of letters, digits and hyphens, values without
  /// control characters.
  var isSafe: Bool {
    fields.allSatisfy { field in
      !field.name.isEmpty
        && field.name.utf8.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
        } && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
  }
}
