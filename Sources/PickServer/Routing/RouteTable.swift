import HTTPTypes
import Hummingbird
import PickAPI
import PickCore

/// Every endpoint the server answers, each with its handler.
///
/// An endpoint's route says who may call it; one that needs an access token cannot be given a
/// handler without a grant, and none without one the other way round. The walk over the table in
/// the tests relies on that.
struct RouteTable: Sendable {
  /// Answers a request that needs no access token.
  typealias Handler = @Sendable (Request, ServerContext) async throws -> Response
  /// Answers a request of the viewer the grant names.
  typealias GrantedHandler =
    @Sendable (Request, ServerContext, AccessGrant) async throws -> Response
  /// Finds out who asks; throws when nobody does who may.
  typealias Authenticate =
    @Sendable (Request, ServerContext) async throws -> AccessGrant

  /// An endpoint and what answers there.
  struct Entry: Sendable {
    /// The endpoint.
    let endpoint: Endpoint
    let handler: Handler
  }

  /// What answers at an endpoint.
  enum Answering {
    /// No valid access token is needed.
    case open(Handler)
    /// Signed-in viewers only.
    case granted(GrantedHandler)
  }

  /// Every endpoint, in the order of their cases.
  let entries: [Entry]

  /// A table whose callers are known by `authenticate`.
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
