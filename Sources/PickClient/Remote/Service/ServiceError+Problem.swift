import PickAPI

extension ServiceError {
  /// What a problem the server reports means to a screen; `report` logs what nobody thought of and
  /// returns its reference.
  init(_ problem: Problem, report: (any Error) -> String) {
    switch problem.code {
    case .wrongCredentials: self = .wrongCredentials
    case .unauthorized, .sessionRevoked: self = .sessionEnded(.revoked)
    case .sessionExpired: self = .sessionEnded(.expired)
    // A cursor of another viewer or of an older catalogue leads nowhere any more.
    case .notFound, .invalidCursor: self = .notFound
    case .newPasswordTooShort: self = .invalid(.newPasswordTooShort)
    case .oldPasswordWrong: self = .invalid(.oldPasswordWrong)
    case .tooManyRequests: self = .throttled(retryAfterSeconds: problem.retryAfter ?? 1)
    case .storageFull: self = .notSaved
    case .unavailable, .requestTimeout: self = .unreachable
    case .internal, .unknown, .invalidBody, .malformedRequest, .invalidParameter, .methodNotAllowed,
      .bodyTooLarge,
      .batchTooLarge, .targetTooLong, .unsupportedMediaType, .instantInFuture, .headersTooLarge,
      .authorizationPending, .slowDown, .accessDenied, .expiredToken:
      // The server's log knows the request by the same name.
      let own = report(problem)
      self = .unexpected(reference: problem.requestID.map(Self.printable) ?? own)
    }
  }

  /// What the lack of an answer means to a screen.
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

  /// A reference comes from outside and is shown.
  private static func printable(_ reference: String) -> String {
    let visible = reference.unicodeScalars.filter { (0x21...0x7e).contains($0.value) }
    return String(String.UnicodeScalarView(visible.prefix(64)))
  }
}
