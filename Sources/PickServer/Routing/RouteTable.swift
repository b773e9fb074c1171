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

  /// Everything that is served, in the order it was added.
  public private(set) var entries: [Entry] = []
  private let authenticate: Authenticate

  /// An empty table whose callers are known by `authenticate`.
  public init(authenticate: @escaping Authenticate) { self.authenticate = authenticate }

  /// Serves an endpoint that needs no valid access token.
  public mutating func serve(_ endpoint: Endpoint, _ handler: @escaping Handler) {
    precondition(endpoint.route.caller != .accessToken, "\(endpoint) is for viewers only.")
    entries.append(Entry(endpoint: endpoint, handler: handler))
  }

  /// Serves an endpoint for signed-in viewers.
  public mutating func serve(_ endpoint: Endpoint, granted handler: @escaping GrantedHandler) {
    precondition(endpoint.route.caller == .accessToken, "\(endpoint) asks for no access token.")
    let authenticate = authenticate
    entries.append(
      Entry(endpoint: endpoint) { request, context in
        let grant = try await authenticate(request, context)
        var context = context
        context.grant = grant
        return try await handler(request, context, grant)
      })
  }
}
