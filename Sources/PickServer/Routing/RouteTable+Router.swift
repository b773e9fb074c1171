import HTTPTypes
import Hummingbird
import PickAPI

/// A path was asked for with a method it does not have.
struct MethodNotAllowed: Error {
  /// The methods it has, as in the `Allow` header.
  let allowed: String
}

extension RouteTable {
  /// A safe method with a body, which the library does not know by name.
  private static let query = HTTPRequest.Method("QUERY") ?? .get

  /// Methods that are answered with 405 where a path does not have them.
  private static let methods: [HTTPRequest.Method] = [
    .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect, query,
  ]

  /// Puts every endpoint into a router, behind the middleware it has by then.
  func install(in router: Router<ServerContext>) {
    for entry in entries { Self.install(entry, in: router) }
    for (template, entries) in Dictionary(grouping: entries, by: \.endpoint.route.template) {
      let allowed = Set(entries.flatMap(\.methods))
      let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
      for method in Self.methods where !allowed.contains(method) {
        router.on(RouterPath(template), method: method) { _, _ -> Response in
          throw MethodNotAllowed(allowed: names)
        }
      }
    }
  }

  private static func install(_ entry: Entry, in router: Router<ServerContext>) {
    let route = entry.endpoint.route
    let (body, limit) = (route.body, route.body.byteLimit)
    let handler = entry.handler
    for method in entry.methods {
      router.on(RouterPath(route.template), method: method) { request, context in
        try checkLength(request, limit: limit)
        var context = context
        context.body = body
        let response = try await handler(request, context)
        return method == .head ? response.createHeadResponse() : response
      }
    }
  }

  /// Refuses what says itself that it is too long, before any of it is read.
  private static func checkLength(_ request: Request, limit: Int) throws {
    // A route that looks at no body throws away what there is; the transport bounds that.
    guard limit > 0, let text = request.headers[.contentLength] else { return }
    guard let length = Int(text), length <= limit else { throw Problem(.bodyTooLarge) }
  }
}

extension RouteTable.Entry {
  /// `HEAD` is answered wherever `GET` is.
  fileprivate var methods: [HTTPRequest.Method] {
    switch endpoint.route.method {
    case .get: [.get, .head]
    case .post: [.post]
    case .put: [.put]
    case .delete: [.delete]
    }
  }
}
