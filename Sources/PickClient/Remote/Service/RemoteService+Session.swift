import PickAPI
import PickCore
public import PickModel

extension RemoteService {
  /// Signs in and keeps the session.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    let before = await session.account
    let account = try await session.signIn(credentials)
    if let before, before.viewer != account.viewer { places.cache?.erase() }
    deliverLater()
    return account
  }

  /// Who is signed in; the guard that runs on every navigation.
  ///
  /// Decided on this device, but for an access token that has expired. While the server is away,
  /// a viewer whose refresh token has not expired stays signed in.
  public func authorize() async throws(ServiceError) -> Viewer.ID {
    if caller.isOffline {
      let account = try await accountWhileOffline()
      if caller.mayTry() { Task { try? await lookForServer() } }
      return account.viewer
    }
    do {
      return try await guarded { (grant, _) throws(ServiceError) in grant.viewer }
    } catch {
      guard error == .unreachable else { throw error }
      return try await accountWhileOffline().viewer
    }
  }

  /// Ends the session here, or everywhere, and forgets what was kept of its viewer.
  ///
  /// Facts that wait for the server stay: they are the viewer's, and are sent at the next sign-in.
  public func signOut(everywhere: Bool) async {
    places.cache?.erase()
    await session.signOut(everywhere: everywhere)
    places.cache?.erase()
  }

  /// Replaces the password; other devices are signed out.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    try await session.changePassword(from: old, to: new)
  }

  /// What a viewer should know about the session, signed in or not.
  public func sessionCautions() async -> SessionCautions {
    let known = await session.cautions
    let queue = await session.account.flatMap { places.queue(of: $0.viewer) }
    return SessionCautions(
      clockSeemsWrong: known.clockSeemsWrong || serverClock.isFarOff, isUnsaved: known.isUnsaved,
      isOffline: caller.isOffline,
      unsentFacts: queue.map { $0.isEmpty ? 0 : $0.all(at: clock.now()).count } ?? 0)
  }

  /// Waits until the session is not being renewed.
  public func finish() async { await session.finishRenewal() }

  /// Whose pages may be shown while nobody can be asked.
  func accountWhileOffline() async throws(ServiceError) -> Account {
    if let account = await session.accountOnThisDevice() { return account }
    // Signed out, or signed in for longer than anybody may without asking.
    switch await session.ending {
    case let ending?: throw .sessionEnded(ending)
    case nil: throw .sessionEnded(.expired)
    }
  }

  /// Asks for something small, to see whether the server is back.
  private func lookForServer() async throws(ServiceError) {
    _ = try await guarded { (_, access) throws(ServiceError) in
      try await caller.repeatable(HTTPRequest(.session, Endpoint.session.target(), access: access))
    }
  }
}
