import Hummingbird
import PickAPI
import PickCore
import PickModel
import PickStore

/// My list, thumbs, hidden and forgotten titles, withdrawn history, titles set aside, and how home is
/// arranged.
///
/// Each request sets a state, so repeating it changes nothing.
struct ChoiceController: Sendable {
  /// A choice about one title.
  private enum Choice {
    case myList(Bool)
    case thumb(Thumb?)
    case hidden(Bool)
    case forgotten(Bool)
    case withdrawn(since: Instant)
    case aside(Bool)
  }

  let engine: Engine
  let pages: Pages
  let quotas: FactQuotas

  @Sendable func addToMyList(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.myList(true), request, context, grant) }

  @Sendable func removeFromMyList(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.myList(false), request, context, grant) }

  @Sendable func withdrawThumb(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.thumb(nil), request, context, grant) }

  @Sendable func hide(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.hidden(true), request, context, grant) }

  @Sendable func unhide(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.hidden(false), request, context, grant) }

  @Sendable func forget(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.forgotten(true), request, context, grant) }

  @Sendable func unforget(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.forgotten(false), request, context, grant) }

  @Sendable func withdraw(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let since = try await request.payload(WithdrawRequest.self, context).since
    return try await choose(.withdrawn(since: since), request, context, grant)
  }

  @Sendable func setAside(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.aside(true), request, context, grant) }

  @Sendable func putBack(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response { try await choose(.aside(false), request, context, grant) }

  @Sendable func setThumb(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let thumb = try await request.payload(ThumbRequest.self, context).thumb
    return try await choose(.thumb(thumb), request, context, grant)
  }

  @Sendable func arrangeHome(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let arrangement = try await request.payload(HomeArrangementRequest.self, context).arrangement
    defer { pages.drop(grant.viewer, by: .chose) }
    _ = try await quotas.within(
      .choices, 1, of: grant.viewer, at: context.now, newCount: { $0 }
    ) { () async throws -> Int in
      try await engine.arrangeHome(arrangement, viewer: grant.viewer)
      return 1
    }
    return .noContent
  }

  private func choose(
    _ choice: Choice, _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let title: Title.ID = try context.identifier("title")
    defer { pages.drop(grant.viewer, by: .chose) }
    let isThere = try await quotas.within(
      .choices, 1, of: grant.viewer, at: context.now, newCount: { $0 ? 1 : 0 }
    ) { try await make(choice, of: title, viewer: grant.viewer, at: context.now) }
    guard isThere else { throw Problem(.notFound) }
    return .noContent
  }

  /// Returns `false` when there is no such title.
  private func make(
    _ choice: Choice, of title: Title.ID, viewer: Viewer.ID, at now: Instant
  ) async throws(StoreError) -> Bool {
    switch choice {
    case .myList(let isOn):
      try await engine.setOnMyList(isOn, title: title, viewer: viewer, now: now)
    case .thumb(let thumb): try await engine.setThumb(thumb, title: title, viewer: viewer, now: now)
    case .hidden(let isHidden):
      try await engine.setHidden(isHidden, title: title, viewer: viewer, now: now)
    case .forgotten(true): try await engine.forget(title: title, viewer: viewer, now: now)
    case .forgotten(false): try await engine.unforget(title: title, viewer: viewer)
    case .withdrawn(let since):
      try await engine.withdraw(title: title, viewer: viewer, since: since, now: now)
    case .aside(let isSetAside):
      try await engine.setAside(isSetAside, title: title, viewer: viewer, now: now)
    }
  }
}
