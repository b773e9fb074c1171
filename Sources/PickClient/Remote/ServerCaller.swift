import PickAPI
import Synchronization

/// Sends requests, repeats them as a `RetryPolicy` allows, and knows whether the server answered
/// last.
final class ServerCaller: Sendable {
  private let transport: any HTTPTransport
  private let pacing: Pacing
  private let way = Mutex(Reachability())
  private let report: @Sendable (any Error) -> String

  private static let userAgent = "pick/0.1.0"

  init(
    transport: any HTTPTransport, pacing: Pacing,
    report: @escaping @Sendable (any Error) -> String
  ) {
    self.transport = transport
    self.pacing = pacing
    self.report = report
  }

  /// Whether the server did not answer the last request.
  var isOffline: Bool { way.withLock { $0.isOffline } }

  /// Whether to send a request now: always while online, once in each pause while offline.
  func mayTry() -> Bool {
    way.withLock { $0.mayTry(at: pacing.elapsed(), pacing: pacing) }
  }

  /// Sends a request that is safe to repeat.
  func repeatable(_ request: HTTPRequest) async throws(ServiceError) -> HTTPResponse {
    try accepted(await exchange(request, isOffline ? .glance : .patient))
  }

  /// Sends a request that must not be done twice.
  func once(_ request: HTTPRequest) async throws(ServiceError) -> HTTPResponse {
    try accepted(await exchange(request, .once))
  }

  /// Sends a request and returns the last answer, of any status.
  func exchange(_ request: HTTPRequest, _ policy: RetryPolicy) async
    -> Result<HTTPResponse, TransportError>
  {
    var request = request
    request.headers["user-agent"] = Self.userAgent
    let start = pacing.elapsed()
    var attempt = 1
    while true {
      request.deadline = min(policy.attemptDeadline, policy.deadline - (pacing.elapsed() - start))
      let result = await send(request)
      guard let retryAfter = Self.pauseAskedFor(by: result) else { return note(result) }
      let decision = policy.decide(
        attempt: attempt, elapsed: pacing.elapsed() - start, retryAfterSeconds: retryAfter.seconds,
        pacing: pacing)
      guard case .retry(let pause) = decision, !Task.isCancelled else { return note(result) }
      await pacing.pause(pause)
      attempt += 1
    }
  }

  /// The answer when its status is 2xx or 304; any other result is thrown as what it means to a
  /// screen.
  func accepted(_ result: Result<HTTPResponse, TransportError>) throws(ServiceError)
    -> HTTPResponse
  {
    switch result {
    case .success(let response) where (200..<300).contains(response.status): return response
    case .success(let response) where response.status == 304: return response
    case .success(let response): throw ServiceError(Problem(response), report: report)
    case .failure(let error): throw ServiceError(error, report: report)
    }
  }

  private func send(_ request: HTTPRequest) async -> Result<HTTPResponse, TransportError> {
    do throws(TransportError) {
      return .success(try await transport.send(request))
    } catch {
      return .failure(error)
    }
  }

  /// `nil` when asking again would not change the answer; otherwise the pause the server asked for.
  private static func pauseAskedFor(
    by result: Result<HTTPResponse, TransportError>
  ) -> (seconds: Int?, Void)? {
    switch result {
    case .success(let response):
      response.isTransient ? (response.retryAfterSeconds, ()) : nil
    case .failure(let error): error.isTransient ? (nil, ()) : nil
    }
  }

  /// Remembers whether the server answered; 502 to 504, from a gateway, count as no answer.
  private func note(_ result: Result<HTTPResponse, TransportError>)
    -> Result<HTTPResponse, TransportError>
  {
    let isAbsence: Bool
    switch result {
    case .success(let response): isAbsence = (502...504).contains(response.status)
    case .failure(.cancelled): return result
    case .failure(let error): isAbsence = error.isTransient
    }
    way.withLock { way in
      if isAbsence { way.failed(at: pacing.elapsed(), pacing: pacing) } else { way.answered() }
    }
    return result
  }
}

extension HTTPRequest {
  /// A request to an endpoint without parameters, with a payload.
  init(_ endpoint: Endpoint, sending payload: some WirePayload, access: String? = nil) {
    self.init(endpoint, endpoint.target(), body: WireJSON.encode(payload), access: access)
  }

  /// A request to an endpoint, under a target made from its parameters.
  init(_ endpoint: Endpoint, _ target: String, body: [UInt8]? = nil, access: String?) {
    let method: Method =
      switch endpoint.route.method {
      case .get: .get
      case .post: .post
      case .put: .put
      case .delete: .delete
      }
    self.init(method, target, body: body)
    headers.add("accept", "\(WireJSON.mediaType), \(Problem.mediaType)")
    if body != nil { headers.add("content-type", WireJSON.mediaType) }
    if let access { headers.add("authorization", "Bearer " + access) }
  }
}

extension Problem {
  /// The longest problem that is read, in bytes; the server's have a few hundred.
  private static let byteLimit = 16 << 10

  /// The problem that the body holds, or one for the status where another program, such as a
  /// gateway, wrote the body.
  init(_ response: HTTPResponse) {
    var code = Self.code(of: response)
    if response.isProblem {
      do throws(WireFault) {
        let problem = try WireJSON.decode(Problem.self, from: response.body)
        if response.body.count <= Self.byteLimit {
          self = problem
          return
        }
      } catch {
        // A problem with an impossible number is not believed for its status either.
        if error.reason == .numberTooLarge { code = .internal }
      }
    }
    self.init(
      code, retryAfter: response.retryAfterSeconds, requestID: response.headers["x-request-id"])
  }

  private static func code(of response: HTTPResponse) -> Code {
    switch response.status {
    case 401: .unauthorized
    case 404: .notFound
    case 408: .requestTimeout
    case 429: .tooManyRequests
    case 502...504: .unavailable
    case 507: .storageFull
    default: .internal
    }
  }
}

extension HTTPResponse {
  /// Whether the body is a problem that Pick's server wrote, and no gateway.
  var isProblem: Bool { headers["content-type"]?.hasPrefix(Problem.mediaType) ?? false }

  /// Seconds after which the server asked to be called again, at most 366 days.
  ///
  /// Pick's server does not send the form of the field that is a date.
  var retryAfterSeconds: Int? {
    headers["retry-after"].flatMap(Int.init)
      .map { min(max(0, $0), 366 * 86_400) }
  }

  /// Whether the same request may have another answer a little later.
  fileprivate var isTransient: Bool { [429, 502, 503, 504].contains(status) }
}

extension TransportError {
  /// Whether the same request may have an answer a little later.
  fileprivate var isTransient: Bool {
    switch self {
    case .unreachable, .timedOut: true
    case .untrusted, .wrongHost, .expiredCertificate, .noAuthorities, .tooLarge, .malformed,
      .cancelled, .noLibrary:
      false
    }
  }
}

extension ServiceError {
  /// What a problem of the server means to a screen; `report` logs an error that has no message of
  /// its own and returns its reference.
  init(_ problem: Problem, report: (any Error) -> String) {
    switch problem.code {
    case .wrongCredentials: self = .wrongCredentials
    case .accountDisabled: self = .accountDisabled
    case .unauthorized, .sessionRevoked: self = .sessionEnded(.revoked)
    case .sessionExpired: self = .sessionEnded(.expired)
    // A cursor of another viewer or of an older catalogue has no cards behind it.
    case .notFound, .invalidCursor: self = .notFound
    case .newPasswordTooShort: self = .invalid(.newPasswordTooShort)
    case .oldPasswordWrong: self = .invalid(.oldPasswordWrong)
    case .tooManyRequests: self = .throttled(retryAfterSeconds: problem.retryAfter ?? 1)
    case .storageFull: self = .notSaved
    case .unavailable, .requestTimeout: self = .unreachable
    case .internal, .unknown, .invalidBody, .malformedRequest, .invalidParameter, .methodNotAllowed,
      .bodyTooLarge, .batchTooLarge, .targetTooLong, .unsupportedMediaType, .instantInFuture,
      .headersTooLarge, .authorizationPending, .slowDown, .accessDenied, .expiredToken:
      // The server's log names the request by the same reference.
      let own = report(problem)
      self = .unexpected(reference: problem.requestID.map(Self.printable) ?? own)
    }
  }

  /// What a missing answer means to a screen.
  init(_ error: TransportError, report: (any Error) -> String) {
    switch error {
    case .unreachable, .timedOut, .cancelled: self = .unreachable
    case .untrusted: self = .cannotConnect(.untrusted)
    case .wrongHost: self = .cannotConnect(.wrongHost)
    case .expiredCertificate: self = .cannotConnect(.expired)
    case .noAuthorities: self = .cannotConnect(.noAuthorities)
    case .noLibrary: self = .cannotConnect(.noLibrary)
    case .tooLarge, .malformed:
      self = .unexpected(reference: report(error))
    }
  }

  /// At most 64 visible ASCII characters, since the reference comes from outside and is shown.
  private static func printable(_ reference: String) -> String {
    let visible = reference.unicodeScalars.filter { (0x21...0x7e).contains($0.value) }
    return String(String.UnicodeScalarView(visible.prefix(64)))
  }
}
