import PickClient
import PickCore
import PickModel

/// An embedded backend that counts refreshes, and may do the first without ever answering it.
actor WatchedBackend: SessionBackend {
  private let backend: EmbeddedSessionBackend
  private let losesFirst: Bool
  private(set) var refreshCount = 0

  init(_ backend: EmbeddedSessionBackend, losesFirst: Bool = false) {
    self.backend = backend
    self.losesFirst = losesFirst
  }

  func refresh(_ pair: TokenPair) async -> SessionStateMachine.RefreshOutcome {
    refreshCount += 1
    let isLost = losesFirst && refreshCount == 1
    let outcome = await backend.refresh(pair)
    return isLost ? .unreachable : outcome
  }

  func signIn(_ credentials: Credentials, device: String) async throws(ServiceError)
    -> TokenPair
  {
    try await backend.signIn(credentials, device: device)
  }

  func authorize(_ pair: TokenPair) async throws(AuthorizationFailure) -> AccessGrant {
    try await backend.authorize(pair)
  }

  func signOut(_ pair: TokenPair, everywhere: Bool) async {
    await backend.signOut(pair, everywhere: everywhere)
  }

  func changePassword(of grant: AccessGrant, access: String, from old: String, to new: String)
    async throws(ServiceError)
  {
    try await backend.changePassword(of: grant, access: access, from: old, to: new)
  }
}
