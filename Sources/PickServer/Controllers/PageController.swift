import Hummingbird
import PickAPI
import PickCore
import PickModel

/// The pages a viewer browses.
struct PageController: Sendable {
  let engine: Engine
  let pages: Pages

  @Sendable func home(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    return try await pages.home(of: grant.viewer, at: context.now).response(to: request)
  }

  @Sendable func shelf(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let name = try context.shelf()
    let found = try await engine.shelf(
      named: name, of: grant.viewer, now: context.now)
    guard let found else { throw Problem(.notFound) }
    return EncodedPage(try await pages.writer().shelf(found)).response(to: request)
  }

  @Sendable func shelfCards(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    var query = try QueryReader(request)
    let cursor = PageCursor(try query.word("after", WireLimits.cursorLength))
    try query.end()
    let name = try context.shelf()
    guard let part = try await engine.more(of: name, after: cursor, of: grant.viewer) else {
      throw Problem(.invalidCursor, field: "after")
    }
    return EncodedPage(try await pages.writer().part(part)).response(to: request)
  }

  @Sendable func category(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    guard let category = Category(wireName: try context.path("category")) else {
      throw Problem(.notFound)
    }
    return try await pages.category(category, of: grant.viewer, at: context.now)
      .response(to: request)
  }

  @Sendable func search(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    var query = try QueryReader(request)
    let words = try query.text("query", 0...WireLimits.queryLength)
    let limit = try query.integer(
      "limit", 1...WireLimits.searchCount, standard: WireLimits.defaultSearchCount)
    let offset = try query.integer("offset", 0...WireLimits.searchOffset, standard: 0)
    let filter = try query.filter()
    try query.end()
    let results = try await engine.search(
      words, filter: filter, from: offset, limit: limit, for: grant.viewer, now: context.now)
    return EncodedPage(try await pages.writer().search(results)).response(to: request)
  }

  @Sendable func title(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let page = try await engine.title(
      try context.identifier("title"), of: grant.viewer, now: context.now)
    guard let page else { throw Problem(.notFound) }
    return try await pages.encoded(page).response(to: request)
  }

  @Sendable func explanation(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let explanation = try await engine.explain(
      try context.identifier("title"), to: grant.viewer, now: context.now)
    guard let explanation else { throw Problem(.notFound) }
    return .page(explanation, to: request)
  }
}
