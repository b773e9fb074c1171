import PickCore
public import PickModel

extension EmbeddedService {
  /// Signs in, and settles what the viewer was watching when a program died.
  public func signIn(_ credentials: Credentials) async throws(ServiceError) -> Account {
    let account = try await session.signIn(credentials)
    await settleAbandoned(of: account.viewer)
    return account
  }

  /// Who is signed in; the guard that runs on every navigation.
  public func authorize() async throws(ServiceError) -> Viewer.ID {
    try await session.authorize()
  }

  /// Ends the session here, or everywhere.
  public func signOut(everywhere: Bool) async {
    await session.signOut(everywhere: everywhere)
  }

  /// Replaces the password; other devices are signed out.
  public func changePassword(from old: String, to new: String) async throws(ServiceError) {
    try await session.changePassword(from: old, to: new)
  }

  /// What a viewer should know about the session, signed in or not.
  public func sessionCautions() async -> SessionCautions { await session.cautions }

  /// Waits until the session is not being renewed.
  public func finish() async { await session.finishRenewal() }

  /// Failing to settle must not keep anybody out: the next sign-in settles the same checkpoints.
  func settleAbandoned(of viewer: Viewer.ID) async {
    do {
      try await engine.settleAbandoned(of: viewer, now: clock.now())
    } catch {
      _ = report(error)
    }
  }
}
