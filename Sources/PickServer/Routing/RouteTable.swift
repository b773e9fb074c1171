import HTTPTypes
import Hummingbird
import PickAPI
import PickModel

/// Every endpoint the server answers, each with its handler.
///
/// The route of an endpoint says who may call it. An endpoint that needs an access token must have
/// a handler that takes a grant, and the others must not; `init` checks this, and the tests rely on
/// it.
struct RouteTable: Sendable {
  /// Answers a request that needs no access token.
  typealias Handler = @Sendable (Request, ServerContext) async throws -> Response
  /// Answers a request of the viewer the grant names.
  typealias GrantedHandler =
    @Sendable (Request, ServerContext, AccessGrant) async throws -> Response
  /// Returns the grant of the caller, or throws if there is none.
  typealias Authenticate =
    @Sendable (Request, ServerContext) async throws -> AccessGrant

  struct Entry: Sendable {
    let endpoint: Endpoint
    let handler: Handler
  }

  /// The handler of an endpoint.
  enum Answering {
    /// The endpoint needs no access token.
    case open(Handler)
    /// The endpoint is for signed-in viewers only.
    case granted(GrantedHandler)
  }

  /// All endpoints, in the order of the cases of `Endpoint`.
  let entries: [Entry]

  init(authenticate: @escaping Authenticate, _ answering: (Endpoint) -> Answering) {
    entries = Endpoint.allCases.map { endpoint in
      let isForViewers = endpoint.route.caller == .accessToken
      switch answering(endpoint) {
      case .open(let handler):
        precondition(!isForViewers, "\(endpoint) is for viewers only.")
        return Entry(endpoint: endpoint, handler: handler)
      case .granted(let handler):
        precondition(isForViewers, "\(endpoint) asks for no access token.")
        return Entry(endpoint: endpoint) { request, context in
          let grant = try await authenticate(request, context)
          return try await handler(request, context, grant)
        }
      }
    }
  }
}

/// A path was requested with a method it does not have.
struct MethodNotAllowed: Error {
  /// The methods of the path, in the form of the `Allow` header.
  let allowed: String
}

extension RouteTable {
  /// The method QUERY, which the library does not define.
  private static let query = HTTPRequest.Method("QUERY") ?? .get

  /// Methods that are answered with 405 where a path does not have them.
  private static let methods: [HTTPRequest.Method] = [
    .get, .head, .post, .put, .patch, .delete, .options, .trace, .connect, query,
  ]

  /// Adds every endpoint to a router, behind the middleware that was added before.
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

  /// Refuses a body whose `Content-Length` exceeds the limit, before it is read.
  private static func checkLength(_ request: Request, limit: Int) throws {
    // A route without a body ignores what is sent; the transport bounds that.
    guard limit > 0, let text = request.headers[.contentLength] else { return }
    guard let length = Int(text), length <= limit else { throw Problem(.bodyTooLarge) }
  }
}

extension RouteTable.Entry {
  /// `HEAD` is allowed wherever `GET` is.
  fileprivate var methods: [HTTPRequest.Method] {
    switch endpoint.route.method {
    case .get: [.get, .head]
    case .post: [.post]
    case .put: [.put]
    case .delete: [.delete]
    }
  }
}
