import HTTPTypes
import Hummingbird
import PickAPI

/// Whether the process answers (`/live`) and whether it can serve (`/ready`).
struct HealthRoutes: Sendable {
  let readiness: Readiness

  func add(to routes: inout RouteTable) {
    routes.serve(.live) { _, _ in Self.text(.ok, "live") }
    routes.serve(.ready) { [readiness] _, _ in
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
