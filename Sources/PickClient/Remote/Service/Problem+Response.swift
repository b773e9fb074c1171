import PickAPI

extension Problem {
  /// The longest problem that is read; the server's have a few hundred bytes.
  private static let byteLimit = 16 << 10

  /// The problem an answer reports, or the one its status stands for when another program wrote it:
  /// a gateway answers in HTML.
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
        // A problem that cannot be what it says is not believed in part either.
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
  /// Whether the answer says what went wrong in Pick's own words.
  var isProblem: Bool { headers["content-type"]?.hasPrefix(Problem.mediaType) ?? false }
}
