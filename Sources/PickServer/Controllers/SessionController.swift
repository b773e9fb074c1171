import Hummingbird
import PickAPI
import PickCore
import PickModel

/// The sessions of an account, and its password.
struct SessionController: Sendable {
  let backend: Backend
  private var parts: SignInParts { backend.signIn }

  init(backend: Backend) { self.backend = backend }

  func add(to routes: inout RouteTable) {
    routes.serve(.signOut, signOut)
    routes.serve(.session, granted: session)
    routes.serve(.sessions, granted: sessions)
    routes.serve(.endSession, granted: endSession)
    routes.serve(.changePassword, granted: changePassword)
  }

  @Sendable private func signOut(_ request: Request, _ context: ServerContext) async throws
    -> Response
  {
    guard let token = BearerAuthentication(parts).token(request.headers) else {
      throw Problem(.unauthorized)
    }
    let asked = try await request.object(context) { (object) throws(Problem) in
      SignOutRequest(everywhere: try object.boolean("everywhere"))
    }
    do {
      try await parts.authority(for: context).signOut(
        token, everywhere: asked.everywhere, at: context.now)
    } catch {
      if case .store(let failure) = error { throw failure }
      throw Problem(.unauthorized)
    }
    return .noContent
  }

  @Sendable private func session(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    guard let stored = try await backend.accounts.account(of: grant.viewer) else {
      throw Problem(.unauthorized)
    }
    return .fresh(
      SessionPayload(
        session: grant.session, account: stored.account, expiresAt: grant.expiresAt,
        now: context.now))
  }

  @Sendable private func sessions(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let devices = try await backend.sessions.devices(of: grant, at: context.now)
    return .fresh(SessionsPayload(devices))
  }

  @Sendable private func endSession(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let name = try context.path("session")
    guard OutsideName.isPlain(name) else { throw Problem(.notFound) }
    let session = SessionID(name)
    let isOurs = try await parts.authority(for: context).revoke(
      session, by: grant, at: context.now)
    guard isOurs else { throw Problem(.notFound) }
    return .noContent
  }

  @Sendable private func changePassword(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let lengths = 1...WireLimits.passwordLength
    let asked = try await request.object(context) { (object) throws(Problem) in
      PasswordRequest(
        oldPassword: try object.text("old_password", lengths),
        newPassword: try object.text("new_password", lengths))
    }
    // It hashes twice, as a sign-in does once: one address has the same number of tries for both.
    return try await parts.signInLimit.answer(context) {
      try await parts.gate.pass {
        do throws(PasswordChangeError) {
          try await parts.authority(for: context).changePassword(
            of: grant, from: asked.oldPassword, to: asked.newPassword, at: context.now)
        } catch { throw error.answer }
      }
      return .noContent
    }
  }
}
