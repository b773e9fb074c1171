/// Carries requests to one server and brings back what it answered.
///
/// Knows nothing of tokens, payloads or retries. Any answer is an answer, whatever its status.
public protocol HTTPTransport: Sendable {
  /// Sends one request and waits for the whole answer, until the request's deadline.
  ///
  /// Cancelling the task ends the wait with `TransportError.cancelled`.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// Why there is no answer.
public enum TransportError: Error, Hashable, Sendable {
  /// No connection, or it broke before the answer was whole.
  case unreachable
  /// The deadline passed.
  case timedOut
  /// The server could not prove who it is: no trusted authority vouches for it, or there is no
  /// encrypted connection with it.
  case untrusted
  /// The server's certificate is another host's.
  case wrongHost
  /// The server's certificate is not valid any more, or not yet.
  case expiredCertificate
  /// The file of trusted authorities cannot be read, or holds none.
  case noAuthorities
  /// The answer is longer than it may be.
  case tooLarge
  /// What came is not HTTP, or what was to be sent cannot be said in it.
  case malformed
  /// The task was cancelled.
  case cancelled
  /// This machine cannot speak HTTP: libcurl is not there.
  case noLibrary
}
