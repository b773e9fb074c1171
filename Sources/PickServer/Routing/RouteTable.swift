public import HTTPTypes
public import Hummingbird
public import PickCore

/// Every route the server has, and who may call it.
///
/// A route cannot be added without saying whose it is, and a viewer's handler cannot be reached
/// without a grant: that is what the walk over the table in the tests relies on.
public struct RouteTable: Sendable {
  /// Answers a request of anybody.
  public typealias Handler = @Sendable (Request, ServerContext) async throws -> Response
  /// Answers a request of the viewer the grant names.
  public typealias ViewerHandler =
    @Sendable (Request, ServerContext, AccessGrant) async throws -> Response
  /// Finds out who asks; throws when nobody does who may.
  public typealias Authenticate =
    @Sendable (Request, ServerContext) async throws -> AccessGrant

  /// One route.
  public struct Route: Sendable {
    /// The method.
    public let method: HTTPRequest.Method
    /// The path with its parameters in braces, `/api/v1/titles/{title}`.
    public let template: String
    /// Who may call it.
    public let access: RouteAccess
    /// The longest body it reads, in bytes.
    public let bodyLimit: Int
    let handler: Handler
  }

  /// All routes, in the order they were added.
  public private(set) var routes: [Route] = []
  private let authenticate: Authenticate

  /// An empty table whose viewers are known by `authenticate`.
  public init(authenticate: @escaping Authenticate) { self.authenticate = authenticate }

  /// Adds a route that anybody may call, or whoever presents a secret in the body.
  public mutating func add(
    _ method: HTTPRequest.Method, _ template: String, for access: RouteAccess,
    bodyLimit: Int = Limits.body, _ handler: @escaping Handler
  ) {
    precondition(access != .viewer, "A viewer's route takes the grant: use addViewer.")
    routes.append(
      Route(
        method: method, template: template, access: access, bodyLimit: bodyLimit,
        handler: handler))
  }

  /// Adds a route for signed-in viewers.
  public mutating func addViewer(
    _ method: HTTPRequest.Method, _ template: String, bodyLimit: Int = Limits.body,
    _ handler: @escaping ViewerHandler
  ) {
    let authenticate = authenticate
    routes.append(
      Route(method: method, template: template, access: .viewer, bodyLimit: bodyLimit) {
        request, context in
        let grant = try await authenticate(request, context)
        var context = context
        context.grant = grant
        return try await handler(request, context, grant)
      })
  }
}
