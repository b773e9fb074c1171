/// An answer of the document that is not the one that was asked for.
enum Refusal: String, CaseIterable, Sendable {
  case notModified, badRequest, deviceProblem, wrongCredentials, sessionOver, unauthorized
  case notFound, timeout, tooLarge, targetTooLong, unsupportedMediaType, unacceptable
  case tooManyRequests, headersTooLarge, `internal`, unavailable, storageFull, formRefused
  case notReady

  /// Its name among the document's components.
  var component: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  var reference: YAML { .map([("$ref", .text("#/components/responses/\(component)"))]) }

  /// The statuses it comes with.
  private var statuses: [Int] {
    switch self {
    case .notModified: [304]
    case .badRequest, .deviceProblem: [400]
    case .wrongCredentials, .sessionOver, .unauthorized: [401]
    case .notFound: [404]
    case .timeout: [408]
    case .tooLarge: [413]
    case .targetTooLong: [414]
    case .unsupportedMediaType: [415]
    case .unacceptable: [422]
    case .tooManyRequests: [429]
    case .headersTooLarge: [431]
    case .internal: [500]
    case .unavailable, .notReady: [503]
    case .storageFull: [507]
    case .formRefused: [400, 401, 403, 404, 429]
    }
  }

  private var description: String {
    switch self {
    case .notModified: "What is known already is what there is."
    case .badRequest:
      "`invalid_body`, `invalid_parameter` or `invalid_cursor`; `field` says where. Or "
        + "`malformed_request`: the framing, the head or the host of the request."
    case .deviceProblem:
      "`authorization_pending`, `slow_down`, `access_denied`, `expired_token`, `invalid_body` or "
        + "`malformed_request`."
    case .wrongCredentials:
      "`wrong_credentials`: number or password are wrong; which one is not said. Or "
        + "`account_disabled`: both are right, and the account may not sign in."
    case .sessionOver:
      "`session_expired` or `session_revoked`: signing in again is the only way on."
    case .unauthorized: "`unauthorized`: there is no valid access token; refreshing may help."
    case .notFound: "`not_found`: there is no such thing, or not for this viewer."
    case .timeout: "`request_timeout`: the request did not arrive within 10 seconds."
    case .tooLarge: "`body_too_large` or `batch_too_large`."
    case .targetTooLong: "`target_too_long`: a path and query of more than 8 KiB."
    case .unsupportedMediaType: "`unsupported_media_type`: the body is not what is read here."
    case .unacceptable: "`new_password_too_short`, `old_password_wrong` or `instant_in_future`."
    case .tooManyRequests: "`too_many_requests`; `retry_after` says when to ask again."
    case .headersTooLarge: "`headers_too_large`: more than 16 KiB, or more than 100 fields."
    case .internal: "`internal`: a fault of the server; the log knows more."
    case .unavailable: "`unavailable`: not just now; `retry_after` says when."
    case .storageFull: "`storage_full`: there is no room to store it."
    case .formRefused:
      "The form again, with what is wrong; a foreign or unreadable form is a problem."
    case .notReady: "One word why."
    }
  }

  private var headers: YAML? {
    switch self {
    case .notModified: .map([("ETag", OpenAPIDocument.header("ETag"))])
    case .unauthorized: .map([("WWW-Authenticate", Self.text("Bearer (RFC 6750)."))])
    case .tooManyRequests:
      .map([
        ("Retry-After", Self.text("Seconds until asking again makes sense.", pattern: "^[0-9]+$"))
      ])
    case .badRequest, .deviceProblem, .wrongCredentials, .sessionOver, .notFound, .timeout,
      .tooLarge, .targetTooLong, .unsupportedMediaType, .unacceptable, .headersTooLarge, .internal,
      .unavailable, .storageFull, .formRefused, .notReady:
      nil
    }
  }

  private var content: [(String, Schema)] {
    let problem = (Problem.mediaType, Problem.wire.schema)
    return switch self {
    case .notModified: []
    case .notReady: [("text/plain", OpenAPIDocument.plainText)]
    case .formRefused: [("text/html", OpenAPIDocument.markup), problem]
    case .badRequest, .deviceProblem, .wrongCredentials, .sessionOver, .unauthorized, .notFound,
      .timeout, .tooLarge, .targetTooLong, .unsupportedMediaType, .unacceptable, .tooManyRequests,
      .headersTooLarge, .internal, .unavailable, .storageFull:
      [problem]
    }
  }

  var facts: YAML {
    var facts: [(String, YAML)] = [("description", .text(description))]
    if let headers { facts.append(("headers", headers)) }
    if !content.isEmpty { facts.append(("content", OpenAPIDocument.content(content))) }
    return .map(facts)
  }

  private static func text(_ description: String, pattern: String? = nil) -> YAML {
    let pattern = pattern.map { [("pattern", YAML.text($0))] } ?? []
    return .map([
      ("description", .text(description)), ("schema", .map([("type", .text("string"))] + pattern)),
    ])
  }

  /// What an endpoint can be refused for, by status; the statuses ascend.
  static func all(of route: Route) -> [(status: Int, refusal: Refusal)] {
    var refusals: [Refusal] = [.timeout, .targetTooLong, .headersTooLarge] + route.refusals
    refusals.append(route.caller == .deviceCode ? .deviceProblem : .badRequest)
    switch route.answer {
    case .page, .picture, .document: refusals.append(.notModified)
    case .fresh, .done, .html, .word, .keySet: break
    }
    switch route.caller {
    case .accessToken, .expiredAccessToken: refusals.append(.unauthorized)
    case .anyone, .refreshToken, .deviceCode: break
    }
    if route.template.contains("{") { refusals.append(.notFound) }
    switch route.body {
    case .none: break
    case .small, .batch: refusals += [.tooLarge, .unsupportedMediaType]
    case .form: refusals += [.tooLarge, .unsupportedMediaType, .formRefused]
    }
    switch (route.topic, route.method) {
    case (.operating, _): break
    case (_, .get): refusals += [.tooManyRequests, .internal, .unavailable]
    case (_, .post), (_, .put), (_, .delete):
      refusals += [.tooManyRequests, .internal, .unavailable, .storageFull]
    }
    // A form is refused with itself wherever it can be.
    var byStatus: [Int: Refusal] = [:]
    for refusal in refusals {
      for status in refusal.statuses where byStatus[status] != .formRefused {
        byStatus[status] = refusal
      }
    }
    return byStatus.sorted { $0.key < $1.key }.map { (status: $0.key, refusal: $0.value) }
  }
}
