import Hummingbird
import PickAPI
import PickIdentity
import PickModel
import PickStore

/// The sessions of an account, and its password.
struct SessionController: Sendable {
  let backend: Backend
  private var parts: SignInParts { backend.signIn }

  @Sendable func signOut(_ request: Request, _ context: ServerContext) async throws
    -> Response
  {
    guard let token = BearerAuthentication(parts).token(request.headers) else {
      throw Problem(.unauthorized)
    }
    let asked = try await request.payload(SignOutRequest.self, context)
    do {
      try await parts.authority(for: context).signOut(
        token, everywhere: asked.everywhere, at: context.now)
    } catch {
      if case .store(let failure) = error { throw failure }
      throw Problem(.unauthorized)
    }
    return .noContent
  }

  @Sendable func session(
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

  @Sendable func sessions(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let devices = try await backend.sessions.devices(of: grant, at: context.now)
    return .fresh(SessionsPayload(devices))
  }

  @Sendable func endSession(
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

  @Sendable func changePassword(
    _ request: Request, _ context: ServerContext, _ grant: AccessGrant
  ) async throws -> Response {
    let asked = try await request.payload(PasswordRequest.self, context)
    // A change hashes twice and a sign-in once; both share the limit of the address.
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

extension PasswordChangeError {
  /// The answer to a refused change of the password.
  fileprivate var answer: any Error {
    switch self {
    case .newPasswordTooShort: Problem(.newPasswordTooShort, field: "new_password")
    case .newPasswordTooLong: Problem(.invalidBody, field: "new_password")
    case .oldPasswordWrong: Problem(.oldPasswordWrong, field: "old_password")
    case .throttled(let seconds): Problem(.tooManyRequests, retryAfter: seconds)
    case .unknownAccount: Problem(.unauthorized)
    case .store(let error): error
    case .hashing: self
    }
  }
}
