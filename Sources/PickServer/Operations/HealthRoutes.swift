import HTTPTypes
import Hummingbird

/// `/live`: the process answers. `/ready`: it can serve.
struct HealthRoutes: Sendable {
  let readiness: Readiness

  func add(to routes: inout RouteTable) {
    routes.add(.get, "/live", for: .anyone) { _, _ in Self.text(.ok, "live") }
    routes.add(.get, "/ready", for: .anyone) { [readiness] _, _ in
      switch await readiness.check() {
      case .ready: Self.text(.ok, "ready")
      case .notReady(let reason): Self.text(.serviceUnavailable, reason.rawValue)
      }
    }
  }

  private static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
  }
}
