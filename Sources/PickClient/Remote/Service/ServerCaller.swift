import PickAPI
import Synchronization

/// Sends requests until they are answered or it makes no sense any more, and knows whether the
/// server is there.
///
/// What an answer means to a viewer is not decided here.
final class ServerCaller: Sendable {
  private let transport: any HTTPTransport
  private let pacing: Pacing
  private let way = Mutex(Reachability())
  private let report: @Sendable (any Error) -> String

  /// What the server knows the program by.
  static let userAgent = "pick/0.1.0"

  init(
    transport: any HTTPTransport, pacing: Pacing,
    report: @escaping @Sendable (any Error) -> String
  ) {
    self.transport = transport
    self.pacing = pacing
    self.report = report
  }

  /// Whether the server did not answer last.
  var isOffline: Bool { way.withLock { $0.isOffline } }

  /// Whether asking makes sense now; while offline it does once a pause.
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

  /// Any answer of the server, whatever it says; a transient one or none counts as an absence.
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

  /// The answer when it is the one that was hoped for.
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

  /// `nil` when asking again is of no use.
  private static func pauseAskedFor(
    by result: Result<HTTPResponse, TransportError>
  ) -> (seconds: Int?, Void)? {
    switch result {
    case .success(let response):
      response.isTransient ? (response.retryAfterSeconds, ()) : nil
    case .failure(let error): error.isTransient ? (nil, ()) : nil
    }
  }

  /// A gateway that speaks for a server which is away (502 to 504) is as good as no answer.
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
