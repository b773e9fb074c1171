import Hummingbird
import PickAPI
import PickCore
import PickIdentity
import PickModel
import PickStore

/// The pages of a viewer's own data, for that viewer only.
struct MyPageController: Sendable {
  let backend: Backend

  @Sendable func myPage(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let now = context.now
    guard let stored = try await backend.accounts.account(of: grant.viewer) else {
      throw Problem(.unauthorized)
    }
    let own = try await backend.engine.ownPage(of: grant.viewer, now: now)
    let page = MyPage(
      number: stored.account.number, history: own.history, myList: own.myList, hidden: own.hidden,
      taste: own.taste, home: own.home,
      devices: try await backend.sessions.devices(of: grant, at: now),
      stored: own.stored)
    return .page(page, to: request)
  }

  @Sendable func myList(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    .page(CardsPayload(try await ownPage(request, context, grant).myList), to: request)
  }

  @Sendable func history(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    .page(HistoryPayload(try await ownPage(request, context, grant).history), to: request)
  }

  @Sendable func taste(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    .page(TastePayload(try await ownPage(request, context, grant).taste), to: request)
  }

  private func ownPage(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Engine.OwnPage {
    try QueryReader(request).end()
    return try await backend.engine.ownPage(of: grant.viewer, now: context.now)
  }
}
