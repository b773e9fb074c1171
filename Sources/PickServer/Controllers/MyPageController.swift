import Hummingbird
import PickAPI
import PickCore
import PickModel

/// What is known of a viewer, for the viewer alone.
struct MyPageController: Sendable {
  let backend: Backend

  func add(to routes: inout RouteTable) {
    routes.serve(.myPage, granted: myPage)
    servePart(.myList, &routes) { WireJSON.encode(CardsPayload($0.myList)) }
    servePart(.history, &routes) { WireJSON.encode(HistoryPayload($0.history)) }
    servePart(.taste, &routes) { WireJSON.encode(TastePayload($0.taste)) }
  }

  @Sendable private func myPage(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    try QueryReader(request).end()
    let now = context.now
    guard let stored = try await backend.accounts.account(of: grant.viewer) else {
      throw Problem(.unauthorized)
    }
    let own = try await backend.engine.ownPage(of: grant.viewer, now: now)
    let page = MyPage(
      number: stored.account.number, history: own.history, myList: own.myList, taste: own.taste,
      devices: try await backend.sessions.devices(of: grant, at: now), stored: own.stored)
    return .page(MyPagePayload(page), to: request)
  }

  private func servePart(
    _ endpoint: Endpoint, _ routes: inout RouteTable,
    _ part: @escaping @Sendable (Engine.OwnPage) -> [UInt8]
  ) {
    let engine = backend.engine
    routes.serve(endpoint) { request, context, grant in
      try QueryReader(request).end()
      let own = try await engine.ownPage(of: grant.viewer, now: context.now)
      return EncodedPage(part(own)).response(to: request)
    }
  }
}
