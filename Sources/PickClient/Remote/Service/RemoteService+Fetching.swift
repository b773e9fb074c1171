import PickAPI
import PickCore
import PickModel

extension RemoteService {
  /// A page: new when the server has another one than is kept here, the kept one when it has not,
  /// or when it does not answer.
  func page<Payload: WirePayload>(
    _ endpoint: Endpoint, _ target: String
  ) async throws(ServiceError) -> Payload {
    if caller.isOffline, let payload: Payload = try await keptWhileOffline(target) {
      // The kept page shows at once and is asked for again behind it; the next call finds the new one.
      if caller.mayTry() { Task { try? await fetch(endpoint, target) as Payload } }
      return payload
    }
    do {
      return try await fetch(endpoint, target)
    } catch {
      guard error == .unreachable, let payload: Payload = try await keptWhileOffline(target)
      else { throw error }
      return payload
    }
  }

  /// An answer that is of no use later.
  func answer<Payload: WirePayload>(
    _ endpoint: Endpoint, _ target: String
  ) async throws(ServiceError) -> Payload {
    let response = try await guarded { (_, access) throws(ServiceError) in
      try await caller.repeatable(HTTPRequest(endpoint, target, access: access))
    }
    return try read(response.body)
  }

  /// The page that is kept under `target`, if it can be read.
  func kept<Payload: WirePayload>(_ target: String, of viewer: Viewer.ID) -> Payload? {
    guard let page = places.cache?.page(target, of: viewer) else { return nil }
    return try? WireJSON.decode(Payload.self, from: page.body)
  }

  private func keptWhileOffline<Payload: WirePayload>(_ target: String) async throws(ServiceError)
    -> Payload?
  {
    kept(target, of: try await accountWhileOffline().viewer)
  }

  private func fetch<Payload: WirePayload>(
    _ endpoint: Endpoint, _ target: String
  ) async throws(ServiceError) -> Payload {
    try await guarded { (grant, access) throws(ServiceError) in
      let kept = places.cache?.page(target, of: grant.viewer)
      var request = HTTPRequest(endpoint, target, access: access)
      if let kept, !kept.etag.isEmpty { request.headers.add("if-none-match", kept.etag) }
      var response = try await caller.repeatable(request)
      if response.status == 304, let kept {
        if let payload: Payload = try? read(kept.body) { return payload }
        // Kept by another version of the program: ask as if it had not been.
        places.cache?.forget(target, of: grant.viewer)
        request.headers["if-none-match"] = nil
        response = try await caller.repeatable(request)
      }
      let payload: Payload = try read(response.body)
      places.cache?.keep(
        KeptPage(target: target, etag: response.headers["etag"] ?? "", body: response.body),
        of: grant.viewer)
      // A viewer who signed out meanwhile erased the cache before this page was kept.
      if await session.account?.viewer != grant.viewer { places.cache?.erase() }
      return payload
    }
  }

  func read<Payload: WirePayload>(_ body: [UInt8]) throws(ServiceError) -> Payload {
    do { return try WireJSON.decode(from: body) } catch {
      throw .unexpected(reference: report(error))
    }
  }
}
