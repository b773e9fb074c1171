public import Hummingbird
public import PickAPI
public import PickCore

/// Every endpoint the server answers, each with its handler.
///
/// An endpoint's route says who may call it; one that needs an access token cannot be given a
/// handler without a grant, and none without one the other way round. The walk over the table in
/// the tests relies on that.
public struct RouteTable: Sendable {
  /// Answers a request that needs no access token.
  public typealias Handler = @Sendable (Request, ServerContext) async throws -> Response
  /// Answers a request of the viewer the grant names.
  public typealias GrantedHandler =
    @Sendable (Request, ServerContext, AccessGrant) async throws -> Response
  /// Finds out who asks; throws when nobody does who may.
  public typealias Authenticate =
    @Sendable (Request, ServerContext) async throws -> AccessGrant

  /// An endpoint and what answers there.
  public struct Entry: Sendable {
    /// The endpoint.
    public let endpoint: Endpoint
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
  public let entries: [Entry]

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
          var context = context
          context.grant = grant
          return try await handler(request, context, grant)
        }
      }
    }
  }
}
