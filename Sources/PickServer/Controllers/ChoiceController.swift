import Hummingbird
import PickAPI
import PickCore
import PickModel

/// My list, thumbs, hidden and forgotten titles.
///
/// Each request sets a state, so repeating it changes nothing.
struct ChoiceController: Sendable {
  /// Makes one choice about one title; `false` when there is no such title.
  private typealias Choice =
    @Sendable (Title.ID, Viewer.ID, Instant) async throws(StoreError) -> Bool

  let engine: Engine
  let pages: Pages
  let quotas: FactQuotas

  @Sendable func addToMyList(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await choose(request, context, grant) { [engine] (title, viewer, now) throws(StoreError) in
      try await engine.setOnMyList(true, title: title, viewer: viewer, now: now)
    }
  }

  @Sendable func removeFromMyList(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await choose(request, context, grant) { [engine] (title, viewer, now) throws(StoreError) in
      try await engine.setOnMyList(false, title: title, viewer: viewer, now: now)
    }
  }

  @Sendable func withdrawThumb(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await choose(request, context, grant) { [engine] (title, viewer, now) throws(StoreError) in
      try await engine.setThumb(nil, title: title, viewer: viewer, now: now)
    }
  }

  @Sendable func hide(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await choose(request, context, grant) { [engine] (title, viewer, now) throws(StoreError) in
      try await engine.setHidden(true, title: title, viewer: viewer, now: now)
    }
  }

  @Sendable func unhide(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await choose(request, context, grant) { [engine] (title, viewer, now) throws(StoreError) in
      try await engine.setHidden(false, title: title, viewer: viewer, now: now)
    }
  }

  @Sendable func forget(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try await choose(request, context, grant) { [engine] (title, viewer, now) throws(StoreError) in
      try await engine.forget(title: title, viewer: viewer, now: now)
    }
  }

  @Sendable func setThumb(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let thumb = try await request.payload(ThumbRequest.self, context).thumb
    return try await choose(request, context, grant) {
      [engine] (title, viewer, now) throws(StoreError) in
      try await engine.setThumb(thumb, title: title, viewer: viewer, now: now)
    }
  }

  private func choose(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant, _ choice: Choice
  ) async throws -> Response {
    try QueryReader(request).end()
    let title: Title.ID = try context.identifier("title")
    defer { pages.drop(grant.viewer) }
    let isThere = try await quotas.within(
      .choices, 1, of: grant.viewer, at: context.now, newCount: { $0 ? 1 : 0 }
    ) { try await choice(title, grant.viewer, context.now) }
    guard isThere else { throw Problem(.notFound) }
    return .noContent
  }
}
