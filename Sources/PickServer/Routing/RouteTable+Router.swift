import HTTPTypes
import Hummingbird

extension RouteTable {
  /// What is answered to a method a path does not have: 405 with the ones it has.
  private static let methods: [HTTPRequest.Method] = [
    .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect,
  ]

  /// Puts every route into a router, behind the middleware it has by then.
  func install(in router: Router<ServerContext>) {
    for route in routes {
      router.on(RouterPath(route.template), method: route.method) { request, context in
        try Self.checkLength(request, limit: route.bodyLimit)
        var context = context
        context.bodyLimit = route.bodyLimit
        return try await route.handler(request, context)
      }
    }
    for (template, routes) in Dictionary(grouping: routes, by: \.template) {
      let allowed = Set(routes.map(\.method))
      let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
      for method in Self.methods where !allowed.contains(method) {
        router.on(RouterPath(template), method: method) { _, _ -> Response in
          throw Refusal(.methodNotAllowed, headers: [.allow: names])
        }
      }
    }
  }

  /// Refuses what says itself that it is too long, before any of it is read.
  private static func checkLength(_ request: Request, limit: Int) throws {
    guard let text = request.headers[.contentLength], let length = Int(text) else { return }
    guard length <= limit else { throw Refusal(.bodyTooLarge, headers: [.connection: "close"]) }
  }
}
